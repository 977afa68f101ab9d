package io.github.goldspike.train;

import io.github.goldspike.batch.Weights;

/**
 * All that a training needs to go on with the same bits.
 *
 * @param seed of the order of samples
 * @param epoch epochs done
 * @param steps steps done
 * @param weights the weights
 * @param mean Adam's mean of gradients
 * @param square Adam's mean of their squares
 */
public record Checkpoint(long seed, int epoch, long steps, Weights weights, Weights mean, Weights square) {

    /** Nothing done yet. */
    public static Checkpoint start(Weights weights, long seed) {
        return new Checkpoint(seed, 0, 0, weights.copy(), new Weights(weights.layers()), new Weights(weights.layers()));
    }
}
