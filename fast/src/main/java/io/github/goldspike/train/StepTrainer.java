package io.github.goldspike.train;

import io.github.goldspike.batch.Layers;
import io.github.goldspike.batch.Weights;
import io.github.goldspike.clock.ClockBatch;
import io.github.goldspike.clock.Stimulus;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains a feed-forward network on a grid with Adam, as {@link Trainer} does without one: the order of the samples in an epoch depends on
 * seed and epoch alone.
 */
public final class StepTrainer {

    /** An input and the class that it belongs to. */
    public record StepSample(Stimulus stimulus, int label) {}

    /**
     * What a pass came to.
     *
     * @param loss mean
     * @param accuracy share of samples whose label neuron fires most often, and alone so
     */
    public record Pass(double loss, double accuracy) {}

    private final ClockBatch batch;
    private final String output;
    private final Weights weights;
    private final Weights gradient;
    private final Adam adam;
    private final Schedule schedule;
    private final int epochs;
    private final int minibatch;
    private final double clip;
    private final long seed;

    /**
     * A trainer.
     *
     * @param batch whose network has these layers, one projection for each
     * @param output population that decides
     * @param start the first weights, which are copied
     * @param clip largest Euclidean norm of a mean gradient, longer ones are shortened to it
     */
    public StepTrainer(
            ClockBatch batch,
            String output,
            Weights start,
            Schedule schedule,
            int epochs,
            int minibatch,
            double clip,
            long seed) {
        this.batch = batch;
        this.output = output;
        this.weights = start.copy();
        this.gradient = new Weights(start.layers());
        this.schedule = schedule;
        this.epochs = epochs;
        this.minibatch = minibatch;
        this.clip = clip;
        this.seed = seed;
        this.adam = new Adam(
                new Adam.Constants(0.9, 0.999, 1e-8), new Weights(start.layers()), new Weights(start.layers()), 0);
    }

    /** One pass over the samples, with the weights as they are at each minibatch. */
    public Pass epoch(int epoch, List<StepSample> samples) {
        List<StepSample> order = new RandomSource(seed + epoch * 0x9E3779B97F4A7C15L).shuffled(samples);
        double loss = 0;
        double right = 0;
        for (int from = 0; from < order.size(); from += minibatch) {
            List<StepSample> some = order.subList(from, Math.min(from + minibatch, order.size()));
            double[] sum = new double[flat(weights).length];
            Pass pass = pass(some, sum);
            loss += pass.loss() * some.size();
            right += pass.accuracy() * some.size();
            double norm = 0;
            for (double g : sum) {
                norm += g * g;
            }
            double mean = 1.0 / some.size();
            double length = mean * Math.sqrt(norm);
            spread(sum, gradient);
            double done = (epoch + (double) from / order.size()) / epochs;
            adam.step(weights, gradient, length > clip ? mean * clip / length : mean, schedule.rate(done));
        }
        return new Pass(loss / order.size(), right / order.size());
    }

    /** What the samples come to, without training. */
    public Pass judge(List<StepSample> samples) {
        return pass(samples, new double[0]);
    }

    /** The weights as they are. */
    public Weights weights() {
        return weights;
    }

    private Pass pass(List<StepSample> samples, double[] sum) {
        List<ClockBatch.Result> results = batch.run(
                flat(weights),
                samples.stream().map(StepSample::stimulus).toList(),
                samples.stream().mapToInt(StepSample::label).toArray(),
                output,
                sum);
        double loss = 0;
        int right = 0;
        for (int k = 0; k < results.size(); k++) {
            loss += results.get(k).loss();
            right += decides(results.get(k).outputs(), samples.get(k).label()) ? 1 : 0;
        }
        return new Pass(loss / samples.size(), (double) right / samples.size());
    }

    private static boolean decides(List<List<Integer>> outputs, int label) {
        List<List<Integer>> others = new ArrayList<>(outputs);
        int own = others.remove(label).size();
        return others.stream().allMatch(other -> other.size() < own);
    }

    /** Layer by layer, input by input, neuron by neuron: the order of {@link ClockBatch#weights()}. */
    private static double[] flat(Weights weights) {
        Layers layers = weights.layers();
        double[] flat = new double
                [layers.layers().stream()
                        .mapToInt(layer -> layer.inputs() * layer.neurons())
                        .sum()];
        int next = 0;
        for (int l = 0; l < layers.layers().size(); l++) {
            for (int i = 0; i < layers.layers().get(l).inputs(); i++) {
                for (int n = 0; n < layers.layers().get(l).neurons(); n++) {
                    flat[next++] = weights.get(l, i, n);
                }
            }
        }
        return flat;
    }

    private static void spread(double[] flat, Weights weights) {
        int next = 0;
        for (int l = 0; l < weights.layers().layers().size(); l++) {
            for (int i = 0; i < weights.layers().layers().get(l).inputs(); i++) {
                for (int n = 0; n < weights.layers().layers().get(l).neurons(); n++) {
                    weights.set(l, i, n, flat[next++]);
                }
            }
        }
    }
}
