package io.github.goldspike.property;

import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.TimeConstant;
import io.github.goldspike.response.ExponentialPolynomial;
import io.github.goldspike.response.ResponseNetwork;
import io.github.goldspike.response.ResponseParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of leaky integrate-and-fire neurons written as kernels (kernels-R1): ρ = leak + (initial − leak)e^{−βt},
 * K = e^{−αt} filtered by e^{−βt}, η = −(ϑ − r)e^{−βt}. Readouts are left out, they act on nothing.
 */
final class KernelNetwork {

    private final Network network;
    private final List<List<Rational>> inputs = new ArrayList<>();
    private final List<ResponseNetwork.Neuron> neurons = new ArrayList<>();
    private final List<ResponseNetwork.Synapse> synapses = new ArrayList<>();

    /** First unit of each population among the inputs or the neurons. */
    private final Map<String, Integer> first = new LinkedHashMap<>();

    /** For each projection and synapse the index of the synapse here, −1 if it was left out. */
    private final List<List<Integer>> places = new ArrayList<>();

    KernelNetwork(Network network) {
        this.network = network;
        for (Population population : network.populations()) {
            if (population instanceof Population.Source source) {
                first.put(source.name(), inputs.size());
                inputs.addAll(source.trains());
            } else if (population instanceof Population.Neurons group && group.spiking()) {
                first.put(group.name(), neurons.size());
                for (int n = 0; n < group.size(); n++) {
                    neurons.add(neuron(group, n));
                }
            }
        }
        network.projections().forEach(projection -> places.add(add(projection)));
    }

    private static ResponseNetwork.Neuron neuron(Population.Neurons group, int n) {
        Rational threshold = group.threshold(n).orElseThrow();
        Rational leak = group.leak().of(n);
        return new ResponseNetwork.Neuron(
                threshold,
                ExponentialPolynomial.constant(leak)
                        .plus(ExponentialPolynomial.decay(group.initial(n).minus(leak), group.beta(n))),
                ExponentialPolynomial.decay(group.reset().of(n).minus(threshold), group.beta(n)));
    }

    private List<Integer> add(Projection projection) {
        List<Integer> added = new ArrayList<>();
        boolean fromInput = network.population(projection.from()) instanceof Population.Source;
        for (Synapse synapse : projection.synapses()) {
            if (!first.containsKey(projection.to()) || !first.containsKey(projection.from())) {
                added.add(-1);
                continue;
            }
            int pre = first.get(projection.from()) + synapse.pre();
            Rational beta = beta(projection, synapse);
            Rational alpha = projection.decay().alpha(synapse.pre(), synapse.post());
            added.add(synapses.size());
            synapses.add(new ResponseNetwork.Synapse(
                    fromInput ? new ResponseNetwork.Origin.Input(pre) : new ResponseNetwork.Origin.OfNeuron(pre),
                    first.get(projection.to()) + synapse.post(),
                    synapse.weight().times(network.convention().kernelFactor(beta)),
                    synapse.delay(),
                    ExponentialPolynomial.decay(Rational.ONE, alpha).filteredBy(beta)));
        }
        return added;
    }

    ResponseNetwork kernels() {
        return new ResponseNetwork(network.horizon(), inputs, neurons, synapses);
    }

    int neuron(String population, int n) {
        return first.get(population) + n;
    }

    /** What a parameter of the network file is made of: dp moves each of these by its factor (kernels-R7). */
    Map<ResponseParameter, Rational> parts(ParameterId parameter) {
        Map<ResponseParameter, Rational> parts = new LinkedHashMap<>();
        if (parameter.kind().ofProjections()) {
            Projection projection = network.projections().get(parameter.owner());
            for (int k = 0; k < projection.synapses().size(); k++) {
                int s = places.get(parameter.owner()).get(k);
                if (s >= 0 && index(parameter.kind(), projection, k) == parameter.index()) {
                    parts.putAll(synapseParts(
                            parameter.kind(), projection, projection.synapses().get(k), s));
                }
            }
        } else if (network.populations().get(parameter.owner()) instanceof Population.Neurons group) {
            Rational toReset = Rational.of(parameter.kind() == ParameterKind.RESET ? 1 : -1);
            for (int n = 0; n < group.size(); n++) {
                int i = neuron(group.name(), n);
                boolean threshold = parameter.kind() == ParameterKind.THRESHOLD;
                boolean shared = threshold
                        ? group.threshold().orElseThrow().shared()
                        : group.reset().shared();
                if ((shared ? 0 : n) == parameter.index()) {
                    // η = −(ϑ − r)e^{−βt}
                    parts.put(new ResponseParameter.Coefficient(new ResponseParameter.Kernel.Reset(i), 0), toReset);
                    if (threshold) {
                        parts.put(new ResponseParameter.Threshold(i), Rational.ONE);
                    }
                }
            }
        } else {
            Population.Source source = (Population.Source) network.populations().get(parameter.owner());
            int before = 0;
            for (int unit = 0; unit < source.size(); unit++) {
                int spike = parameter.index() - before;
                if (0 <= spike && spike < source.trains().get(unit).size()) {
                    int input = first.get(source.name()) + unit;
                    parts.put(new ResponseParameter.InputTime(input, spike), Rational.ONE);
                }
                before += source.trains().get(unit).size();
            }
        }
        return parts;
    }

    private static int index(ParameterKind kind, Projection projection, int synapse) {
        if (kind == ParameterKind.ALPHA) {
            return switch (projection.decay().axis()) {
                case ALL -> 0;
                case PRE -> projection.synapses().get(synapse).pre();
                case POST -> projection.synapses().get(synapse).post();
            };
        }
        boolean shared = kind == ParameterKind.DELAYS
                && projection.connectivity() instanceof Connectivity.Matrix matrix
                && matrix.delays() instanceof Connectivity.Delays.Shared;
        return shared ? 0 : synapse;
    }

    private Map<ResponseParameter, Rational> synapseParts(
            ParameterKind kind, Projection projection, Synapse synapse, int s) {
        Rational beta = beta(projection, synapse);
        if (kind == ParameterKind.WEIGHTS) {
            return Map.of(new ResponseParameter.Weight(s), network.convention().kernelFactor(beta));
        }
        if (kind == ParameterKind.DELAYS) {
            return Map.of(new ResponseParameter.Delay(s), Rational.ONE);
        }
        Rational alpha = projection.decay().alpha(synapse.pre(), synapse.post());
        TimeConstant given = projection.decay().constant();
        Rational byGiven = given.form() == TimeConstant.Form.RATE
                ? Rational.ONE
                : alpha.times(alpha).negate();
        ResponseParameter.Kernel kernel = new ResponseParameter.Kernel.OfSynapse(s);
        Rational delta = beta.minus(alpha);
        if (delta.signum() == 0) {
            // K = t·e^{−at} has both rates in one, and is symmetric in them.
            return Map.of(new ResponseParameter.Rate(kernel, 0), byGiven.times(Rational.of(1, 2)));
        }
        // K = (e^{−αt} − e^{−βt})/(β − α), its terms in the order of their rates.
        int slow = alpha.compareTo(beta) < 0 ? 0 : 1;
        Rational growth = byGiven.dividedBy(delta.times(delta));
        return Map.of(
                new ResponseParameter.Rate(kernel, slow), byGiven,
                new ResponseParameter.Coefficient(kernel, slow), growth,
                new ResponseParameter.Coefficient(kernel, 1 - slow), growth.negate());
    }

    private Rational beta(Projection projection, Synapse synapse) {
        return ((Population.Neurons) network.population(projection.to())).beta(synapse.post());
    }
}
