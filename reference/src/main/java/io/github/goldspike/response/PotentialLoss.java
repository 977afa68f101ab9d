package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ∫₀ᵀ ℓ(V, t) dt of some neurons, and the sweep backward through the events of the network that differentiates it and spike times
 * (kernels-R9): with adjoint variables that know spikes it is EventProp for general kernels, with none that do it gives the partial
 * derivatives at fixed spike times.
 *
 * @param <P> names of reals
 */
final class PotentialLoss<P> {

    private final ResponseNetwork network;
    private final ResponseLoop.Raster raster;
    private final Dependencies<P> dependencies;
    private final Map<Integer, PotentialDensity> densities;
    private final int bits;
    private final Ball horizon;
    private final Map<Integer, Sweep> sweeps = new HashMap<>();
    private final List<Ball> bySpike;
    private final Map<P, Ball> byParameter = new LinkedHashMap<>();
    private Ball value;
    private boolean withSpikes;

    private PotentialLoss(
            ResponseNetwork network,
            ResponseLoop.Raster raster,
            Dependencies<P> dependencies,
            Map<Integer, PotentialDensity> densities,
            List<Ball> lossByTime) {
        this.network = network;
        this.raster = raster;
        this.dependencies = dependencies;
        this.densities = densities;
        this.bits = raster.bits();
        this.horizon = Ball.of(network.horizon(), bits).withPrecision(bits);
        this.bySpike = new ArrayList<>(lossByTime);
        this.value = Ball.ZERO.withPrecision(bits);
    }

    /** The loss and its partial derivatives, spikes being where they are. */
    static <P> LossPartials<P> partials(
            ResponseNetwork network,
            ResponseLoop.Raster raster,
            Dependencies<P> dependencies,
            Map<Integer, PotentialDensity> densities) {
        List<Ball> none = Collections.nCopies(raster.firings().size(), Ball.ZERO.withPrecision(raster.bits()));
        PotentialLoss<P> loss = new PotentialLoss<>(network, raster, dependencies, densities, none);
        densities.keySet().forEach(neuron -> loss.sweep(neuron).toBeginning());
        return new LossPartials<>(loss.value, List.copyOf(loss.bySpike), loss.byParameter);
    }

    /**
     * dℓ/dp for the sum of such a loss and one of spike times, by adjoint variables: no entry of L is formed.
     *
     * @param lossByTime ∂ℓ/∂f of the loss of spike times
     */
    static <P> Map<P, Ball> eventProp(
            ResponseNetwork network,
            ResponseLoop.Raster raster,
            Dependencies<P> dependencies,
            Map<Integer, PotentialDensity> densities,
            List<Ball> lossByTime) {
        PotentialLoss<P> loss = new PotentialLoss<>(network, raster, dependencies, densities, lossByTime);
        loss.eventProp();
        return loss.byParameter;
    }

    private Sweep sweep(int neuron) {
        return sweeps.computeIfAbsent(neuron, Sweep::new);
    }

    private void eventProp() {
        withSpikes = true;
        Map<Integer, List<Place>> arrivalsOf = new HashMap<>();
        Map<Integer, Place> firings = new HashMap<>();
        for (int i = 0; i < network.neurons().size(); i++) {
            List<NeuronEvent> events = sweep(i).course.events();
            for (int e = 0; e < events.size(); e++) {
                Place place = new Place(i, e);
                if (events.get(e).isFiring()) {
                    firings.put(events.get(e).firing(), place);
                }
                sent(events.get(e))
                        .ifPresent(spike -> arrivalsOf
                                .computeIfAbsent(spike, unseen -> new ArrayList<>())
                                .add(place));
            }
        }
        // All that a spike moves comes after it in this order, and is done when its turn comes.
        for (int f = raster.firings().size() - 1; f >= 0; f--) {
            for (Place place : arrivalsOf.getOrDefault(f, List.of())) {
                sweep(place.neuron).backTo(place.event);
            }
            sweep(firings.get(f).neuron).backTo(firings.get(f).event);
        }
        for (int i = 0; i < network.neurons().size(); i++) {
            sweep(i).toBeginning();
        }
    }

    /** An event of a neuron. */
    private record Place(int neuron, int event) {}

    /** The spike that arrives, if it is one of a neuron. */
    private Optional<Integer> sent(NeuronEvent event) {
        return event.arrival()
                .filter(arrival ->
                        network.synapses().get(arrival.synapse()).from() instanceof ResponseNetwork.Origin.OfNeuron)
                .map(Arrival::spike);
    }

    private void add(P parameter, Ball derivative) {
        byParameter.merge(parameter, derivative, Ball::plus);
    }

    private void addToSpike(int spike, Ball derivative) {
        bySpike.set(spike, bySpike.get(spike).plus(derivative));
    }

    /** One neuron on the way back. */
    private final class Sweep {

        private final int neuron;
        private final PotentialCourse course;
        private final Optional<PotentialDensity> density;
        private final Rates rates;
        private final List<Waveform> waveforms;
        private final AdjointState state;
        /** Events from here on are done. */
        private int next;

        Sweep(int neuron) {
            this.neuron = neuron;
            this.course = new PotentialCourse(network, raster, neuron);
            this.density = Optional.ofNullable(densities.get(neuron));
            List<ExponentialPolynomial> functions = functions();
            List<ExponentialPolynomial> all = new ArrayList<>(functions);
            density.flatMap(PotentialDensity::rate)
                    .ifPresent(rate -> all.add(ExponentialPolynomial.decay(Rational.ONE, rate)));
            this.rates = Rates.of(all, bits);
            this.waveforms = density.isPresent() ? course.waveforms(rates) : List.of();
            this.state = new AdjointState(functions, rates, horizon);
            this.next = course.events().size();
        }

        /** All whose effects are asked for. */
        private List<ExponentialPolynomial> functions() {
            List<ExponentialPolynomial> functions = new ArrayList<>();
            functions.add(network.neurons().get(neuron).rest());
            functions.add(network.neurons().get(neuron).reset());
            dependencies.rests().get(neuron).forEach(effect -> functions.add(effect.partial()));
            dependencies.resets().get(neuron).forEach(effect -> functions.add(effect.partial()));
            dependencies.falls().get(neuron).forEach(effect -> functions.add(effect.partial()));
            for (int s = 0; s < network.synapses().size(); s++) {
                if (network.synapses().get(s).target() == neuron) {
                    functions.add(network.synapses().get(s).response());
                    dependencies.synapses().get(s).forEach(effect -> functions.add(effect.partial()));
                }
            }
            return functions;
        }

        /** Goes back through the events up to the one with this index, that included. */
        void backTo(int event) {
            while (next > event) {
                next--;
                NeuronEvent passed = course.events().get(next);
                moveTo(passed.time(), next + 1);
                if (passed.isRelease()) {
                    release(passed.firing());
                } else {
                    passed.arrival().ifPresentOrElse(this::arrive, () -> fall(passed.firing()));
                }
            }
        }

        void toBeginning() {
            backTo(0);
            moveTo(Ball.ZERO, 0);
            addEffects(dependencies.rests().get(neuron));
        }

        private void moveTo(Ball earlier, int from) {
            if (density.isEmpty()) {
                state.backTo(earlier);
                return;
            }
            Waveform potential = waveforms.get(from);
            Integrals integrals = new Integrals(rates, state.time().minus(earlier));
            Waveform byPotential = density.get().byPotential(potential, earlier);
            value = value.plus(density.get().integral(potential, byPotential, integrals));
            if (from > 0 && course.isHeldAfter(from - 1)) {
                state.backTo(earlier);
                Ball byLevel = integrals.withPower(rates.indexOf(Rational.ZERO), 0, byPotential);
                dependencies.resets().get(neuron).forEach(reset -> add(reset.parameter(), byLevel));
            } else {
                state.backTo(earlier, byPotential, integrals);
            }
        }

        private void addEffects(List<Effect<P>> effects) {
            for (Effect<P> effect : effects) {
                add(effect.parameter(), state.of(effect.partial()));
            }
        }

        private void arrive(Arrival arrival) {
            if (state.isZero()) {
                return;
            }
            ResponseNetwork.Synapse synapse = network.synapses().get(arrival.synapse());
            Ball later = state.of(synapse.response().derivative().times(synapse.weight()))
                    .negate();
            dependencies.delays().get(arrival.synapse()).ifPresent(delay -> add(delay, later));
            if (synapse.from() instanceof ResponseNetwork.Origin.Input from) {
                dependencies.inputs().get(from.index()).get(arrival.spike()).ifPresent(time -> add(time, later));
            } else {
                addToSpike(arrival.spike(), later);
            }
            addEffects(dependencies.synapses().get(arrival.synapse()));
        }

        /** V is let go at u: what it was before moves it no more, and λ_V(u⁻) = 0 (kernels-R12). */
        private void release(int spike) {
            Release end = raster.releases().get(spike);
            Ball lambda = state.of(network.neurons().get(neuron).reset()).negate();
            Ball later = lambda.times(end.slope()).negate();
            addToSpike(spike, later);
            dependencies.holds().get(neuron).ifPresent(hold -> add(hold, later));
            addEffects(dependencies.resets().get(neuron));
            dependencies
                    .falls()
                    .get(neuron)
                    .forEach(effect ->
                            add(effect.parameter(), state.of(effect.partial()).times(end.fall())));
            state.add(lambda.negate());
        }

        private void fall(int spike) {
            ResponseNetwork.Neuron one = network.neurons().get(neuron);
            if (one.hold().isEmpty()) {
                addToSpike(spike, state.of(one.reset().derivative()).negate());
                addEffects(dependencies.resets().get(neuron));
            }
            Firing firing = raster.firings().get(spike);
            density.ifPresent(integrated -> addToSpike(spike, jump(one, integrated, firing.time())));
            if (withSpikes && !bySpike.get(spike).isZero()) {
                Ball mu = bySpike.get(spike).dividedBy(firing.slope());
                state.add(mu.negate());
                dependencies.thresholds().get(neuron).ifPresent(threshold -> add(threshold, mu));
            }
        }

        /** ℓ(V⁻) − ℓ(V⁺) at a spike, where V falls from ϑ to ϑ + η(0⁺), or to r if it is held there. */
        private Ball jump(ResponseNetwork.Neuron one, PotentialDensity integrated, Ball time) {
            Rational threshold = one.threshold().orElseThrow();
            Ball before = Ball.of(threshold, bits);
            Ball after = Ball.of(
                    one.hold()
                            .map(ResponseNetwork.Hold::level)
                            .orElseGet(() -> threshold.plus(one.reset().atZero())),
                    bits);
            return integrated.at(before, time).minus(integrated.at(after, time));
        }
    }
}
