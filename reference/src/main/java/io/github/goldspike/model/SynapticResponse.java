package io.github.goldspike.model;

/** What a spike does to the neuron that it reaches: it adds to a current that decays, or to the potential by a kernel. */
public sealed interface SynapticResponse permits SynapticDecay, ResponseKernel {}
