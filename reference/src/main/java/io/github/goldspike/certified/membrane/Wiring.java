package io.github.goldspike.certified.membrane;

import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.InputCurrent;
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
 * @param synapses all synapses, projection by projection in file order, and one for each jump of an input current, which is an
 *     input spike over a synapse whose current does not decay (gradient-G15)
 * @param jumps of the input currents, neuron by neuron
 */
public record Wiring(
        Rational horizon, List<Neuron> neurons, List<Source> sources, List<Connection> synapses, List<Jump> jumps) {

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
    public record Neuron(
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

        /** Whether the potential is held at the reset after a spike (events-E7). */
        public boolean isRefractory() {
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
    public record Source(List<Rational> train, int firstInput, List<Integer> outgoing) {}

    /**
     * A synapse.
     *
     * @param id index in {@link Wiring#synapses}
     * @param given the real of the file that gives the weight; of a jump of a current the value that it jumps to
     * @param target index of the target in {@link Wiring#neurons}
     * @param rate index of its α among the target's {@code alphas}
     * @param weight W in the kernel convention
     * @param factor dW/dw, w the weight as given
     * @param delay time from spike to arrival
     */
    public record Connection(
            int id, ParameterId given, int target, int rate, Rational weight, Rational factor, Rational delay) {}

    /**
     * A jump of an input current.
     *
     * @param synapse index in {@link Wiring#synapses}, the weight is the jump
     * @param input index of the jump's time among the input spikes
     * @param value as given, from the jump on
     * @param before the value before it, if there is one in the file
     */
    public record Jump(int synapse, int input, Rational value, Optional<Rational> before) {}

    public static Wiring of(Network network) {
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
                        ParameterId.weight(p, k),
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
        Wiring wiring = new Wiring(network.horizon(), neurons, sources, synapses, new ArrayList<>());
        for (int p = 0; p < network.populations().size(); p++) {
            if (network.populations().get(p) instanceof Population.Neurons group) {
                for (int n = 0; n < group.size(); n++) {
                    Rational factor = network.convention().kernelFactor(group.beta(n));
                    wiring.addCurrent(p, firstUnit.get(group.name()) + n, group.currentJumps(n), factor);
                }
            }
        }
        return wiring;
    }

    private void addCurrent(int population, int neuron, List<InputCurrent.Jump> course, Rational factor) {
        Rational before = Rational.ZERO;
        for (InputCurrent.Jump jump : course) {
            int id = synapses.size();
            Rational value = before.plus(jump.size());
            jumps.add(new Jump(id, inputs(), value, jump.first() ? Optional.empty() : Optional.of(before)));
            synapses.add(new Connection(
                    id,
                    new ParameterId(ParameterKind.CURRENT, population, jump.step()),
                    neuron,
                    rateIndex(neurons.get(neuron).alphas, Rational.ZERO),
                    jump.size().times(factor),
                    factor,
                    Rational.ZERO));
            sources.add(new Source(List.of(jump.time()), inputs(), List.of(id)));
            before = value;
        }
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
    public int inputs() {
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
    public int neuron(String population, int index) {
        for (int i = 0; i < neurons.size(); i++) {
            if (neurons.get(i).population.equals(population) && neurons.get(i).index == index) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no neuron " + index + " of \"" + population + "\"");
    }
}
