package io.github.goldspike.model;

/**
 * One synapse.
 *
 * @param pre index of the unit in the projection's source population
 * @param post index of the neuron in the projection's target population
 * @param weight as given in the file; its meaning depends on the network's {@link Convention}
 * @param delay time from the source's spike to its arrival, ≥ 0
 */
public record Synapse(int pre, int post, Rational weight, Rational delay) {}
