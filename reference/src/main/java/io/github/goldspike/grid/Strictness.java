package io.github.goldspike.grid;

/** Whether V = ϑ is a spike. */
public enum Strictness implements Named {
    /** z = 1 if V > ϑ. */
    GT,
    /** z = 1 if V ≥ ϑ. */
    GE
}
