package io.github.goldspike.grid;

/** What one step leaves of a quantity that decays at the rate r. */
public enum Decay implements Named {
    /** D(r) = 1 − r·dt. */
    EULER,
    /** D(r) = e^(−r·dt). */
    EXACT
}
