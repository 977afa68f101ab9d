package io.github.goldspike.grid;

/** What becomes of V where z = 1. */
public enum Reset implements Named {
    /** V ← reset. */
    TO_VALUE,
    /** V ← V − (ϑ − reset). */
    SUBTRACT,
    /** Nothing. */
    NONE
}
