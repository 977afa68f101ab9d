package io.github.goldspike.batch;

/** How far a simulation has to go. */
public enum Until {
    /** Until one neuron of the last layer has spiked: enough to tell which one is first. Neurons of the last layer spike once. */
    FIRST_OUTPUT,
    /** Until every neuron of the last layer has spiked, or the horizon. Neurons of the last layer spike once. */
    ALL_OUTPUTS,
    /** To the horizon, with all spikes of all neurons. */
    HORIZON
}
