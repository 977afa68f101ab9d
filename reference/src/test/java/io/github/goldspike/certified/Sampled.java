package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The potential of one neuron in binary64, [FP eq. 9] term by term from the network and the spikes of an answer, and what can be
 * seen of its peaks on a fine grid; written without a look at the engine.
 */
final class Sampled {

    private static final int STEPS = 6000;
    private static final double SAME = 1e-10;

    private record Arrival(double time, double weight, double alpha, boolean ownSpike, double sent) {}

    private final Population.Neurons population;
    private final int neuron;
    private final double horizon;
    private final double[] spikes;
    private final List<Arrival> arrivals = new ArrayList<>();

    Sampled(Network network, Answer<Ball> answer, Population.Neurons population, int neuron) {
        this.population = population;
        this.neuron = neuron;
        this.horizon = network.horizon().toDouble();
        this.spikes = times(answer, population.name(), neuron);
        for (Projection projection : network.projections()) {
            if (projection.to().equals(population.name())) {
                for (Synapse synapse : projection.synapses()) {
                    if (synapse.post() == neuron && synapse.weight().signum() != 0) {
                        boolean own = projection.from().equals(population.name()) && synapse.pre() == neuron;
                        double factor = network.convention()
                                .kernelFactor(population.beta(neuron))
                                .toDouble();
                        double alpha = projection
                                .decay()
                                .alpha(synapse.pre(), synapse.post())
                                .toDouble();
                        for (double sent : sent(network, answer, projection.from(), synapse.pre())) {
                            double time = sent + synapse.delay().toDouble();
                            if (time <= horizon) {
                                arrivals.add(new Arrival(time, synapse.weight().toDouble() * factor, alpha, own, sent));
                            }
                        }
                    }
                }
            }
        }
    }

    private static double[] sent(Network network, Answer<Ball> answer, String name, int unit) {
        return network.population(name) instanceof Population.Source source
                ? source.trains().get(unit).stream()
                        .mapToDouble(time -> time.toDouble())
                        .toArray()
                : times(answer, name, unit);
    }

    private static double[] times(Answer<Ball> answer, String population, int neuron) {
        List<List<Spike<Ball>>> trains = answer.spikes().get(population);
        return trains == null
                ? new double[0]
                : trains.get(neuron).stream()
                        .mapToDouble(spike -> spike.time().approximate())
                        .toArray();
    }

    double potential(double t) {
        double refractory = population.refractory().of(neuron).toDouble();
        double restart = Double.NEGATIVE_INFINITY;
        for (double spike : spikes) {
            restart = refractory > 0 && spike < t ? spike + refractory : restart;
        }
        return t <= restart ? population.reset().of(neuron).toDouble() : freePotential(t, restart);
    }

    /** Since the end of a refractory period, or since time 0 if that is at minus infinity. */
    private double freePotential(double t, double restart) {
        double beta = population.beta(neuron).toDouble();
        double leak = population.leak().of(neuron).toDouble();
        double threshold = threshold();
        boolean restarted = restart > 0;
        double start = restarted
                ? population.reset().of(neuron).toDouble()
                : population.initial(neuron).toDouble();
        double v = leak + (start - leak) * Math.exp(-beta * (restarted ? t - restart : t));
        for (Arrival arrival : arrivals) {
            double s = t - Math.max(arrival.time, restart);
            double wait = Math.max(0, restart - arrival.time);
            if (s > 0) {
                double kernel = arrival.alpha == beta
                        ? s * Math.exp(-beta * s)
                        : (Math.exp(-arrival.alpha * s) - Math.exp(-beta * s)) / (beta - arrival.alpha);
                v += arrival.weight * Math.exp(-arrival.alpha * wait) * kernel;
            }
        }
        for (double spike : spikes) {
            if (spike < t && !restarted) {
                v -= (threshold - population.reset().of(neuron).toDouble()) * Math.exp(-beta * (t - spike));
            }
        }
        return v;
    }

    private double threshold() {
        return population.threshold(neuron).orElseThrow().toDouble();
    }

    /** Smallest ϑ − V at a maximum of the samples with no spike beside it. */
    double peak() {
        TreeSet<Double> grid = new TreeSet<>();
        for (int k = 0; k <= STEPS; k++) {
            grid.add(horizon * k / STEPS);
        }
        arrivals.forEach(arrival -> grid.add(arrival.time));
        // Of samples that differ by rounding alone, V would differ by rounding alone.
        double[] t = grid.stream()
                .filter(time -> grid.lower(time) == null || time - grid.lower(time) > SAME)
                .mapToDouble(time -> time)
                .toArray();
        double least = Double.POSITIVE_INFINITY;
        for (int k = 1; k < t.length; k++) {
            double right = k + 1 < t.length ? t[k + 1] : t[k];
            double v = potential(t[k]);
            boolean maximum = v > potential(t[k - 1]) && (k + 1 == t.length || v > potential(right));
            if (maximum && !spikesIn(t[k - 1], right)) {
                least = Math.min(least, threshold() - v);
            }
        }
        return least;
    }

    private boolean spikesIn(double from, double to) {
        for (double spike : spikes) {
            if (from <= spike && spike <= to) {
                return true;
            }
        }
        return false;
    }

    /** Smallest time between a spike and an arrival that it does not cause, or between the end of a refractory period and any arrival. */
    double order() {
        double least = Double.POSITIVE_INFINITY;
        double refractory = population.refractory().of(neuron).toDouble();
        for (double spike : spikes) {
            for (Arrival arrival : arrivals) {
                if (refractory > 0 && spike + refractory < horizon) {
                    least = Math.min(least, Math.abs(arrival.time - spike - refractory));
                }
                if (!(arrival.ownSpike && arrival.sent == spike)) {
                    least = Math.min(least, Math.abs(arrival.time - spike));
                }
            }
        }
        return least;
    }
}
