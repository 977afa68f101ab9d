package io.github.goldspike.textbook;

/**
 * A firing time f, "both the firing time and its label".
 *
 * @param order position among all firings, in time order: the row and column of L
 * @param neuron number of the neuron, counted over all populations
 * @param index among the neuron's own spikes
 * @param time the firing time
 * @param slope V'(f⁻) &gt; 0, the diagonal element L_ff
 */
record Firing(int order, int neuron, int index, Real time, Real slope) {}
