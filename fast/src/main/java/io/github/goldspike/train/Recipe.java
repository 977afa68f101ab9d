package io.github.goldspike.train;

import io.github.goldspike.batch.FirstSpikeLoss;

/**
 * How to train.
 *
 * @param loss mean over the minibatch is made small
 * @param schedule of the learning rate
 * @param beta1 Adam's decay of the mean of gradients
 * @param beta2 Adam's decay of the mean of their squares
 * @param epsilon Adam's ε
 * @param clip largest Euclidean norm of a gradient, longer ones are shortened to it; ∞ for no limit
 * @param epochs passes over the samples
 * @param minibatch samples for each step
 */
public record Recipe(
        FirstSpikeLoss loss,
        Schedule schedule,
        double beta1,
        double beta2,
        double epsilon,
        double clip,
        int epochs,
        int minibatch) {

    /** Adam with its usual constants. */
    public static Recipe adam(FirstSpikeLoss loss, Schedule schedule, double clip, int epochs, int minibatch) {
        return new Recipe(loss, schedule, 0.9, 0.999, 1e-8, clip, epochs, minibatch);
    }
}
