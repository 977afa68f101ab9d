package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.conformance.protocol.Dtype;

/**
 * What is allowed in an arithmetic (verdict-R9).
 *
 * @param dtype the arithmetic
 */
public record Tolerance(Dtype dtype) {

    /** Roundings for each unit that the notes count: verdict-R9. */
    private static final double ROUNDINGS = 16;

    public double unit() {
        return dtype.unitRoundoff();
    }

    /** Units of reach that are allowed, times u. */
    public double scale() {
        return ROUNDINGS * unit();
    }

    /** The greatest lawful error where sound arithmetic may be off by {@code reach}·u. */
    public double of(double reach) {
        return scale() * reach + ROUNDINGS * dtype.least();
    }
}
