package io.github.goldspike.train;

import io.github.goldspike.batch.Batch;
import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Tally;
import io.github.goldspike.batch.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains layers on samples. The order of the samples in an epoch depends on seed and epoch alone. */
public final class Trainer {

    private final Batch batch;
    private final List<Sample> samples;
    private final List<Sample> validation;
    private final Recipe recipe;
    private final long seed;
    private final Weights weights;
    private final Weights gradient;
    private final Adam adam;
    private final List<Epoch> history;

    /** Goes on from a checkpoint. */
    public Trainer(Batch batch, List<Sample> samples, Recipe recipe, Checkpoint from) {
        this(batch, samples, List.of(), recipe, from);
    }

    /** Goes on from a checkpoint; {@code validation}, which is not trained on, is judged after each epoch. */
    public Trainer(Batch batch, List<Sample> samples, List<Sample> validation, Recipe recipe, Checkpoint from) {
        this.batch = batch;
        this.samples = List.copyOf(samples);
        this.validation = List.copyOf(validation);
        this.recipe = recipe;
        this.seed = from.seed();
        this.history = new ArrayList<>(from.history());
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
        return history.size() >= recipe.epochs();
    }

    /** One pass over the samples. */
    public Epoch epoch() {
        long start = System.nanoTime();
        Tally training = pass(history.size());
        Optional<Tally> judged = validation.isEmpty()
                ? Optional.empty()
                : Optional.of(batch.evaluate(weights, validation, recipe.loss()));
        Epoch epoch = new Epoch(training, judged, (System.nanoTime() - start) / 1e9);
        history.add(epoch);
        return epoch;
    }

    private Tally pass(int epoch) {
        List<Sample> order = new RandomSource(seed + epoch * 0x9E3779B97F4A7C15L).shuffled(samples);
        int minibatches = (order.size() + recipe.minibatch() - 1) / recipe.minibatch();
        Tally tally = Tally.NONE;
        for (int b = 0; b < minibatches; b++) {
            double done = (epoch + (double) b / minibatches) / recipe.epochs();
            int from = b * recipe.minibatch();
            tally = tally.plus(step(order.subList(from, Math.min(from + recipe.minibatch(), order.size())), done));
        }
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

    /** Number of epochs done. */
    public int epochs() {
        return history.size();
    }

    /** The epochs done. */
    public List<Epoch> history() {
        return List.copyOf(history);
    }

    /** The weights as they are; they change with the next epoch. */
    public Weights weights() {
        return weights;
    }

    /** From here another trainer goes on with the same bits. */
    public Checkpoint checkpoint() {
        return new Checkpoint(
                seed,
                history,
                adam.steps(),
                weights.copy(),
                adam.mean().copy(),
                adam.square().copy());
    }
}
