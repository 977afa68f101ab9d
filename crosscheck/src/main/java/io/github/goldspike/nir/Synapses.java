package io.github.goldspike.nir;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects synapses, and makes projections of them: matrices where most pairs have one synapse, else lists. */
final class Synapses {

    /** What goes into one projection. */
    private record Group(String from, String to, Parameter tau) {}

    /** A pair of units. */
    private record Pair(int pre, int post) {}

    private final Map<Group, List<Synapse>> groups = new LinkedHashMap<>();

    void add(Axon from, String to, int neuron, Parameter tau, Rational weight) {
        groups.computeIfAbsent(new Group(from.sender(), to, tau), any -> new ArrayList<>())
                .add(new Synapse(from.unit(), neuron, weight, from.delay()));
    }

    Rational longestDelay() {
        return groups.values().stream()
                .flatMap(List::stream)
                .map(Synapse::delay)
                .reduce(Rational.ZERO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    /**
     * The projections, by target and then by sender, whatever the order in which synapses were added.
     *
     * @param sizes of all populations, by name, in their order
     */
    List<Projection> projections(Map<String, Integer> sizes) {
        List<String> order = List.copyOf(sizes.keySet());
        return groups.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Group, List<Synapse>> entry) ->
                                order.indexOf(entry.getKey().to()))
                        .thenComparing(entry -> order.indexOf(entry.getKey().from())))
                .map(entry -> projection(entry.getKey(), entry.getValue(), sizes))
                .toList();
    }

    private static Projection projection(Group group, List<Synapse> synapses, Map<String, Integer> sizes) {
        List<Synapse> sorted = synapses.stream()
                .sorted(Comparator.comparingInt(Synapse::pre)
                        .thenComparingInt(Synapse::post)
                        .thenComparing(Synapse::delay))
                .toList();
        return new Projection(
                group.from(),
                group.to(),
                new SynapticDecay(
                        group.tau().shared() ? SynapticDecay.Axis.ALL : SynapticDecay.Axis.POST,
                        new TimeConstant(TimeConstant.Form.TIME, group.tau())),
                connectivity(sorted, sizes.get(group.from()), sizes.get(group.to())));
    }

    private static Connectivity connectivity(List<Synapse> synapses, int pre, int post) {
        Set<Pair> pairs = new HashSet<>();
        synapses.forEach(synapse -> pairs.add(new Pair(synapse.pre(), synapse.post())));
        if (pairs.size() < synapses.size() || 2L * synapses.size() < (long) pre * post) {
            return new Connectivity.Listed(synapses);
        }
        List<List<Optional<Rational>>> weights = empty(pre, post);
        List<List<Optional<Rational>>> delays = empty(pre, post);
        for (Synapse synapse : synapses) {
            weights.get(synapse.pre()).set(synapse.post(), Optional.of(synapse.weight()));
            delays.get(synapse.pre()).set(synapse.post(), Optional.of(synapse.delay()));
        }
        boolean same = synapses.stream().map(Synapse::delay).distinct().count() == 1;
        return new Connectivity.Matrix(
                weights,
                same ? new Connectivity.Delays.Shared(synapses.get(0).delay()) : new Connectivity.Delays.Each(delays));
    }

    private static List<List<Optional<Rational>>> empty(int pre, int post) {
        List<List<Optional<Rational>>> rows = new ArrayList<>();
        for (int i = 0; i < pre; i++) {
            List<Optional<Rational>> row = new ArrayList<>();
            for (int j = 0; j < post; j++) {
                row.add(Optional.empty());
            }
            rows.add(row);
        }
        return rows;
    }
}
