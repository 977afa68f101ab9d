package io.github.goldspike.event;

import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From derivatives by elementary parameters to those by the reals of a network as given (gradient-G11). */
final class GivenParameters {

    private final Network network;
    private final Translation translation;
    private final Set<ParameterKind> kinds;
    /** For each synapse in file order its place in the arrays of the translated network. */
    private final int[] place;

    private final List<List<Synapse>> synapses = new ArrayList<>();

    GivenParameters(Network network, Translation translation, Set<ParameterKind> kinds) {
        this.network = network;
        this.translation = translation;
        this.kinds = kinds;
        int[] given = translation.events().given;
        place = new int[given.length];
        for (int e = 0; e < given.length; e++) {
            place[given[e]] = e;
        }
        network.projections().forEach(projection -> synapses.add(projection.synapses()));
    }

    /** Whether derivatives by weights are enough. */
    boolean onlyWeights() {
        return kinds.stream().allMatch(kind -> kind == ParameterKind.WEIGHTS);
    }

    /** All derivatives, kind by kind and owner by owner. */
    Map<ParameterKind, double[][]> asGiven(Elements elements) {
        Map<ParameterKind, double[][]> values = new EnumMap<>(ParameterKind.class);
        for (ParameterKind kind : kinds) {
            int owners = (kind.ofProjections() ? network.projections() : network.populations()).size();
            values.put(kind, new double[owners][0]);
        }
        int first = 0;
        for (int p = 0; p < network.projections().size(); p++) {
            addProjection(p, first, elements, values);
            first += synapses.get(p).size();
        }
        int input = 0;
        for (int p = 0; p < network.populations().size(); p++) {
            if (network.populations().get(p) instanceof Population.Source source) {
                int spikes = source.trains().stream().mapToInt(List::size).sum();
                if (kinds.contains(ParameterKind.INPUTS)) {
                    values.get(ParameterKind.INPUTS)[p] =
                            java.util.Arrays.copyOfRange(elements.input, input, input + spikes);
                }
                input += spikes;
            } else if (network.populations().get(p) instanceof Population.Neurons neurons) {
                addNeurons(p, neurons, elements, values);
            }
        }
        if (kinds.contains(ParameterKind.BETA) && network.convention() == Convention.CURRENT) {
            addWeightsByBeta(elements, values.get(ParameterKind.BETA));
        }
        addCurrents(first, input, elements, values);
        return values;
    }

    /**
     * Of a jump from c_{k−1} to c_k the elements are W = c_k − c_{k−1}, or β times that, and its time.
     *
     * @param synapses how many synapses the network has
     * @param inputs how many spikes its sources have
     */
    private void addCurrents(int synapses, int inputs, Elements elements, Map<ParameterKind, double[][]> values) {
        int jumps = 0;
        for (int p = 0; p < network.populations().size(); p++) {
            if (network.populations().get(p) instanceof Population.Neurons neurons
                    && neurons.current().isPresent()) {
                double[] byValue = new double[neurons.current().get().steps()];
                double[] byTime = new double[byValue.length];
                for (int n = 0; n < neurons.size(); n++) {
                    double factor =
                            network.convention().kernelFactor(neurons.beta(n)).toDouble();
                    for (InputCurrent.Jump jump : neurons.currentJumps(n)) {
                        double bySize = elements.weight[place[synapses + jumps]];
                        byValue[jump.step()] += factor * bySize;
                        if (!jump.first()) {
                            byValue[jump.step() - 1] -= factor * bySize;
                        }
                        byTime[jump.step()] += elements.input[inputs + jumps];
                        if (kinds.contains(ParameterKind.BETA) && network.convention() == Convention.CURRENT) {
                            int value = neurons.membrane().given().shared() ? 0 : n;
                            values.get(ParameterKind.BETA)[p][value] +=
                                    jump.size().toDouble() * rateByGiven(neurons.membrane(), value) * bySize;
                        }
                        jumps++;
                    }
                }
                if (kinds.contains(ParameterKind.CURRENT)) {
                    values.get(ParameterKind.CURRENT)[p] = byValue;
                }
                if (kinds.contains(ParameterKind.CURRENT_TIMES)) {
                    values.get(ParameterKind.CURRENT_TIMES)[p] = byTime;
                }
            }
        }
    }

    /** The name of a derivative. */
    static ParameterId name(ParameterKind kind, int owner, int index) {
        return new ParameterId(kind, owner, index);
    }

    private void addProjection(int p, int first, Elements elements, Map<ParameterKind, double[][]> values) {
        Projection projection = network.projections().get(p);
        List<Synapse> listed = synapses.get(p);
        if (kinds.contains(ParameterKind.WEIGHTS)) {
            double[] sums = new double[listed.size()];
            int firstPost = translation.firstUnit(projection.to());
            for (int k = 0; k < sums.length; k++) {
                double factor = network.convention() == Convention.KERNEL
                        ? 1
                        : translation
                                .events()
                                .constant(firstPost + listed.get(k).post(), EventNetwork.BETA);
                sums[k] = factor * elements.weight[place[first + k]];
            }
            values.get(ParameterKind.WEIGHTS)[p] = sums;
        }
        if (kinds.contains(ParameterKind.DELAYS)) {
            boolean shared = projection.connectivity() instanceof Connectivity.Matrix matrix
                    && matrix.delays() instanceof Connectivity.Delays.Shared;
            double[] sums = new double[shared ? 1 : listed.size()];
            for (int k = 0; k < listed.size(); k++) {
                sums[shared ? 0 : k] += elements.delay[place[first + k]];
            }
            values.get(ParameterKind.DELAYS)[p] = sums;
        }
        if (kinds.contains(ParameterKind.ALPHA)) {
            TimeConstant constant = projection.decay().constant();
            double[] sums = new double[constant.given().values().size()];
            for (int k = 0; k < listed.size(); k++) {
                int index = index(projection.decay().axis(), listed.get(k));
                sums[index] += rateByGiven(constant, index) * elements.alpha[place[first + k]];
            }
            values.get(ParameterKind.ALPHA)[p] = sums;
        }
    }

    private static int index(SynapticDecay.Axis axis, Synapse synapse) {
        return switch (axis) {
            case ALL -> 0;
            case PRE -> synapse.pre();
            case POST -> synapse.post();
        };
    }

    private void addNeurons(
            int p, Population.Neurons neurons, Elements elements, Map<ParameterKind, double[][]> values) {
        int first = translation.firstUnit(neurons.name());
        if (kinds.contains(ParameterKind.BETA)) {
            TimeConstant membrane = neurons.membrane();
            double[] sums = sums(membrane.given(), neurons.size(), elements.beta, first);
            for (int k = 0; k < sums.length; k++) {
                sums[k] *= rateByGiven(membrane, k);
            }
            values.get(ParameterKind.BETA)[p] = sums;
        }
        if (kinds.contains(ParameterKind.RESET)) {
            values.get(ParameterKind.RESET)[p] = sums(neurons.reset(), neurons.size(), elements.reset, first);
        }
        if (kinds.contains(ParameterKind.LEAK)) {
            double[] sums = sums(neurons.leak(), neurons.size(), elements.leak, first);
            if (neurons.initial().isEmpty()) {
                double[] initial = sums(neurons.leak(), neurons.size(), elements.initial, first);
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += initial[k];
                }
            }
            values.get(ParameterKind.LEAK)[p] = sums;
        }
        if (kinds.contains(ParameterKind.INITIAL) && neurons.initial().isPresent()) {
            values.get(ParameterKind.INITIAL)[p] =
                    sums(neurons.initial().get(), neurons.size(), elements.initial, first);
        }
        if (kinds.contains(ParameterKind.THRESHOLD)) {
            values.get(ParameterKind.THRESHOLD)[p] = thresholds(neurons, elements.threshold, first);
        }
    }

    private static double[] sums(Parameter parameter, int size, double[] elements, int first) {
        double[] sums = new double[parameter.values().size()];
        for (int n = 0; n < size; n++) {
            sums[parameter.shared() ? 0 : n] += elements[first + n];
        }
        return sums;
    }

    private static double[] thresholds(Population.Neurons neurons, double[] elements, int first) {
        boolean shared = neurons.threshold().map(Threshold::shared).orElse(false);
        double[] sums = new double[neurons.size()];
        int values = 0;
        for (int n = 0; n < neurons.size(); n++) {
            if (neurons.threshold(n).isPresent()) {
                int value = shared ? 0 : values;
                sums[value] += elements[first + n];
                values = value + 1;
            }
        }
        return java.util.Arrays.copyOf(sums, values);
    }

    /** W = βw, so that dW/dp = w·dβ/dp. */
    private void addWeightsByBeta(Elements elements, double[][] values) {
        int element = 0;
        for (int p = 0; p < network.projections().size(); p++) {
            Population.Neurons neurons = (Population.Neurons)
                    network.population(network.projections().get(p).to());
            int owner = network.populations().indexOf(neurons);
            TimeConstant membrane = neurons.membrane();
            for (Synapse synapse : synapses.get(p)) {
                int value = membrane.given().shared() ? 0 : synapse.post();
                values[owner][value] +=
                        synapse.weight().toDouble() * rateByGiven(membrane, value) * elements.weight[place[element++]];
            }
        }
    }

    /** d rate/d(value as given): 1, or −1/τ² for a time constant. */
    private static double rateByGiven(TimeConstant constant, int value) {
        double rate = constant.rate(value).toDouble();
        return constant.form() == TimeConstant.Form.RATE ? 1 : -rate * rate;
    }
}
