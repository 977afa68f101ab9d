package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.conformance.tolerance.Timeline.Arrival;
import io.github.goldspike.conformance.tolerance.Timeline.Neuron;
import io.github.goldspike.conformance.tolerance.Timeline.Spike;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Synapse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The reals of one kind of a network, numbered through in the order of a gradient, and how the firing equation of a spike depends on them:
 * ∂(V − ϑ)/∂p, and how far sound arithmetic may be off in it (verdict-R18).
 */
public final class ParameterRows {

    /** Those of which that is known. */
    public static final Set<ParameterKind> KINDS = Set.of(
            ParameterKind.WEIGHTS,
            ParameterKind.DELAYS,
            ParameterKind.ALPHA,
            ParameterKind.BETA,
            ParameterKind.THRESHOLD,
            ParameterKind.RESET,
            ParameterKind.LEAK,
            ParameterKind.INITIAL,
            ParameterKind.INPUTS);

    private final ParameterKind kind;
    /** The number of the first real of each owner, and that of all. */
    private final int[] offset;

    private final List<Projection> projections;
    private final List<List<Synapse>> synapses;
    private final Map<String, Integer> owners = new HashMap<>();
    private final List<Population> populations;

    public ParameterRows(Network network, ParameterKind kind) {
        this.kind = kind;
        projections = network.projections();
        populations = network.populations();
        synapses = projections.stream().map(Projection::synapses).toList();
        int count = kind.ofProjections() ? projections.size() : populations.size();
        offset = new int[count + 1];
        for (int owner = 0; owner < count; owner++) {
            offset[owner + 1] = offset[owner] + (kind.ofProjections() ? ofProjection(owner) : ofPopulation(owner));
        }
    }

    /** How many there are. */
    public int count() {
        return offset[offset.length - 1];
    }

    /** The number of the first of an owner's. */
    int first(int owner) {
        return offset[owner];
    }

    private int ofProjection(int p) {
        return switch (kind) {
            case ALPHA -> projections.get(p).decay().constant().given().values().size();
            case DELAYS -> sharesDelay(p) ? 1 : synapses.get(p).size();
            default -> synapses.get(p).size();
        };
    }

    private boolean sharesDelay(int p) {
        return projections.get(p).connectivity() instanceof Connectivity.Matrix matrix
                && matrix.delays() instanceof Connectivity.Delays.Shared;
    }

    private int ofPopulation(int p) {
        Population population = populations.get(p);
        owners.put(population.name(), p);
        if (population instanceof Population.Source source) {
            return kind == ParameterKind.INPUTS
                    ? source.trains().stream().mapToInt(List::size).sum()
                    : 0;
        }
        Population.Neurons neurons = (Population.Neurons) population;
        return switch (kind) {
            case BETA -> neurons.membrane().given().values().size();
            case THRESHOLD ->
                neurons.threshold()
                        .map(all -> (int) all.values().stream()
                                .filter(java.util.Optional::isPresent)
                                .count())
                        .orElse(0);
            case RESET -> neurons.reset().values().size();
            case LEAK -> neurons.leak().values().size();
            case INITIAL ->
                neurons.initial().map(given -> given.values().size()).orElse(0);
            default -> 0;
        };
    }

    /** Receives a derivative, or how far it may be off, of which several for one real are to be summed. */
    interface Receiver {
        void accept(int number, double derivative, double off);
    }

    /** The row of a spike, without what sums over earlier spikes carry. */
    void row(Spike spike, SpikeErrorBound reach, Receiver receiver) {
        int previous = reach.previous(spike);
        double late = reach.time(spike.number());
        double lateStart = previous < 0 ? 0 : reach.time(previous);
        InterspikeSegment stretch = reach.stretch(spike.number());
        double t = spike.time();
        switch (kind) {
            case WEIGHTS -> {
                stretch.byWeights(t, (arrival, derivative) -> of(arrival, derivative, 0, receiver));
                stretch.derivativesOff(
                        t,
                        late,
                        lateStart,
                        reach::late,
                        (arrival, byTime, byWeight) -> of(arrival, 0, byWeight, receiver));
            }
            case DELAYS, INPUTS -> {
                stretch.byArrivals(t, (arrival, derivative) -> of(arrival, derivative, 0, receiver));
                stretch.derivativesOff(
                        t,
                        late,
                        lateStart,
                        reach::late,
                        (arrival, byTime, byWeight) -> of(arrival, 0, byTime, receiver));
            }
            case ALPHA ->
                stretch.byRates(
                        t,
                        late,
                        lateStart,
                        reach::late,
                        (arrival, byAlpha, byBeta, alphaOff, betaOff) -> of(arrival, byAlpha, alphaOff, receiver));
            case BETA -> {
                int number = of(spike.neuron());
                stretch.byRates(
                        t,
                        late,
                        lateStart,
                        reach::late,
                        (arrival, byAlpha, byBeta, alphaOff, betaOff) -> receiver.accept(number, byBeta, betaOff));
                receiver.accept(number, stretch.startByBeta(t), stretch.startByBetaOff(t, late, lateStart));
            }
            case THRESHOLD -> receiver.accept(of(spike.neuron()), -1, 0);
            case RESET -> {
                if (previous >= 0) {
                    receiver.accept(of(spike.neuron()), stretch.byValue(t), stretch.byValueOff(t, late, lateStart));
                }
            }
            case INITIAL -> {
                if (previous < 0 && of(spike.neuron()) >= 0) {
                    receiver.accept(of(spike.neuron()), stretch.byValue(t), stretch.byValueOff(t, late, lateStart));
                }
            }
            case LEAK -> {
                // Where no initial potential is given it is the leak, and all of V moves with it.
                boolean follows = previous < 0
                        && ((Population.Neurons) populations.get(
                                        owners.get(spike.neuron().population())))
                                .initial()
                                .isEmpty();
                receiver.accept(
                        of(spike.neuron()),
                        follows ? 1 : 1 - stretch.byValue(t),
                        follows ? 0 : 1 + stretch.byValueOff(t, late, lateStart));
            }
            default -> throw new IllegalArgumentException(kind.field());
        }
    }

    private void of(Arrival arrival, double derivative, double off, Receiver receiver) {
        if (!arrival.overSynapse()) {
            return;
        }
        int p = arrival.projection();
        Synapse synapse = synapses.get(p).get(arrival.synapse());
        switch (kind) {
            case DELAYS -> receiver.accept(offset[p] + (sharesDelay(p) ? 0 : arrival.synapse()), derivative, off);
            case ALPHA ->
                receiver.accept(
                        offset[p]
                                + switch (projections.get(p).decay().axis()) {
                                    case ALL -> 0;
                                    case PRE -> synapse.pre();
                                    case POST -> synapse.post();
                                },
                        derivative,
                        off);
            case INPUTS -> {
                if (arrival.input() >= 0) {
                    receiver.accept(offset[owners.get(projections.get(p).from())] + arrival.input(), derivative, off);
                }
            }
            default -> receiver.accept(offset[p] + arrival.synapse(), derivative, off);
        }
    }

    /** The number of a neuron's; −1 if it has none. */
    private int of(Neuron neuron) {
        int owner = owners.get(neuron.population());
        Population.Neurons neurons = (Population.Neurons) populations.get(owner);
        return switch (kind) {
            case THRESHOLD -> {
                int before = 0;
                for (int n = 0; n < neuron.index(); n++) {
                    before += neurons.threshold(n).isPresent() ? 1 : 0;
                }
                yield offset[owner] + (neurons.threshold().orElseThrow().shared() ? 0 : before);
            }
            case BETA -> offset[owner] + index(neurons.membrane().given(), neuron);
            case RESET -> offset[owner] + index(neurons.reset(), neuron);
            case LEAK -> offset[owner] + index(neurons.leak(), neuron);
            case INITIAL ->
                neurons.initial().isEmpty()
                        ? -1
                        : offset[owner] + index(neurons.initial().get(), neuron);
            default -> throw new IllegalArgumentException(kind.field());
        };
    }

    private static int index(Parameter given, Neuron neuron) {
        return given.shared() ? 0 : neuron.index();
    }
}
