package io.github.goldspike.textbook;

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
import java.util.Set;

/**
 * A network with its reals rounded to the working precision and its neurons counted through.
 *
 * @param network the exact network
 * @param precision the working precision
 * @param given the reals of the file
 * @param neurons of all populations of neurons, in the network's order
 * @param outgoing for each neuron the synapses from it
 * @param inputs arrivals of the given spikes of the source populations, in no order
 */
record RoundedNetwork(
        Network network,
        Precision precision,
        GivenReals given,
        List<Neuron> neurons,
        List<List<Connection>> outgoing,
        List<Arrival> inputs) {

    /** A network that loses more digits than that is given up after a while. */
    private static final int MANY_LOST = 300;

    /** Exponentials times the square of their digits. */
    private static final long MOST_WORK = 400_000_000;

    /**
     * Rounds a network to {@code digits} digits and as many more as are lost on it ({@link LostDigits}).
     *
     * @param kinds of reals that derivatives are taken by
     * @throws TooLongException later, from what is computed with it, if the network loses very many digits and needs many exponentials
     */
    static RoundedNetwork of(Network network, Set<ParameterKind> kinds, int digits) {
        int lost = LostDigits.of(network);
        long working = digits + (long) lost;
        Precision precision = new Precision(
                Math.toIntExact(working), lost > MANY_LOST ? MOST_WORK / (working * working) : Long.MAX_VALUE);
        GivenReals given = new GivenReals(network, kinds, precision);
        RoundedNetwork rounded =
                new RoundedNetwork(network, precision, given, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, Integer> firstOf = new HashMap<>();
        for (int p = 0; p < network.populations().size(); p++) {
            Population population = network.populations().get(p);
            firstOf.put(population.name(), rounded.neurons.size());
            if (population instanceof Population.Neurons group) {
                for (int n = 0; n < group.size(); n++) {
                    rounded.neurons.add(new Neuron(
                            group.name(),
                            n,
                            given.beta(p, n),
                            given.leak(p, n),
                            given.initial(p, n),
                            given.reset(p, n),
                            given.threshold(p, n),
                            precision.of(group.refractory().of(n))));
                    rounded.outgoing.add(new ArrayList<>());
                }
            }
        }
        Map<List<Real>, Kernel> kernels = new HashMap<>();
        for (int p = 0; p < network.projections().size(); p++) {
            rounded.connect(p, firstOf, kernels);
        }
        for (int p = 0; p < network.populations().size(); p++) {
            if (network.populations().get(p) instanceof Population.Neurons group) {
                rounded.addCurrents(p, group, firstOf.get(group.name()), kernels);
            }
        }
        return rounded;
    }

    /** An input current is what arrives over a synapse whose current does not decay (textbook-X5). */
    private void addCurrents(int p, Population.Neurons group, int first, Map<List<Real>, Kernel> kernels) {
        Variable constant = Variable.fixed(precision.of(0));
        for (int n = 0; n < group.size(); n++) {
            Kernel kernel =
                    kernel(constant.value(), neurons.get(first + n).beta().value(), kernels);
            for (InputCurrent.Jump jump : group.currentJumps(n)) {
                Connection connection = new Connection(first + n, given.jump(p, n, jump), constant, constant, kernel);
                inputs.add(new Arrival(connection, given.jumpTime(p, jump), Optional.empty()));
            }
        }
    }

    private static Kernel kernel(Real alpha, Real beta, Map<List<Real>, Kernel> kernels) {
        return kernels.computeIfAbsent(List.of(alpha, beta), rates -> new Kernel(rates.get(0), rates.get(1)));
    }

    private void connect(int p, Map<String, Integer> firstOf, Map<List<Real>, Kernel> kernels) {
        Projection projection = network.projections().get(p);
        int from = network.populations().indexOf(network.population(projection.from()));
        List<Synapse> synapses = projection.synapses();
        for (int s = 0; s < synapses.size(); s++) {
            Synapse synapse = synapses.get(s);
            int target = firstOf.get(projection.to()) + synapse.post();
            Variable alpha = given.alpha(p, synapse);
            Real beta = neurons.get(target).beta().value();
            Kernel kernel = kernel(alpha.value(), beta, kernels);
            Connection connection =
                    new Connection(target, given.weight(p, s, synapse), alpha, given.delay(p, s, synapse), kernel);
            if (network.populations().get(from) instanceof Population.Source source) {
                addInputs(connection, from, source, synapse);
            } else {
                outgoing.get(firstOf.get(projection.from()) + synapse.pre()).add(connection);
            }
        }
    }

    private void addInputs(Connection connection, int from, Population.Source source, Synapse synapse) {
        int index = source.trains().subList(0, synapse.pre()).stream()
                .mapToInt(List::size)
                .sum();
        for (Rational time : source.trains().get(synapse.pre())) {
            Differential moved = given.input(from, index++, time)
                    .differential()
                    .plus(connection.delay().differential());
            // The exact sum, rounded once: inputs that arrive together do so at any precision.
            Variable arrival = new Variable(precision.of(time.plus(synapse.delay())), moved);
            inputs.add(new Arrival(connection, arrival, Optional.empty()));
        }
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
}
