package io.github.goldspike.conformance.tolerance;

/**
 * A maximum of a potential that is no spike, or may be there.
 *
 * @param gap what it lacks to the threshold, certified; for one that may be there, at least that
 */
public record Peak(String population, int neuron, double time, double gap) {}
