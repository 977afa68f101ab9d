package io.github.goldspike.grid;

/** Whether the factor z of the reset is a constant in differentiation. */
public enum Detach implements Named {
    /** Yes. */
    TRUE,
    /** No. */
    FALSE,
    /** Only where the population has a projection to itself. */
    RECURRENT
}
