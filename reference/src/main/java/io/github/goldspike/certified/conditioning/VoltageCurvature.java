package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.Potential;
import io.github.goldspike.certified.events.RefractoryEnd;
import io.github.goldspike.certified.gradient.BackwardIntegrals;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.Elements.Kind;
import io.github.goldspike.certified.gradient.PotentialFunctional;
import io.github.goldspike.certified.gradient.VoltageLoss;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the partial derivatives of a loss of potentials, those of {@link PotentialFunctional}, move with the reals q of the file: one
 * sweep backward over the events of its neurons for each q (conditioning-K8).
 */
final class VoltageCurvature implements LossCurvature {

    private final Wiring wiring;
    private final Elements elements;
    private final int bits;
    private final List<Followed> followed = new ArrayList<>();

    /** A neuron whose potential is in the loss, with its events in their order. */
    private record Followed(int id, VoltageLoss.Density density, List<Moment> moments) {}

    /**
     * An event.
     *
     * @param potential V after it
     * @param integrals from it on
     * @param v ∂λ/∂V just after it
     */
    private record Moment(Chronology.Event event, Potential potential, SecondIntegrals.At integrals, Ball v) {}

    /**
     * @param events of all neurons
     * @param densities what is integrated, by neuron
     */
    VoltageCurvature(
            Wiring wiring, List<Chronology.Event> events, Map<Integer, VoltageLoss.Density> densities, int bits) {
        this.wiring = wiring;
        this.elements = new Elements(wiring, EnumSet.allOf(Kind.class));
        this.bits = bits;
        Potential[] after = Potential.follow(wiring, events, densities.keySet(), bits);
        densities.forEach(
                (id, density) -> followed.add(new Followed(id, density, moments(id, density, events, after))));
    }

    private List<Moment> moments(
            int id, VoltageLoss.Density density, List<Chronology.Event> events, Potential[] after) {
        SecondIntegrals integrals = new SecondIntegrals(wiring.neurons().get(id), wiring.horizon(), elements, bits);
        List<Moment> moments = new ArrayList<>();
        for (int e = events.size() - 1; e >= 0; e--) {
            Chronology.Event event = events.get(e);
            if (event.neuron() != id) {
                continue;
            }
            Potential potential = after[e];
            integrals.backTo(
                    event.time(),
                    potential.held()
                            ? Optional.empty()
                            : Optional.of(density.byPotential(potential.sinceEvent(), event.time())));
            Ball start = potential.cell().leak().plus(potential.aboveLeak());
            moments.add(0, new Moment(event, potential, integrals.now(), density.byPotentialAt(start, event.time())));
            if (event instanceof Chronology.Event.Restarting) {
                integrals.hold();
            }
        }
        return moments;
    }

    @Override
    public Along along(List<Map<Integer, Ball>> tangents, RelativeParameters parameters) {
        Along along = new Along(new HashMap<>(), new HashMap<>());
        for (int q = 0; q < parameters.size(); q++) {
            DirectionalDerivative motion = new DirectionalDerivative(tangents, parameters, q);
            for (Followed neuron : followed) {
                new Sweep(neuron, motion, q, along).run();
            }
        }
        return along;
    }

    /** Over the events of one neuron, for one real. */
    private final class Sweep {

        private final Followed neuron;
        private final Cell cell;
        private final DirectionalDerivative motion;
        private final int real;
        private final Along along;
        private final Ball beta;
        private final Ball reset;
        private final Ball leak;
        private final Ball drop;
        private final Ball movedDrop;
        private final BackwardIntegrals hat;
        /** The time of the next event and how it moves. */
        private Ball end;

        private Ball movedEnd = Ball.ZERO;

        Sweep(Followed neuron, DirectionalDerivative motion, int real, Along along) {
            this.neuron = neuron;
            this.motion = motion;
            this.real = real;
            this.along = along;
            this.hat = new BackwardIntegrals(wiring.neurons().get(neuron.id), wiring.horizon(), elements, bits);
            this.cell = hat.cell();
            this.beta = motion.of(Kind.BETA, neuron.id);
            this.reset = motion.of(Kind.RESET, neuron.id);
            this.leak = motion.of(Kind.LEAK, neuron.id);
            this.drop = cell.threshold().minus(cell.reset());
            this.movedDrop = motion.of(Kind.THRESHOLD, neuron.id).minus(reset);
            this.end = hat.time();
        }

        void run() {
            List<PotentialTangent> tangents = new ArrayList<>();
            for (Moment moment : neuron.moments) {
                tangents.add(
                        tangents.isEmpty()
                                ? PotentialTangent.atBeginning(moment.potential, motion, neuron.id)
                                : tangents.get(tangents.size() - 1).after(moment.event, moment.potential));
            }
            for (int k = neuron.moments.size() - 1; k >= 0; k--) {
                backTo(neuron.moments.get(k), tangents.get(k));
            }
        }

        private void backTo(Moment moment, PotentialTangent tangent) {
            Chronology.Event event = moment.event;
            Ball time = motion.of(event);
            boolean held = moment.potential.held();
            if (held || !neuron.density.isQuadratic()) {
                hat.backTo(event.time());
            } else {
                hat.backTo(event.time(), tangent.sinceEvent(neuron.id));
            }
            if (held) {
                addHold(moment, time);
            }
            Ball density = held ? Ball.ZERO : moment.v;
            MovingIntegrals integrals = new MovingIntegrals(moment.integrals, hat, cell, time, density, beta);
            if (event instanceof Chronology.Event.Firing firing) {
                addFall(firing, integrals);
            } else if (event instanceof Chronology.Event.Arriving arriving) {
                addArrival(arriving, integrals);
            } else if (event instanceof Chronology.Event.Restarting restarting) {
                addRestart(restarting, tangent, integrals);
            } else {
                add(Kind.INITIAL, neuron.id, integrals.decaying());
                Rational initial = wiring.neurons().get(neuron.id).initial();
                addStart(initial, motion.of(Kind.INITIAL, neuron.id), integrals);
            }
            end = event.time();
            movedEnd = time;
        }

        /** Of ∂ℓ/∂r = ∫ v du over a stretch on which V = r. */
        private void addHold(Moment moment, Ball time) {
            Ball moved = neuron.density
                    .byPotentialAt(cell.reset(), end)
                    .times(movedEnd)
                    .minus(moment.v.times(time));
            if (neuron.density.isQuadratic()) {
                moved = moved.plus(reset.times(end.minus(moment.event.time())));
            }
            add(Kind.RESET, neuron.id, moved);
        }

        private void addArrival(Chronology.Event.Arriving arriving, MovingIntegrals integrals) {
            Wiring.Connection synapse = arriving.synapse();
            int k = synapse.rate();
            Ball alpha = motion.of(Kind.ALPHA, synapse.id());
            add(Kind.WEIGHT, synapse.id(), integrals.kernel(k, alpha));
            if (synapse.weight().signum() == 0) {
                return;
            }
            Ball weight = Ball.of(synapse.weight(), bits);
            Ball moved = motion.of(Kind.WEIGHT, synapse.id());
            SecondIntegrals.Kernel kernel = integrals.of().kernels()[k];
            Ball byArrival = sumOfProducts(weight, integrals.movedSlope(k, alpha), moved, integrals.slope(k))
                    .negate();
            if (arriving.isInput()) {
                add(Kind.INPUT, arriving.arrival().input(), byArrival);
            } else {
                add(along.bySpike(), arriving.arrival().source(), byArrival);
            }
            add(Kind.DELAY, synapse.id(), byArrival);
            add(
                    Kind.ALPHA,
                    synapse.id(),
                    sumOfProducts(weight, integrals.kernelByAlpha(k, alpha), moved, kernel.byAlpha()));
            add(Kind.BETA, neuron.id, sumOfProducts(weight, integrals.kernelByBeta(k, alpha), moved, kernel.byBeta()));
        }

        /** The fall of λ from V = ϑ to V = r, and what decays of that of V; then the mass that V̇ has here, as the spike moves. */
        private void addFall(Chronology.Event.Firing firing, MovingIntegrals integrals) {
            VoltageLoss.Density density = neuron.density;
            Ball f = firing.time();
            Ball time = integrals.time();
            Ball before = density.byPotentialAt(cell.threshold(), f);
            Ball after = density.byPotentialAt(cell.reset(), f);
            Ball byTime = density.byTimeAt(cell.threshold(), f).minus(density.byTimeAt(cell.reset(), f));
            Ball jump = sumOfProducts(before, motion.of(Kind.THRESHOLD, neuron.id), after.negate(), reset)
                    .plus(byTime.times(time));
            SecondIntegrals.At of = integrals.of();
            Ball rate = drop.times(cell.beta());
            Ball movedRate = sumOfProducts(drop, beta, movedDrop, cell.beta());
            Ball decay = sumOfProducts(rate, integrals.decaying(), movedRate, of.decaying());
            add(along.bySpike(), firing.index(), jump.minus(decay));
            add(Kind.THRESHOLD, neuron.id, integrals.decaying().negate());
            add(Kind.RESET, neuron.id, integrals.decaying());
            Ball byBeta = sumOfProducts(drop, integrals.decayingByBeta(), movedDrop, of.decayingByBeta());
            add(Kind.BETA, neuron.id, byBeta.negate());
            Ball mass = before.minus(integrals.density()).times(time);
            if (!mass.isZero()) {
                hat.addMass(mass);
            }
        }

        private void addRestart(
                Chronology.Event.Restarting restarting, PotentialTangent tangent, MovingIntegrals integrals) {
            RefractoryEnd restart = restarting.restart();
            Ball slope = restart.slope(cell);
            Ball movedSlope = sumOfProducts(beta, cell.leak().minus(cell.reset()), cell.beta(), leak.minus(reset));
            for (int k = 0; k < restart.currents().length; k++) {
                Ball decline = cell.alphas()[k].times(restart.currents()[k]).times(integrals.time());
                movedSlope = movedSlope.plus(tangent.currents()[k]).minus(decline);
            }
            Ball decaying = integrals.of().decaying();
            Ball byRestart = sumOfProducts(slope, integrals.decaying(), movedSlope, decaying)
                    .negate();
            add(along.bySpike(), restart.spike(), byRestart);
            add(Kind.REFRACTORY, neuron.id, byRestart);
            add(Kind.RESET, neuron.id, integrals.decaying());
            addStart(wiring.neurons().get(neuron.id).reset(), reset, integrals);
            hat.hold();
            if (!integrals.time().isZero()) {
                hat.addMovedRestart(integrals.time(), decaying, integrals.of().decayingByBeta());
            }
        }

        /** V is leak + (start − leak)e^{−βt} but for what arrives. */
        private void addStart(Rational start, Ball movedStart, MovingIntegrals integrals) {
            add(Kind.LEAK, neuron.id, integrals.plain().minus(integrals.decaying()));
            Rational rest = wiring.neurons().get(neuron.id).leak();
            Ball aboveLeak = Ball.of(start.minus(rest), bits);
            Ball decayingByBeta = integrals.of().decayingByBeta();
            add(
                    Kind.BETA,
                    neuron.id,
                    sumOfProducts(aboveLeak, integrals.decayingByBeta(), movedStart.minus(leak), decayingByBeta));
        }

        private void add(Kind kind, int which, Ball value) {
            add(along.byElement(), elements.number(kind, which), value);
        }

        private void add(Map<Integer, Map<Integer, Ball>> rows, int row, Ball value) {
            if (!value.isZero()) {
                rows.computeIfAbsent(row, unseen -> new HashMap<>()).merge(real, value, Ball::plus);
            }
        }
    }

    private static Ball sumOfProducts(Ball a, Ball b, Ball c, Ball d) {
        return a.times(b).plus(c.times(d));
    }
}
