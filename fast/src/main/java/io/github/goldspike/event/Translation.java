package io.github.goldspike.event;

import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network of the model in primitive arrays. Every real is computed exactly and rounded once; times of inputs are sums of two
 * doubles.
 */
final class Translation {

    private final Network network;
    private final EventNetwork.Builder builder = new EventNetwork.Builder();
    /** For each population the number of its first unit. */
    private final Map<String, Integer> first = new LinkedHashMap<>();

    private final List<double[]> alphas = new ArrayList<>();
    private EventNetwork translated;

    private Translation(Network network) {
        this.network = network;
    }

    static Translation of(Network network) {
        Translation translation = new Translation(network);
        translation.addUnits();
        translation.addSynapses();
        translation.addCurrents();
        translation.translated = translation.builder.build();
        return translation;
    }

    EventNetwork events() {
        return translated;
    }

    int firstUnit(String population) {
        return first.get(population);
    }

    /** The index of the neuron in {@link #events()}. */
    int neuron(String population, int index) {
        return first.get(population) + index;
    }

    private void addUnits() {
        List<List<Set<Double>>> rates = rates();
        int neurons = 0;
        int sources = 0;
        for (int p = 0; p < network.populations().size(); p++) {
            Population population = network.populations().get(p);
            if (population instanceof Population.Source source) {
                first.put(source.name(), sources);
                for (List<Rational> train : source.trains()) {
                    builder.source(
                            train.stream().mapToDouble(Rational::toDouble).toArray(),
                            train.stream().mapToDouble(Translation::low).toArray());
                    sources++;
                }
            } else if (population instanceof Population.Neurons group) {
                first.put(group.name(), neurons);
                for (int n = 0; n < group.size(); n++) {
                    double[] ofNeuron = rates.get(p).get(n).stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray();
                    add(group, n, ofNeuron);
                    alphas.add(ofNeuron);
                    neurons++;
                }
            }
        }
    }

    private void add(Population.Neurons group, int n, double[] rates) {
        Rational leak = group.leak().of(n);
        builder.neuron(
                group.beta(n).toDouble(),
                group.threshold(n).map(value -> value.minus(leak).toDouble()).orElse(Double.POSITIVE_INFINITY),
                group.reset().of(n).minus(leak).toDouble(),
                group.initial(n).minus(leak).toDouble(),
                group.refractory().of(n).toDouble(),
                rates);
    }

    /** For each neuron of each population the distinct rates of its synapses. */
    private List<List<Set<Double>>> rates() {
        List<List<Set<Double>>> rates = new ArrayList<>();
        for (Population population : network.populations()) {
            List<Set<Double>> ofPopulation = new ArrayList<>();
            for (int n = 0; n < population.size(); n++) {
                ofPopulation.add(new LinkedHashSet<>());
            }
            rates.add(ofPopulation);
        }
        for (int p = 0; p < network.populations().size(); p++) {
            if (network.populations().get(p) instanceof Population.Neurons group
                    && group.current().isPresent()) {
                rates.get(p).forEach(ofNeuron -> ofNeuron.add(0.0));
            }
        }
        for (Projection projection : network.projections()) {
            int to = network.populations().indexOf(network.population(projection.to()));
            for (Synapse synapse : projection.synapses()) {
                rates.get(to).get(synapse.post()).add(alpha(projection, synapse));
            }
        }
        return rates;
    }

    private static double alpha(Projection projection, Synapse synapse) {
        return projection.decay().alpha(synapse.pre(), synapse.post()).toDouble();
    }

    private void addSynapses() {
        for (Projection projection : network.projections()) {
            boolean fromSource = network.population(projection.from()) instanceof Population.Source;
            Population.Neurons group = (Population.Neurons) network.population(projection.to());
            for (Synapse synapse : projection.synapses()) {
                Rational factor = network.convention().kernelFactor(group.beta(synapse.post()));
                int pre = first.get(projection.from()) + synapse.pre();
                int post = first.get(projection.to()) + synapse.post();
                int rate = index(alphas.get(post), alpha(projection, synapse));
                double weight = synapse.weight().times(factor).toDouble();
                double delay = synapse.delay().toDouble();
                if (fromSource) {
                    builder.synapseFromSource(pre, post, rate, weight, delay);
                } else {
                    builder.synapse(pre, post, rate, weight, delay);
                }
            }
        }
    }

    /** Each jump of an input current is a source that spikes once, over a synapse of rate 0 (event-double-D12). */
    private void addCurrents() {
        int source = builder.sources();
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons group) {
                for (int n = 0; n < group.size(); n++) {
                    Rational factor = network.convention().kernelFactor(group.beta(n));
                    int neuron = first.get(group.name()) + n;
                    for (InputCurrent.Jump jump : group.currentJumps(n)) {
                        builder.source(new double[] {jump.time().toDouble()}, new double[] {low(jump.time())});
                        builder.synapseFromSource(
                                source++,
                                neuron,
                                index(alphas.get(neuron), 0),
                                jump.size().times(factor).toDouble(),
                                0);
                    }
                }
            }
        }
    }

    private static int index(double[] values, double value) {
        int k = 0;
        while (values[k] != value) {
            k++;
        }
        return k;
    }

    /** What is lost when a rational is rounded to a double, itself rounded. */
    static double low(Rational value) {
        return value.minus(Rational.of(new BigDecimal(value.toDouble()))).toDouble();
    }
}
