package io.github.goldspike.grid;

/** The five operations of a step. */
public enum Operation implements Named {
    /** I_k += Σ W of all spikes that arrive in this step. */
    RECEIVE,
    /** I_k ← D(α_k) I_k. */
    DECAY,
    /** V ← leak + D(β)(V − leak) + Σ_k G_k I_k, or V ← reset for a held neuron. */
    MEMBRANE,
    /** z ← whether V passes the threshold. */
    FIRE,
    /** V falls where z = 1. */
    RESET;
}
