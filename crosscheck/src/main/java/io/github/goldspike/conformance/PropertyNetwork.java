package io.github.goldspike.conformance;

import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Connectivity;
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
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A network of one source and one population of which every real can be moved by itself. Values of each kind stand in the order in which gradients have them.
 *
 * @param units of the source, each with as many spikes
 * @param neurons of the population
 * @param recurrent whether the population projects to itself, self-connections included
 * @param refractory of all neurons
 * @param horizon of the network
 * @param values of each kind
 */
record PropertyNetwork(
        int units,
        int neurons,
        boolean recurrent,
        Rational refractory,
        Rational horizon,
        Map<ParameterKind, List<Rational>> values) {

    static final String IN = "in";
    static final String N = "n";

    PropertyNetwork {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    /** One value of a kind changed. */
    PropertyNetwork with(ParameterKind kind, int index, Rational value) {
        Map<ParameterKind, List<Rational>> changed = new EnumMap<>(values);
        List<Rational> list = new ArrayList<>(values.get(kind));
        list.set(index, value);
        changed.put(kind, list);
        return new PropertyNetwork(units, neurons, recurrent, refractory, horizon, changed);
    }

    /** All values of some kinds multiplied, and all times with one factor. */
    PropertyNetwork scaled(Map<ParameterKind, Rational> factors, Rational time) {
        Map<ParameterKind, List<Rational>> changed = new EnumMap<>(values);
        factors.forEach((kind, factor) ->
                changed.put(kind, values.get(kind).stream().map(factor::times).toList()));
        return new PropertyNetwork(units, neurons, recurrent, refractory.times(time), horizon.times(time), changed);
    }

    PropertyNetwork until(Rational end) {
        return new PropertyNetwork(units, neurons, recurrent, refractory, end, values);
    }

    private Rational value(ParameterKind kind, int index) {
        return values.get(kind).get(index);
    }

    private List<Rational> slice(ParameterKind kind, int from, int count) {
        return values.get(kind).subList(from, from + count);
    }

    Network network(Optional<Loss> loss) {
        int spikes = values.get(ParameterKind.INPUTS).size() / units;
        List<List<Rational>> trains = IntStream.range(0, units)
                .mapToObj(unit -> slice(ParameterKind.INPUTS, unit * spikes, spikes))
                .toList();
        List<Projection> projections = new ArrayList<>();
        projections.add(projection(IN, units, 0, 0));
        if (recurrent) {
            projections.add(projection(N, neurons, 1, units * neurons));
        }
        return new Network(
                "property",
                Convention.KERNEL,
                horizon,
                List.of(
                        new Population.Source(IN, trains),
                        new Population.Neurons(
                                N,
                                neurons,
                                new TimeConstant(TimeConstant.Form.RATE, each(ParameterKind.BETA)),
                                Optional.of(new Threshold(
                                        false,
                                        values.get(ParameterKind.THRESHOLD).stream()
                                                .map(Optional::of)
                                                .toList())),
                                each(ParameterKind.RESET),
                                each(ParameterKind.LEAK),
                                Optional.empty(),
                                Parameter.shared(refractory))),
                projections,
                loss);
    }

    private Parameter each(ParameterKind kind) {
        return Parameter.each(values.get(kind));
    }

    private Projection projection(String from, int rows, int number, int offset) {
        List<Synapse> synapses = new ArrayList<>();
        for (int pre = 0; pre < rows; pre++) {
            for (int post = 0; post < neurons; post++) {
                int index = offset + pre * neurons + post;
                synapses.add(new Synapse(
                        pre, post, value(ParameterKind.WEIGHTS, index), value(ParameterKind.DELAYS, index)));
            }
        }
        return new Projection(
                from,
                N,
                SynapticDecay.shared(TimeConstant.rate(value(ParameterKind.ALPHA, number))),
                new Connectivity.Listed(synapses));
    }
}
