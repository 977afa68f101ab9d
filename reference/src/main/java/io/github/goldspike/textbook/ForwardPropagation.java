package io.github.goldspike.textbook;

import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * The rows of ∂F/∂W from L ∂F/∂W = −∂V/∂W, eq. (10), by forward substitution. In time order L is lower triangular with
 * the slopes on its diagonal (Theorem 4):
 *
 * <pre>
 * L_ff = V'(f⁻)
 * L_fg = −Σ W h'(f − g − d)        g an earlier firing of a neuron with synapses (W, d) to the neuron of f
 * L_fg = −(ϑ − r) β e^{−β(f − g)}  g an earlier firing of the neuron of f itself, on top of any self-connection
 * </pre>
 *
 * <p>Where an arrival coincides with f, the slope differs on the two sides of f and there is no derivative but one-sided
 * ones: the row of f, and of every firing that depends on f, is left out and {@code undecided} names it.
 */
final class ForwardPropagation {

    private final RoundedNetwork rounded;
    private final History history;
    private final List<Map<Weight, Real>> rows = new ArrayList<>();
    private final Set<Integer> withoutRow = new HashSet<>();
    private final List<Undecided> undecided = new ArrayList<>();

    /** @param firings how many rows to compute, from the first */
    ForwardPropagation(RoundedNetwork rounded, History history, int firings) {
        this.rounded = rounded;
        this.history = history;
        for (Firing f : history.firings().subList(0, firings)) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted in row " + f.order() + " of L");
            }
            Optional<String> obstacle = obstacle(f);
            if (obstacle.isPresent()) {
                withoutRow.add(f.order());
                undecided.add(undecided(f, obstacle.get()));
                rows.add(Map.of());
            } else {
                rows.add(row(f));
            }
        }
    }

    /** Whether the firing time has a derivative. */
    boolean hasRow(Firing f) {
        return !withoutRow.contains(f.order());
    }

    /** ∂f/∂w for every weight w, as given in the network, that f depends on. */
    Map<Weight, Real> row(int order) {
        return rows.get(order);
    }

    /** A tie for every firing whose row is missing. */
    List<Undecided> undecided() {
        return undecided;
    }

    private Map<Weight, Real> row(Firing f) {
        Neuron neuron = rounded.neurons().get(f.neuron());
        // ∂V/∂W of the firing equation, then with L_fg ∂g/∂W of all earlier firings.
        Map<Weight, Real> sum = new HashMap<>();
        for (Arrival arrival : history.arrivals(f.neuron())) {
            if (arrival.time().precedes(f.time())) {
                Connection synapse = arrival.connection();
                Real sinceArrival = f.time().minus(arrival.time());
                Real byWeight = synapse.kernelFactor().times(synapse.kernel().at(sinceArrival));
                sum.merge(synapse.name(), byWeight, Real::plus);
                arrival.sender()
                        .ifPresent(g -> addRow(
                                sum,
                                synapse.kernelWeight()
                                        .times(synapse.kernel().slope(sinceArrival))
                                        .negate(),
                                g));
            }
        }
        for (Firing g : history.spikes(f.neuron()).subList(0, f.index())) {
            Real decay = Kernel.decay(neuron.beta(), f.time().minus(g.time()));
            addRow(sum, neuron.fall().times(neuron.beta()).times(decay).negate(), g);
        }
        sum.replaceAll((weight, value) -> value.negate().over(f.slope()));
        sum.values().removeIf(value -> value.signum() == 0);
        return sum;
    }

    private void addRow(Map<Weight, Real> sum, Real factor, Firing g) {
        if (factor.signum() != 0) {
            rows.get(g.order()).forEach((weight, value) -> sum.merge(weight, factor.times(value), Real::plus));
        }
    }

    /** Why a firing time has no derivative. */
    private Optional<String> obstacle(Firing f) {
        for (Arrival arrival : history.arrivals(f.neuron())) {
            boolean matters = arrival.connection().kernelWeight().signum() != 0;
            boolean ownSpike = arrival.sender().filter(f::equals).isPresent();
            if (matters && !ownSpike && arrival.time().coincidesWith(f.time())) {
                return Optional.of("another spike arrives at this time to working precision,"
                        + " where the derivative is one-sided");
            }
            boolean missing = arrival.sender().filter(g -> !hasRow(g)).isPresent();
            if (matters && missing && arrival.time().precedes(f.time())) {
                return Optional.of(dependence(arrival.sender().get()));
            }
        }
        return history.spikes(f.neuron()).subList(0, f.index()).stream()
                .filter(g -> !hasRow(g))
                .findFirst()
                .map(this::dependence);
    }

    private String dependence(Firing g) {
        return "depends on " + identify(g) + ", which has no derivative to working precision";
    }

    /** The name of a firing in an answer. */
    SpikeId identify(Firing f) {
        Neuron neuron = rounded.neurons().get(f.neuron());
        return new SpikeId(neuron.population(), neuron.index(), f.index());
    }

    private Undecided undecided(Firing f, String why) {
        SpikeId id = identify(f);
        Undecided.Place place = new Undecided.Place(
                id.population(),
                id.neuron(),
                Optional.of(id.index()),
                Optional.of(f.time().toString()),
                List.of());
        return new Undecided(Undecided.Kind.TIE, place, id + ": " + why);
    }
}
