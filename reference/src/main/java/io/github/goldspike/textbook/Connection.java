package io.github.goldspike.textbook;

/**
 * A synapse with its parameters at working precision.
 *
 * @param target number of the target neuron, counted over all populations
 * @param weight W of [FP eq. 3]: the weight as given, or β times it
 * @param alpha inverse synaptic time constant
 * @param delay from the spike to its arrival
 * @param kernel h of [FP eq. 2], from a spike's arrival to the target's potential; one object for equal rates
 */
record Connection(int target, Variable weight, Variable alpha, Variable delay, Kernel kernel) {}
