package io.github.goldspike.checker;

import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network as neurons and synapses in binary64, each real with its place among the derivatives. */
final class Circuit {

    /** Potentials and rates of one neuron; the threshold of one that never fires is infinite. */
    record Neuron(
            String population,
            int index,
            Jet beta,
            Jet threshold,
            Jet reset,
            Jet leak,
            Jet initial,
            Jet refractory,
            List<Line> outgoing) {}

    /** A synapse; {@code rate} counts the different rates of currents of its target. */
    record Line(int target, Jet jump, Jet delay, Jet alpha, int rate) {}

    /** A spike of a source. */
    record Input(Jet time, List<Line> outgoing) {}

    final Network network;
    final Map<ParameterId, Integer> places = new LinkedHashMap<>();
    final List<Double> values = new ArrayList<>();
    final List<Neuron> neurons = new ArrayList<>();
    final List<Input> inputs = new ArrayList<>();
    final int reals;
    private final Map<String, Integer> first = new HashMap<>();
    private final Map<String, List<List<Line>>> lines = new HashMap<>();
    private final List<Map<Integer, Integer>> rates = new ArrayList<>();

    Circuit(Network network) {
        this.network = network;
        FileReals.of(network).forEach((id, value) -> {
            places.put(id, values.size());
            values.add(value.toDouble());
        });
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons group) {
                group.refractory().values().forEach(v -> values.add(v.toDouble()));
            }
        }
        reals = values.size();
        int extra = places.size();
        for (int p = 0; p < network.populations().size(); p++) {
            Population population = network.populations().get(p);
            List<List<Line>> outgoing = new ArrayList<>();
            for (int n = 0; n < population.size(); n++) {
                outgoing.add(new ArrayList<>());
            }
            lines.put(population.name(), outgoing);
            if (population instanceof Population.Neurons group) {
                first.put(group.name(), neurons.size());
                int refractory = extra;
                extra = refractory + group.refractory().values().size();
                for (int n = 0; n < group.size(); n++) {
                    neurons.add(neuron(p, group, n, refractory, outgoing.get(n)));
                    rates.add(new HashMap<>());
                }
            } else if (population instanceof Population.Source source) {
                int index = 0;
                for (int n = 0; n < source.size(); n++) {
                    for (Rational time : source.trains().get(n)) {
                        inputs.add(new Input(real(ParameterKind.INPUTS, p, index++, time), outgoing.get(n)));
                    }
                }
            }
        }
        for (int p = 0; p < network.projections().size(); p++) {
            connect(p, network.projections().get(p));
        }
    }

    private Jet real(ParameterKind kind, int owner, int index, Rational value) {
        return Jet.real(value.toDouble(), places.get(new ParameterId(kind, owner, index)), reals);
    }

    private Jet real(ParameterKind kind, int owner, Parameter parameter, int n) {
        return real(kind, owner, parameter.shared() ? 0 : n, parameter.of(n));
    }

    private Neuron neuron(int p, Population.Neurons group, int n, int refractory, List<Line> outgoing) {
        Jet given = real(ParameterKind.BETA, p, group.membrane().given(), n);
        Jet leak = real(ParameterKind.LEAK, p, group.leak(), n);
        Jet threshold = group.threshold(n)
                .map(value -> real(
                        ParameterKind.THRESHOLD,
                        p,
                        group.threshold().orElseThrow().shared() ? 0 : n,
                        value))
                .orElse(Jet.constant(Double.POSITIVE_INFINITY, reals));
        Jet start = group.initial()
                .map(values -> real(ParameterKind.INITIAL, p, values, n))
                .orElse(leak);
        int hold = refractory + (group.refractory().shared() ? 0 : n);
        return new Neuron(
                group.name(),
                n,
                group.membrane().membraneField().equals("beta") ? given : given.inverse(),
                threshold,
                real(ParameterKind.RESET, p, group.reset(), n),
                leak,
                start,
                Jet.real(group.refractory().of(n).toDouble(), hold, reals),
                outgoing);
    }

    private void connect(int p, Projection projection) {
        boolean listed = projection.connectivity() instanceof Connectivity.Listed;
        for (int s = 0; s < projection.synapses().size(); s++) {
            Synapse synapse = projection.synapses().get(s);
            int target = first.get(projection.to()) + synapse.post();
            int axis = switch (projection.decay().axis()) {
                case ALL -> 0;
                case PRE -> synapse.pre();
                case POST -> synapse.post();
            };
            Rational decay = projection.decay().constant().given().of(axis);
            Jet alpha = real(ParameterKind.ALPHA, p, axis, decay);
            boolean rate = projection.decay().constant().synapticField().equals("alpha");
            Jet weight = real(ParameterKind.WEIGHTS, p, s, synapse.weight());
            int place = places.get(new ParameterId(ParameterKind.ALPHA, p, axis));
            Map<Integer, Integer> known = rates.get(target);
            known.putIfAbsent(place, known.size());
            lines.get(projection.from())
                    .get(synapse.pre())
                    .add(new Line(
                            target,
                            network.convention() == Convention.CURRENT
                                    ? weight.times(neurons.get(target).beta())
                                    : weight,
                            real(ParameterKind.DELAYS, p, listed ? s : 0, synapse.delay()),
                            rate ? alpha : alpha.inverse(),
                            known.get(place)));
        }
    }

    int neuron(String population, int index) {
        return first.get(population) + index;
    }

    /** How many different rates the currents of a neuron have. */
    int rates(int neuron) {
        return rates.get(neuron).size();
    }
}
