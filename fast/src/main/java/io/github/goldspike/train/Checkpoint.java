package io.github.goldspike.train;

import io.github.goldspike.batch.Weights;
import java.util.List;

/**
 * All that a training needs to go on with the same bits, and what it came to so far.
 *
 * @param seed of the order of samples
 * @param history the epochs done
 * @param steps steps done
 * @param weights the weights
 * @param mean Adam's mean of gradients
 * @param square Adam's mean of their squares
 */
public record Checkpoint(long seed, List<Epoch> history, long steps, Weights weights, Weights mean, Weights square) {

    public Checkpoint {
        history = List.copyOf(history);
    }

    /** Nothing done yet. */
    public static Checkpoint start(Weights weights, long seed) {
        return new Checkpoint(
                seed, List.of(), 0, weights.copy(), new Weights(weights.layers()), new Weights(weights.layers()));
    }
}
