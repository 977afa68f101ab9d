package io.github.goldspike.property;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is drawn at random: lists that can lose any element and still make a network, so that failures shrink. Indices are
 * taken modulo what there is.
 */
record NetworkSketch(
        Style style,
        List<List<Rational>> trains,
        List<Neuron> neurons,
        List<Wire> wires,
        List<Decay> decays,
        boolean readout,
        int twins,
        LossSketch loss) {

    /** Forms of the file that do not change what is meant. */
    record Style(Convention convention, Rational horizon, int forms) {
        boolean form(int bit) {
            return (forms >> (bit % 12) & 1) != 0;
        }
    }

    /** A neuron, in the first or the second population. */
    record Neuron(
            boolean second,
            Rational beta,
            Rational threshold,
            Rational drop,
            Optional<Rational> leak,
            Optional<Rational> initialGap,
            Optional<Rational> refractory) {

        Rational leakOrZero() {
            return leak.orElse(Rational.ZERO);
        }

        Rational initial() {
            return initialGap
                    .map(threshold::minus)
                    .orElse(leakOrZero().compareTo(threshold) < 0 ? leakOrZero() : threshold.minus(drop));
        }
    }

    /** A synapse, from a source or from a neuron. */
    record Wire(boolean fromSource, int pre, int post, Rational weight, Rational delay) {}

    /** How a synaptic rate is chosen: α = β, α = β(1 + 10^-12), or as drawn, one for each pre or post or for all. */
    record Decay(int relation, SynapticDecay.Axis axis, List<Rational> rates) {}

    /** Which loss, with whatever numbers it needs. */
    record LossSketch(int kind, int population, int unit, int spike, Rational first, Rational second) {}

    private record Group(String name, List<Integer> members) {}

    Network network() {
        List<Neuron> all = new ArrayList<>(neurons);
        List<Wire> wiring = new ArrayList<>(wires);
        int units = neurons.size() + twins + (readout ? 1 : 0);
        for (int t = 0; t < twins; t++) {
            all.add(neurons.get(0));
            int twin = all.size() - 1;
            for (Wire wire : wires) {
                if (wire.post % units == 0) {
                    wiring.add(new Wire(wire.fromSource, wire.pre, twin, wire.weight, wire.delay));
                }
            }
        }
        List<Group> groups = new ArrayList<>();
        groups.add(new Group("a", members(all, false)));
        groups.add(new Group("b", members(all, true)));
        groups.add(new Group("ro", readout ? List.of(all.size()) : List.of()));
        groups.removeIf(group -> group.members.isEmpty());
        List<Population> populations = new ArrayList<>();
        populations.add(new Population.Source("in", trains));
        groups.forEach(group -> populations.add(population(group, all)));
        return new Network(
                "", style.convention, style.horizon, populations, projections(groups, all, wiring), loss(groups));
    }

    private static List<Integer> members(List<Neuron> all, boolean second) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).second == second) {
                members.add(i);
            }
        }
        return members;
    }

    private Population population(Group group, List<Neuron> all) {
        if (group.name.equals("ro")) {
            return new Population.Neurons(
                    "ro",
                    1,
                    constant(0, List.of(all.get(0).beta)),
                    Optional.empty(),
                    Parameter.shared(Rational.ZERO),
                    Parameter.shared(all.get(0).leakOrZero()),
                    Optional.empty(),
                    Parameter.shared(Rational.ZERO));
        }
        List<Neuron> members = group.members.stream().map(all::get).toList();
        boolean initialIsLeak =
                members.stream().allMatch(neuron -> neuron.initial().equals(neuron.leakOrZero()));
        return new Population.Neurons(
                group.name,
                members.size(),
                constant(1, members.stream().map(Neuron::beta).toList()),
                Optional.of(
                        members.stream().map(Neuron::threshold).distinct().count() == 1
                                ? Threshold.shared(members.get(0).threshold)
                                : new Threshold(
                                        false,
                                        members.stream()
                                                .map(neuron -> Optional.of(neuron.threshold))
                                                .toList())),
                parameter(members, neuron -> neuron.threshold.minus(neuron.drop)),
                parameter(members, Neuron::leakOrZero),
                initialIsLeak ? Optional.empty() : Optional.of(parameter(members, Neuron::initial)),
                parameter(members, neuron -> neuron.refractory.orElse(Rational.ZERO)));
    }

    private static Parameter parameter(List<Neuron> members, Function<Neuron, Rational> value) {
        List<Rational> values = members.stream().map(value).toList();
        return values.stream().distinct().count() == 1 ? Parameter.shared(values.get(0)) : Parameter.each(values);
    }

    /** Rates, given as rates or as times. */
    private TimeConstant constant(int form, List<Rational> rates) {
        boolean time = style.form(form);
        List<Rational> given = time ? rates.stream().map(Rational::reciprocal).toList() : rates;
        return new TimeConstant(
                time ? TimeConstant.Form.TIME : TimeConstant.Form.RATE,
                given.stream().distinct().count() == 1 ? Parameter.shared(given.get(0)) : Parameter.each(given));
    }

    private List<Projection> projections(List<Group> groups, List<Neuron> all, List<Wire> wiring) {
        List<Projection> projections = new ArrayList<>();
        List<Group> origins = new ArrayList<>(groups);
        origins.removeIf(group -> group.name.equals("ro"));
        origins.add(0, new Group("in", List.of()));
        for (Group from : origins) {
            for (Group to : groups) {
                List<Synapse> synapses = new ArrayList<>();
                for (Wire wire : wiring) {
                    boolean source = from.name.equals("in");
                    int pre = source ? wire.pre % trains.size() : from.members.indexOf(wire.pre % all.size());
                    int post = to.members.indexOf(wire.post % (all.size() + (readout ? 1 : 0)));
                    if (wire.fromSource == source && pre >= 0 && post >= 0) {
                        synapses.add(new Synapse(pre, post, wire.weight, wire.delay));
                    }
                }
                if (!synapses.isEmpty()) {
                    int rows = from.name.equals("in") ? trains.size() : from.members.size();
                    projections.add(new Projection(
                            from.name,
                            to.name,
                            decay(projections.size(), rows, to, all),
                            connectivity(projections.size(), synapses, rows, to.members.size())));
                }
            }
        }
        return projections;
    }

    private SynapticDecay decay(int projection, int rows, Group to, List<Neuron> all) {
        Decay decay = decays.get(projection % decays.size());
        int target = to.members.get(0);
        Rational beta = all.get(target < all.size() ? target : 0).beta;
        if (decay.relation < 2) {
            Rational rate = decay.relation == 0 ? beta : beta.times(Rational.ONE.plus(Rationals.powerOfTen(-12)));
            return SynapticDecay.shared(TimeConstant.rate(rate));
        }
        int count = switch (decay.axis) {
            case ALL -> 1;
            case PRE -> rows;
            case POST -> to.members.size();
        };
        List<Rational> rates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rates.add(decay.rates.get(i % decay.rates.size()));
        }
        boolean time = style.form(2 + projection);
        List<Rational> given = time ? rates.stream().map(Rational::reciprocal).toList() : rates;
        TimeConstant.Form form = time ? TimeConstant.Form.TIME : TimeConstant.Form.RATE;
        return decay.axis == SynapticDecay.Axis.ALL
                ? SynapticDecay.shared(new TimeConstant(form, Parameter.shared(given.get(0))))
                : new SynapticDecay(decay.axis, new TimeConstant(form, Parameter.each(given)));
    }

    private Connectivity connectivity(int projection, List<Synapse> synapses, int rows, int columns) {
        if (style.form(5 + projection)) {
            return new Connectivity.Listed(synapses);
        }
        List<List<Optional<Rational>>> weights = new ArrayList<>();
        List<List<Optional<Rational>>> delays = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            weights.add(new ArrayList<>(java.util.Collections.nCopies(columns, Optional.empty())));
            delays.add(new ArrayList<>(java.util.Collections.nCopies(columns, Optional.empty())));
        }
        for (Synapse synapse : synapses) {
            weights.get(synapse.pre()).set(synapse.post(), Optional.of(synapse.weight()));
            delays.get(synapse.pre()).set(synapse.post(), Optional.of(synapse.delay()));
        }
        return new Connectivity.Matrix(
                weights,
                style.form(9 + projection)
                        ? new Delays.Each(delays)
                        : new Delays.Shared(synapses.get(0).delay()));
    }

    private Optional<Loss> loss(List<Group> groups) {
        Group group = groups.get(loss.population % groups.size());
        int unit = loss.unit % group.members.size();
        return switch (loss.kind) {
            case 0 -> Optional.empty();
            case 1 ->
                Optional.of(
                        new Loss.FirstSpikeCrossEntropy(group.name, unit, loss.first, loss.second, Rational.of(1, 5)));
            case 2 ->
                Optional.of(new Loss.SpikeTimeSquare(
                        List.of(new Loss.SpikeTimeSquare.Target(group.name, unit, loss.spike, loss.first))));
            case 3 -> Optional.of(new Loss.VoltageSquare(group.name, unit, loss.second));
            default ->
                Optional.of(new Loss.VoltageIntegral(
                        group.name,
                        java.util.Collections.nCopies(group.members.size(), loss.first),
                        Rational.of(loss.spike)));
        };
    }
}
