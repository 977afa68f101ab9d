package io.github.goldspike.clock;

/**
 * What of a simulation is kept.
 *
 * @param surrogates dz/dV and V before resets, for backpropagation
 * @param rates what derivatives by rates need
 * @param slopes how many spikes of each neuron have room for their V', for EventProp; 0 for none
 * @param potentials V after each step
 * @param currents I after each step
 * @param nearest the nearest comparison
 */
record Keep(boolean surrogates, boolean rates, int slopes, boolean potentials, boolean currents, boolean nearest) {}
