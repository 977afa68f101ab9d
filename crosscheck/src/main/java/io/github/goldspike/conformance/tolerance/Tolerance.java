package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.conformance.protocol.Dtype;

/**
 * What is allowed in an arithmetic (verdict-R9).
 *
 * @param dtype the arithmetic
 * @param accuracy greatest absolute error of a crossing that the engine declares; 0 if it declares none (verdict-R15)
 */
public record Tolerance(Dtype dtype, double accuracy) {

    /** Roundings for each unit that the notes count: verdict-R9. */
    private static final double ROUNDINGS = 16;

    /** Of an engine that declares nothing but its arithmetic. */
    public Tolerance(Dtype dtype) {
        this(dtype, 0);
    }

    /** @throws IllegalArgumentException if the accuracy is negative, or no number */
    public Tolerance {
        if (!(accuracy >= 0)) {
            throw new IllegalArgumentException("an accuracy is not negative: " + accuracy);
        }
    }

    public double unit() {
        return dtype.unitRoundoff();
    }

    /** Units of reach that are allowed, times u. */
    public double scale() {
        return ROUNDINGS * unit();
    }

    /** What an absolute error is in units of reach. */
    public double units(double error) {
        return error / scale();
    }

    /** The greatest lawful error where sound arithmetic may be off by {@code reach}·u. */
    public double of(double reach) {
        return scale() * reach + ROUNDINGS * dtype.least();
    }
}
