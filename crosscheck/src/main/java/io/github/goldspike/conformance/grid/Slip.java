package io.github.goldspike.conformance.grid;

/** What a program may do otherwise in a step that no grid and no other network says. */
enum Slip {
    /** What arrives at a held neuron is lost. */
    HOLD_LOSES_INPUT,
    /** V goes on while a neuron is held, it is only not compared. */
    HOLD_RUNS_ON,
    /** V falls by ϑ, or to 0, whatever the reset. */
    RESET_OF_ZERO,
    /** Of several spikes of an input in one step one counts. */
    MERGED_INPUTS,
    /** The gradient does not pass through spikes to what comes before them. */
    NO_PATH_THROUGH_SPIKES,
    /** The gradient does not go back along V from step to step. */
    NO_PATH_THROUGH_POTENTIALS,
    /** The gradient does not go back along I from step to step. */
    NO_PATH_THROUGH_CURRENTS,
    /** The gradient does not pass over projections back to the same or an earlier population. */
    NO_PATH_BACK,
    /** Integrals are sums that are not multiplied by dt. */
    SUMS_WITHOUT_DT
}
