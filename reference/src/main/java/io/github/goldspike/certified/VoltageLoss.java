package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.Elements.Kind;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * ∫₀ᵀ ℓ(V(t), t) dt of one neuron and its partial derivatives, exact between events, swept backward
 * (proofs-notes/gradient.md, G6 and G10).
 */
final class VoltageLoss {

    /** What is integrated, ℓ(V, t). */
    interface Density {

        /** ℓ on a stretch that begins at {@code start}, for the potential V on it as a function of the time since then. */
        ExponentialSum loss(ExponentialSum potential, Ball start);

        /** ∂ℓ/∂V on the same stretch. */
        ExponentialSum byPotential(ExponentialSum potential, Ball start);

        /** ℓ(V, t) at one time. */
        Ball at(Ball potential, Ball time);
    }

    /** ½(V − target)². */
    static Density square(Rational target, int bits) {
        Ball minusTarget = Ball.of(target, bits).negate();
        Ball half = Ball.ONE.half().withPrecision(bits);
        return new Density() {
            @Override
            public ExponentialSum loss(ExponentialSum potential, Ball start) {
                ExponentialSum miss = byPotential(potential, start);
                return miss.times(miss).times(half);
            }

            @Override
            public ExponentialSum byPotential(ExponentialSum potential, Ball start) {
                return potential.plus(ExponentialSum.term(minusTarget, 0, Rational.ZERO));
            }

            @Override
            public Ball at(Ball potential, Ball time) {
                Ball miss = potential.plus(minusTarget);
                return miss.times(miss).half();
            }
        };
    }

    /** weight·V·e^{−κt}. */
    static Density discounted(Rational weight, Rational kappa, int bits) {
        Ball rate = Ball.of(kappa, bits);
        Ball factor = Ball.of(weight, bits);
        return new Density() {
            @Override
            public ExponentialSum loss(ExponentialSum potential, Ball start) {
                return potential.times(byPotential(potential, start));
            }

            @Override
            public ExponentialSum byPotential(ExponentialSum potential, Ball start) {
                return ExponentialSum.term(factor.times(discount(start)), 0, kappa);
            }

            @Override
            public Ball at(Ball potential, Ball time) {
                return factor.times(discount(time)).times(potential);
            }

            private Ball discount(Ball time) {
                return rate.times(time.withPrecision(bits)).negate().exp();
            }
        };
    }

    private final Wiring wiring;
    private final Raster raster;
    private final Elements elements;
    private final int bits;
    private final int id;
    private final Wiring.Neuron neuron;
    private final Cell cell;
    private final Density density;

    private VoltageLoss(Wiring wiring, Raster raster, Elements elements, int bits, int id, Density density) {
        this.wiring = wiring;
        this.raster = raster;
        this.elements = elements;
        this.bits = bits;
        this.id = id;
        this.neuron = wiring.neurons().get(id);
        this.cell = Cell.of(neuron, bits);
        this.density = density;
    }

    /** Loss and partial derivatives for neuron {@code id}, all of whose spikes and arrivals are proved. */
    static LossSensitivity of(Wiring wiring, Raster raster, Elements elements, int bits, int id, Density density) {
        return new VoltageLoss(wiring, raster, elements, bits, id, density).run();
    }

    /** An arrival or an own spike, whichever index is not negative; both negative for the beginning. */
    private record Event(Ball time, int arrival, int spike) {}

    /** A stretch between two events, from the state just after its first. */
    private record Stretch(Event event, Trajectory.State state) {}

    /** In the proved order: an own spike comes just after the arrivals that caused it; ties among arrivals do not matter. */
    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        List<Integer> train = raster.trains().get(id);
        List<Raster.Arrival> arrivals = raster.arrivals().get(id);
        int next = 0;
        for (int a = 0; a <= arrivals.size(); a++) {
            while (next < train.size() && raster.spikes().get(train.get(next)).causes() == a) {
                int spike = train.get(next++);
                events.add(new Event(raster.spikes().get(spike).time(), -1, spike));
            }
            if (a < arrivals.size()) {
                events.add(new Event(arrivals.get(a).time(), a, -1));
            }
        }
        if (train.isEmpty()) {
            // A readout takes up its arrivals when they are announced.
            events.sort(Comparator.comparing(Event::time, Ball::compareMidpoints));
        }
        events.add(0, new Event(Ball.ZERO.withPrecision(bits), -1, -1));
        return events;
    }

    private LossSensitivity run() {
        List<Stretch> stretches = stretches();
        Ball end = Ball.of(wiring.horizon(), bits);
        Ball value = Ball.ZERO.withPrecision(bits);
        LossSensitivity partials = new LossSensitivity(value, new HashMap<>(), new HashMap<>());
        BackwardIntegrals after = new BackwardIntegrals(neuron, cell, elements);
        for (int e = stretches.size() - 1; e >= 0; e--) {
            Stretch stretch = stretches.get(e);
            Event event = stretch.event;
            Ball length = end.minus(event.time);
            ExponentialSum potential = new Potential(neuron, cell, stretch.state).sinceEvent();
            value = value.plus(density.loss(potential, event.time).integral(length));
            after.prepend(density.byPotential(potential, event.time), length);
            if (event.spike >= 0) {
                addSpike(event, after, partials);
            } else if (event.arrival >= 0) {
                addArrival(raster.arrivals().get(id).get(event.arrival), after, partials);
            } else {
                addBeginning(after, partials);
            }
            end = event.time;
        }
        return new LossSensitivity(value, partials.bySpike(), partials.byElement());
    }

    private void addSpike(Event event, BackwardIntegrals after, LossSensitivity partials) {
        // The jump of ℓ moves with f, and so does the reset: ∂V/∂f = −(ϑ − r)β e^{−β(t−f)}.
        Ball jump = density.at(cell.threshold(), event.time).minus(density.at(cell.reset(), event.time));
        Ball drop = cell.threshold().minus(cell.reset());
        partials.bySpike().merge(event.spike, jump.minus(drop.times(cell.beta()).times(after.decaying())), Ball::plus);
        addIfWanted(Kind.THRESHOLD, id, after.decaying().negate(), partials);
        addIfWanted(Kind.RESET, id, after.decaying(), partials);
        if (elements.want(Kind.BETA)) {
            addIfWanted(Kind.BETA, id, drop.times(after.decayingByBeta()).negate(), partials);
        }
    }

    private void addArrival(Raster.Arrival arrival, BackwardIntegrals after, LossSensitivity partials) {
        Wiring.Connection synapse = wiring.synapses().get(arrival.synapse());
        int k = synapse.rate();
        addIfWanted(Kind.WEIGHT, synapse.id(), after.kernel(k), partials);
        if (synapse.weight().signum() == 0) {
            return;
        }
        Ball weight = Ball.of(synapse.weight(), bits);
        // h' = e^{−βs} − αh
        Ball slope = after.decaying().minus(cell.alphas()[k].times(after.kernel(k)));
        Ball byArrival = weight.times(slope).negate();
        if (arrival.source() == Raster.Arrival.INPUT) {
            addIfWanted(Kind.INPUT, arrival.input(), byArrival, partials);
        } else {
            partials.bySpike().merge(arrival.source(), byArrival, Ball::plus);
        }
        addIfWanted(Kind.DELAY, synapse.id(), byArrival, partials);
        if (elements.wantRates()) {
            addIfWanted(Kind.ALPHA, synapse.id(), weight.times(after.kernelByAlpha(k)), partials);
            addIfWanted(Kind.BETA, id, weight.times(after.kernelByBeta(k)), partials);
        }
    }

    private void addBeginning(BackwardIntegrals after, LossSensitivity partials) {
        addIfWanted(Kind.LEAK, id, after.plain().minus(after.decaying()), partials);
        addIfWanted(Kind.INITIAL, id, after.decaying(), partials);
        if (elements.want(Kind.BETA)) {
            Ball aboveLeak = Ball.of(neuron.initial().minus(neuron.leak()), bits);
            addIfWanted(Kind.BETA, id, aboveLeak.times(after.decayingByBeta()), partials);
        }
    }

    private void addIfWanted(Kind kind, int which, Ball derivative, LossSensitivity partials) {
        if (elements.want(kind) && !derivative.isZero()) {
            partials.byElement().merge(elements.number(kind, which), derivative, Ball::plus);
        }
    }

    private List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        Ball[] none = new Ball[neuron.alphas().size()];
        java.util.Arrays.fill(none, Ball.ZERO);
        Trajectory.State state = new Trajectory.State(Ball.of(neuron.initial(), bits), none);
        Ball time = Ball.ZERO.withPrecision(bits);
        for (Event event : events()) {
            state = new Trajectory(cell, state.potential(), state.currents()).after(event.time.minus(time));
            time = event.time;
            if (event.spike >= 0) {
                state = new Trajectory.State(
                        cell.reset(), raster.spikes().get(event.spike).currents());
            } else if (event.arrival >= 0) {
                Wiring.Connection synapse = wiring.synapses()
                        .get(raster.arrivals().get(id).get(event.arrival).synapse());
                Ball[] currents = state.currents().clone();
                currents[synapse.rate()] = currents[synapse.rate()].plus(Ball.of(synapse.weight(), bits));
                state = new Trajectory.State(state.potential(), currents);
            }
            stretches.add(new Stretch(event, state));
        }
        return stretches;
    }
}
