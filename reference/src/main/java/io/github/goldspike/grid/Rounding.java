package io.github.goldspike.grid;

/** What becomes of a time that is no whole number of steps. */
public enum Rounding implements Named {
    /** It is refused. */
    EXACT,
    /** The greatest whole number not above it. */
    FLOOR,
    /** The nearest whole number; the greater one of two. */
    NEAREST,
    /** The least whole number not below it. */
    CEIL
}
