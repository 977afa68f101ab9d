package io.github.goldspike.batch;

/** Input spikes and the output that should spike first. */
public record Sample(Stimulus stimulus, int label) {}
