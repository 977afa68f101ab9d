package io.github.goldspike.train;

import io.github.goldspike.batch.Batch;
import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Tally;
import io.github.goldspike.batch.Weights;
import java.util.List;

/** Trains layers on samples. The order of the samples in an epoch depends on seed and epoch alone. */
public final class Trainer {

    private final Batch batch;
    private final List<Sample> samples;
    private final Recipe recipe;
    private final long seed;
    private final Weights weights;
    private final Weights gradient;
    private final Adam adam;
    private int epoch;

    /** Goes on from a checkpoint. */
    public Trainer(Batch batch, List<Sample> samples, Recipe recipe, Checkpoint from) {
        this.batch = batch;
        this.samples = List.copyOf(samples);
        this.recipe = recipe;
        this.seed = from.seed();
        this.epoch = from.epoch();
        this.weights = from.weights().copy();
        this.gradient = new Weights(weights.layers());
        this.adam = new Adam(
                new Adam.Constants(recipe.beta1(), recipe.beta2(), recipe.epsilon()),
                from.mean().copy(),
                from.square().copy(),
                from.steps());
    }

    /** Whether all epochs of the recipe are done. */
    public boolean done() {
        return epoch >= recipe.epochs();
    }

    /** One pass over the samples; the tally is of the weights as they were at each minibatch. */
    public Tally epoch() {
        List<Sample> order = new Dice(seed + epoch * 0x9E3779B97F4A7C15L).shuffled(samples);
        int minibatches = (order.size() + recipe.minibatch() - 1) / recipe.minibatch();
        Tally tally = new Tally(0, 0, 0, 0);
        for (int b = 0; b < minibatches; b++) {
            double done = (epoch + (double) b / minibatches) / recipe.epochs();
            int from = b * recipe.minibatch();
            tally = tally.plus(step(order.subList(from, Math.min(from + recipe.minibatch(), order.size())), done));
        }
        epoch++;
        return tally;
    }

    private Tally step(List<Sample> minibatch, double done) {
        gradient.clear();
        Tally tally = batch.gradient(weights, minibatch, recipe.loss(), gradient);
        double mean = 1.0 / minibatch.size();
        double norm = mean * norm(gradient);
        double factor = norm > recipe.clip() ? mean * (recipe.clip() / norm) : mean;
        adam.step(weights, gradient, factor, recipe.schedule().rate(done));
        return tally;
    }

    private static double norm(Weights gradient) {
        double sum = 0;
        for (double[] row : gradient.rows()) {
            for (double g : row) {
                sum += g * g;
            }
        }
        return Math.sqrt(sum);
    }

    /** Epochs done. */
    public int epochs() {
        return epoch;
    }

    /** The weights as they are; they change with the next epoch. */
    public Weights weights() {
        return weights;
    }

    /** From here another trainer goes on with the same bits. */
    public Checkpoint checkpoint() {
        return new Checkpoint(
                seed,
                epoch,
                adam.steps(),
                weights.copy(),
                adam.mean().copy(),
                adam.square().copy());
    }
}
