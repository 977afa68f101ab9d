package io.github.goldspike.textbook;

/**
 * A synapse with its parameters at working precision.
 *
 * @param name which weight of the network it carries
 * @param target number of the target neuron, counted over all populations
 * @param kernelWeight W of eq. (3)
 * @param kernelFactor dW/dw, w the weight as given in the network
 * @param kernel h of eq. (2), from a spike's arrival to the target's potential
 * @param delay from the spike to its arrival
 */
record Connection(Weight name, int target, Real kernelWeight, Real kernelFactor, Kernel kernel, Real delay) {}
