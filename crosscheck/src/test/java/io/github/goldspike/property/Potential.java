package io.github.goldspike.property;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.List;

/**
 * The potential of one neuron as the sum of kernels over given spikes, [FP eq. 5] with leak,
 * initial value, reset and delays, in doubles; with a refractory period since the last restart (events-E7). Shares no code with
 * the engines.
 */
public final class Potential {

    /** A spike arriving with a weight of the kernel convention at a synapse of a rate. */
    record Arrival(double time, double weight, double alpha) {}

    private final double beta;
    private final double leak;
    private final double initial;
    private final double drop;
    private final double threshold;
    private final double reset;
    private final double refractory;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Double> own;

    private Potential(Population.Neurons group, int n, List<Double> own) {
        this.beta = group.beta(n).toDouble();
        this.leak = group.leak().of(n).toDouble();
        this.initial = group.initial(n).toDouble();
        this.threshold = group.threshold(n).map(Rational::toDouble).orElse(Double.POSITIVE_INFINITY);
        this.reset = group.reset().of(n).toDouble();
        this.refractory = group.refractory().of(n).toDouble();
        this.drop = threshold - group.reset().of(n).toDouble();
        this.own = own;
    }

    /** @param spikes for each population of neurons the spike times of each neuron */
    public static Potential of(Network network, String population, int n, ByNeuron<Double> spikes) {
        Population.Neurons group = (Population.Neurons) network.population(population);
        List<Double> own = spikes.has(population) ? spikes.get(population, n) : List.of();
        Potential potential = new Potential(group, n, own);
        for (Projection projection : network.projections()) {
            if (!projection.to().equals(population)) {
                continue;
            }
            for (Synapse synapse : projection.synapses()) {
                if (synapse.post() == n) {
                    double factor = network.convention() == Convention.CURRENT ? potential.beta : 1;
                    double alpha = projection.decay().alpha(synapse.pre(), n).toDouble();
                    for (double time : train(network, projection.from(), synapse.pre(), spikes)) {
                        potential.arrivals.add(new Arrival(
                                time + synapse.delay().toDouble(),
                                factor * synapse.weight().toDouble(),
                                alpha));
                    }
                }
            }
        }
        return potential;
    }

    private static List<Double> train(Network network, String population, int unit, ByNeuron<Double> spikes) {
        if (network.population(population) instanceof Population.Source source) {
            return source.trains().get(unit).stream().map(Rational::toDouble).toList();
        }
        return spikes.has(population) ? spikes.get(population, unit) : List.of();
    }

    /** h(s) = (e^{-αs} − e^{-βs})/(β − α), also near α = β. */
    static double kernel(double alpha, double beta, double s) {
        if (s <= 0) {
            return 0;
        }
        double x = Math.abs(alpha - beta) * s;
        double mean = x == 0 ? 1 : -Math.expm1(-x) / x;
        return s * Math.exp(-Math.min(alpha, beta) * s) * mean;
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    public double threshold() {
        return threshold;
    }

    /** The greatest magnitude of anything that is added up. */
    public double scale() {
        double scale = 1 + Math.abs(leak) + Math.abs(initial);
        for (Arrival arrival : arrivals) {
            scale += Math.abs(arrival.weight);
        }
        return Double.isInfinite(drop) ? scale : scale + drop * own.size();
    }

    /** V(t⁻), the own spikes before t counted. */
    public double before(double t) {
        if (refractory > 0 && own.stream().anyMatch(spike -> spike < t)) {
            return sinceRestart(t, lastRestart(t));
        }
        double v = leak + (initial - leak) * Math.exp(-beta * t);
        for (Arrival arrival : arrivals) {
            v += arrival.weight * kernel(arrival.alpha, beta, t - arrival.time);
        }
        for (double spike : own) {
            v -= spike < t ? drop * Math.exp(-beta * (t - spike)) : 0;
        }
        return v;
    }

    private double lastRestart(double t) {
        return refractory
                + own.stream().filter(spike -> spike < t).max(Double::compare).orElse(Double.NEGATIVE_INFINITY);
    }

    private double sinceRestart(double t, double restart) {
        if (t <= restart) {
            return reset;
        }
        double v = leak + (reset - leak) * Math.exp(-beta * (t - restart));
        for (Arrival arrival : arrivals) {
            double waited = Math.max(0, restart - arrival.time);
            double late = Math.max(restart, arrival.time);
            v += arrival.weight * Math.exp(-arrival.alpha * waited) * kernel(arrival.alpha, beta, t - late);
        }
        return v;
    }

    /** Whether something arrives so near to the end of the last refractory period before t that V(t) has a kink there. */
    public boolean kinksNear(double t, double distance) {
        return refractory > 0
                && arrivals.stream().anyMatch(arrival -> Math.abs(arrival.time - lastRestart(t)) < distance);
    }

    /** V'(t⁻). */
    public double slopeBefore(double t) {
        double slope = -beta * (before(t) - leak);
        for (Arrival arrival : arrivals) {
            slope += arrival.time < t ? arrival.weight * Math.exp(-arrival.alpha * (t - arrival.time)) : 0;
        }
        return slope;
    }

    /** Whether something arrives, or the neuron itself spikes, within {@code distance} of t but not at t itself. */
    public boolean jumpsNear(double t, double distance) {
        return arrivals.stream().anyMatch(arrival -> Math.abs(arrival.time - t) < distance)
                || own.stream().anyMatch(spike -> spike != t && Math.abs(spike - t) < distance);
    }
}
