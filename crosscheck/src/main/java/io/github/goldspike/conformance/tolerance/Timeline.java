package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Who spikes when, and what arrives where, in binary64: what a network's certified spikes make of it. */
public final class Timeline {

    /**
     * A neuron.
     *
     * @param threshold empty if it never spikes
     * @param arrivals in order of time; where V is summed, the falls after its own spikes too
     * @param spikes in order of time
     * @param summed whether V is a sum of responses to all that ever happened (verdict-R19), and not set anew by each spike
     */
    public record Neuron(
            String population,
            int index,
            double beta,
            OptionalDouble threshold,
            double reset,
            double leak,
            double initial,
            double refractory,
            List<Arrival> arrivals,
            List<Spike> spikes,
            boolean summed) {}

    /**
     * A spike that arrives, or a jump of an input current: an input over a synapse whose current does not decay.
     *
     * @param time when it arrives
     * @param cause index of the spike in {@link Timeline#spikes}, or −1 for an input
     * @param weight of its synapse
     * @param kernel of its synapse and the neuron
     * @param projection index of its projection, or −1 for an input current and for the fall after a spike of the neuron's own
     * @param synapse index of its synapse in the projection
     * @param input of an input spike its index among all of its population, unit by unit; else −1
     */
    public record Arrival(
            double time, int cause, double weight, Kernel kernel, int projection, int synapse, int input) {

        /** Whether it came over a synapse of the network. */
        boolean overSynapse() {
            return projection >= 0;
        }
    }

    /**
     * A spike of a neuron.
     *
     * @param number index in {@link Timeline#spikes}
     * @param order 0 for the neuron's first one
     */
    public record Spike(int number, Neuron neuron, int order, double time) {}

    private final double horizon;
    private final Map<String, List<Neuron>> neurons = new HashMap<>();
    private final List<Neuron> all = new ArrayList<>();
    private final List<Spike> spikes = new ArrayList<>();

    /**
     * @param end up to which spikes are known
     * @param times of all spikes until then of all populations that can spike
     */
    public Timeline(Network network, Rational end, ByNeuron<Double> times) {
        horizon = end.toDouble();
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons members) {
                neurons.put(population.name(), neurons(network, members));
                all.addAll(neurons.get(population.name()));
            }
        }
        fire(times);
        for (int p = 0; p < network.projections().size(); p++) {
            arrive(network, p);
        }
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons members) {
                for (Neuron neuron : neurons.get(members.name())) {
                    drive(neuron, members);
                    fall(neuron, members);
                }
            }
        }
        all.forEach(neuron -> neuron.arrivals.sort(Comparator.comparingDouble(Arrival::time)));
    }

    /** Whether a kernel reaches a population, or it has one of its own. */
    private static boolean isSummed(Network network, Population.Neurons members) {
        return members.resetKernel().isPresent()
                || network.projections().stream()
                        .anyMatch(projection -> projection.to().equals(members.name())
                                && projection.kernel().isPresent());
    }

    private static List<Neuron> neurons(Network network, Population.Neurons members) {
        boolean summed = isSummed(network, members);
        List<Neuron> list = new ArrayList<>();
        for (int n = 0; n < members.size(); n++) {
            list.add(new Neuron(
                    members.name(),
                    n,
                    members.beta(n).toDouble(),
                    members.threshold(n)
                            .map(value -> OptionalDouble.of(value.toDouble()))
                            .orElse(OptionalDouble.empty()),
                    members.reset().of(n).toDouble(),
                    members.leak().of(n).toDouble(),
                    members.initial(n).toDouble(),
                    members.refractory().of(n).toDouble(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    summed));
        }
        return list;
    }

    private void fire(ByNeuron<Double> times) {
        record Firing(Neuron neuron, int order, double time) {}
        List<Firing> firings = new ArrayList<>();
        for (Neuron neuron : all) {
            List<List<Double>> trains = times.getOrNone(neuron.population);
            List<Double> train = neuron.index < trains.size() ? trains.get(neuron.index) : List.of();
            for (int k = 0; k < train.size(); k++) {
                firings.add(new Firing(neuron, k, train.get(k)));
            }
        }
        firings.sort(Comparator.comparingDouble(Firing::time));
        for (Firing firing : firings) {
            Spike spike = new Spike(spikes.size(), firing.neuron, firing.order, firing.time);
            spikes.add(spike);
            firing.neuron.spikes.add(spike);
        }
    }

    private void arrive(Network network, int index) {
        Projection projection = network.projections().get(index);
        Population from = network.population(projection.from());
        List<Synapse> synapses = projection.synapses();
        for (int s = 0; s < synapses.size(); s++) {
            Synapse synapse = synapses.get(s);
            Neuron target = neurons.get(projection.to()).get(synapse.post());
            Kernel kernel = projection
                    .kernel()
                    .<Kernel>map(PolynomialKernel::of)
                    .orElseGet(() -> new LeakyKernel(
                            projection
                                    .decay()
                                    .alpha(synapse.pre(), synapse.post())
                                    .toDouble(),
                            target.beta));
            double delay = synapse.delay().toDouble();
            double weight = synapse.weight().toDouble();
            if (from instanceof Population.Source source) {
                int input = source.trains().stream()
                        .limit(synapse.pre())
                        .mapToInt(List::size)
                        .sum();
                for (var time : source.trains().get(synapse.pre())) {
                    send(target, new Arrival(time.toDouble() + delay, -1, weight, kernel, index, s, input++));
                }
            } else {
                for (Spike spike : neurons.get(projection.from()).get(synapse.pre()).spikes) {
                    send(target, new Arrival(spike.time + delay, spike.number, weight, kernel, index, s, -1));
                }
            }
        }
    }

    private void drive(Neuron neuron, Population.Neurons members) {
        Kernel kernel = new LeakyKernel(0, neuron.beta);
        for (InputCurrent.Jump jump : members.currentJumps(neuron.index)) {
            send(neuron, new Arrival(jump.time().toDouble(), -1, jump.size().toDouble(), kernel, -1, jump.step(), -1));
        }
    }

    /** What its own spikes do to a potential that is a sum. */
    private void fall(Neuron neuron, Population.Neurons members) {
        if (neuron.summed) {
            Kernel kernel =
                    members.resetKernel().map(PolynomialKernel::of).orElseGet(() -> PolynomialKernel.fall(neuron.beta));
            for (Spike spike : neuron.spikes) {
                double fall = neuron.threshold.getAsDouble() - neuron.reset;
                send(neuron, new Arrival(spike.time, spike.number, fall, kernel, -1, -1, -1));
            }
        }
    }

    private void send(Neuron target, Arrival arrival) {
        if (arrival.time <= horizon) {
            target.arrivals.add(arrival);
        }
    }

    public double horizon() {
        return horizon;
    }

    public List<Neuron> neurons() {
        return all;
    }

    public Neuron neuron(String population, int index) {
        return neurons.get(population).get(index);
    }

    /** All spikes in order of time. */
    public List<Spike> spikes() {
        return spikes;
    }
}
