package io.github.goldspike.certified;

import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network with its populations and projections flattened: neurons in a row, source units in a row, and for each of them
 * the synapses that it feeds. All numbers are exact.
 *
 * @param horizon T
 * @param neurons all neurons, in the order of the populations
 * @param sources all source units, in the order of the populations
 * @param synapses all synapses, projection by projection in file order
 */
record Wiring(Rational horizon, List<Neuron> neurons, List<Source> sources, List<Connection> synapses) {

    /**
     * A neuron.
     *
     * @param population name of its population
     * @param index index in its population
     * @param threshold empty for a readout
     * @param refractory ρ, for which the potential is held after a spike
     * @param alphas the distinct synaptic rates of its incoming synapses
     * @param outgoing indices into {@link Wiring#synapses} of the synapses that it feeds
     */
    record Neuron(
            String population,
            int index,
            Rational beta,
            Optional<Rational> threshold,
            Rational reset,
            Rational leak,
            Rational initial,
            Rational refractory,
            List<Rational> alphas,
            List<Integer> outgoing) {

        /** Whether the potential is held at the reset after a spike (proofs-notes/events.md, E7). */
        boolean isRefractory() {
            return refractory.signum() > 0;
        }
    }

    /**
     * A source unit.
     *
     * @param train its spike times
     * @param firstInput index of the first of them among the input spikes of all sources
     * @param outgoing indices into {@link Wiring#synapses} of the synapses that it feeds
     */
    record Source(List<Rational> train, int firstInput, List<Integer> outgoing) {}

    /**
     * A synapse.
     *
     * @param id index in {@link Wiring#synapses}
     * @param projection index of the projection in the network
     * @param index index of the synapse in the projection
     * @param target index of the target in {@link Wiring#neurons}
     * @param rate index of its α among the target's {@code alphas}
     * @param weight W in the kernel convention
     * @param factor dW/dw, w the weight as given
     * @param delay time from spike to arrival
     */
    record Connection(
            int id,
            int projection,
            int index,
            int target,
            int rate,
            Rational weight,
            Rational factor,
            Rational delay) {}

    static Wiring of(Network network) {
        Map<String, Integer> firstUnit = new HashMap<>();
        List<Neuron> neurons = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        for (Population population : network.populations()) {
            if (population instanceof Population.Source source) {
                firstUnit.put(source.name(), sources.size());
                for (List<Rational> train : source.trains()) {
                    sources.add(new Source(train, inputs(sources), new ArrayList<>()));
                }
            } else if (population instanceof Population.Neurons group) {
                firstUnit.put(group.name(), neurons.size());
                for (int n = 0; n < group.size(); n++) {
                    neurons.add(neuron(group, n));
                }
            }
        }
        List<Connection> synapses = new ArrayList<>();
        for (int p = 0; p < network.projections().size(); p++) {
            Projection projection = network.projections().get(p);
            boolean fromSource = network.population(projection.from()) instanceof Population.Source;
            int firstPre = firstUnit.get(projection.from());
            int firstPost = firstUnit.get(projection.to());
            List<Synapse> listed = projection.synapses();
            for (int k = 0; k < listed.size(); k++) {
                Synapse synapse = listed.get(k);
                Neuron target = neurons.get(firstPost + synapse.post());
                Rational factor = network.convention().kernelFactor(target.beta);
                int id = synapses.size();
                synapses.add(new Connection(
                        id,
                        p,
                        k,
                        firstPost + synapse.post(),
                        rateIndex(target.alphas, projection.decay().alpha(synapse.pre(), synapse.post())),
                        synapse.weight().times(factor),
                        factor,
                        synapse.delay()));
                (fromSource
                                ? sources.get(firstPre + synapse.pre()).outgoing
                                : neurons.get(firstPre + synapse.pre()).outgoing)
                        .add(id);
            }
        }
        return new Wiring(network.horizon(), neurons, sources, synapses);
    }

    private static Neuron neuron(Population.Neurons group, int n) {
        return new Neuron(
                group.name(),
                n,
                group.beta(n),
                group.threshold(n),
                group.reset().of(n),
                group.leak().of(n),
                group.initial(n),
                group.refractory().of(n),
                new ArrayList<>(),
                new ArrayList<>());
    }

    private static int rateIndex(List<Rational> alphas, Rational alpha) {
        int known = alphas.indexOf(alpha);
        if (known >= 0) {
            return known;
        }
        alphas.add(alpha);
        return alphas.size() - 1;
    }

    /** Number of input spikes, those of all sources. */
    int inputs() {
        return inputs(sources);
    }

    private static int inputs(List<Source> sources) {
        if (sources.isEmpty()) {
            return 0;
        }
        Source last = sources.get(sources.size() - 1);
        return last.firstInput + last.train.size();
    }

    /** Index of a neuron in {@link #neurons}. */
    int neuron(String population, int index) {
        for (int i = 0; i < neurons.size(); i++) {
            if (neurons.get(i).population.equals(population) && neurons.get(i).index == index) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no neuron " + index + " of \"" + population + "\"");
    }
}
