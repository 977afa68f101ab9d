package io.github.goldspike.textbook;

import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network with its reals rounded to the working precision and its neurons counted through.
 *
 * @param network the exact network
 * @param precision the working precision
 * @param neurons of all populations of neurons, in the network's order
 * @param outgoing for each neuron the synapses from it
 * @param inputs arrivals of the given spikes of the source populations, in no order
 */
record RoundedNetwork(
        Network network,
        Precision precision,
        List<Neuron> neurons,
        List<List<Connection>> outgoing,
        List<Arrival> inputs) {

    /** Rounds a network to {@code digits} digits and as many more as its kernels lose because an α is close to a β. */
    static RoundedNetwork of(Network network, int digits) {
        Precision precision = new Precision(digits + 2 * digitsShared(network));
        List<Neuron> neurons = new ArrayList<>();
        List<List<Connection>> outgoing = new ArrayList<>();
        Map<String, Integer> firstOf = new HashMap<>();
        for (Population population : network.populations()) {
            firstOf.put(population.name(), neurons.size());
            if (population instanceof Population.Neurons group) {
                for (int n = 0; n < group.size(); n++) {
                    neurons.add(new Neuron(
                            group.name(),
                            n,
                            precision.of(group.beta(n)),
                            precision.of(group.leak().of(n)),
                            precision.of(group.initial(n)),
                            precision.of(group.reset().of(n)),
                            group.threshold(n).map(precision::of)));
                    outgoing.add(new ArrayList<>());
                }
            }
        }
        List<Arrival> inputs = new ArrayList<>();
        for (int p = 0; p < network.projections().size(); p++) {
            Projection projection = network.projections().get(p);
            Population.Neurons to = (Population.Neurons) network.population(projection.to());
            Population from = network.population(projection.from());
            List<Synapse> synapses = projection.synapses();
            for (int s = 0; s < synapses.size(); s++) {
                Synapse synapse = synapses.get(s);
                Rational beta = to.beta(synapse.post());
                Rational factor = network.convention().kernelFactor(beta);
                Rational alpha = projection.decay().alpha(synapse.pre(), synapse.post());
                Connection connection = new Connection(
                        new Weight(p, s),
                        firstOf.get(to.name()) + synapse.post(),
                        precision.of(synapse.weight().times(factor)),
                        precision.of(factor),
                        new Kernel(precision.of(alpha), precision.of(beta)),
                        precision.of(synapse.delay()));
                if (from instanceof Population.Source source) {
                    for (Rational time : source.trains().get(synapse.pre())) {
                        Real arrival = precision.of(time.plus(synapse.delay()));
                        inputs.add(new Arrival(connection, arrival, java.util.Optional.empty()));
                    }
                } else {
                    outgoing.get(firstOf.get(from.name()) + synapse.pre()).add(connection);
                }
            }
        }
        return new RoundedNetwork(network, precision, neurons, outgoing, inputs);
    }

    Real horizon() {
        return precision.of(network.horizon());
    }

    /** The number of a neuron, counted over all populations. */
    int number(String population, int index) {
        for (int i = 0; i < neurons.size(); i++) {
            if (neurons.get(i).population().equals(population) && neurons.get(i).index() == index) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no neuron " + index + " of \"" + population + "\"");
    }

    /** Leading decimal digits that an α has in common with a different β, at most over all synapses. */
    private static int digitsShared(Network network) {
        int shared = 0;
        for (Projection projection : network.projections()) {
            Population.Neurons to = (Population.Neurons) network.population(projection.to());
            for (Synapse synapse : projection.synapses()) {
                Rational beta = to.beta(synapse.post());
                Rational alpha = projection.decay().alpha(synapse.pre(), synapse.post());
                if (!alpha.equals(beta)) {
                    Rational ratio = beta.dividedBy(beta.minus(alpha));
                    int bits =
                            ratio.numerator().bitLength() - ratio.denominator().bitLength();
                    shared = Math.max(shared, (int) Math.ceil(bits * Math.log10(2)));
                }
            }
        }
        return shared;
    }
}
