package io.github.goldspike.grid;

/** In which step the spike of step g of a neuron arrives over a delay of m steps. Input spikes arrive when they are due, whatever this says. */
public enum Transmission implements Named {
    /** Populations in turn do whole steps: g + m if the sender's population stands before the target's, else g + m + 1. */
    LAYERED,
    /** g + m + 1. */
    NEXT_STEP,
    /** g + max(m, 1). */
    AT_LEAST_ONE,
    /** g + m; all neurons fire before any receives. */
    SAME_STEP
}
