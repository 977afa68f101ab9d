package io.github.goldspike.contract;

/**
 * A spike of some neuron.
 *
 * @param time when V reaches the threshold
 * @param slope V' just before, positive
 * @param <R> the engine's real numbers
 */
public record Spike<R>(R time, R slope) {}
