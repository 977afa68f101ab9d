package io.github.goldspike.simd;

/**
 * e^x and e^x − 1 by +, × and fma alone: the same bits on every machine and JDK, and the same as a lane of
 * {@link Lanes}. Bounds are proved in proofs-notes/exp-double.md.
 *
 * <p>Needs a processor with a fused multiply-add; on others {@link Math#fma} is right, but about a thousand times slower.
 */
public final class Exponential {

    /** exp-double-X1: the polynomials and the scaling by exponent bits are proved for |x| up to this bound. */
    static final double BOUND = 708;

    static final double LOG2_E = 0x1.71547652b82fep0;
    /** Added to a double it leaves the nearest integer in the low bits. */
    static final double SHIFTER = 0x1.8p52;
    /** 42 bits, so that its products with exponents are exact; with {@link #LN2_LOW} ln 2 to 2^−98. */
    static final double LN2_HIGH = 0x1.62e42fefa3800p-1;

    static final double LN2_LOW = 0x1.ef35793c76730p-45;

    /** 1/(k+2)!, the coefficients of Φ(r) = (e^r − 1 − r)/r². */
    static final double C0 = 1.0 / 2;

    static final double C1 = 1.0 / 6;
    static final double C2 = 1.0 / 24;
    static final double C3 = 1.0 / 120;
    static final double C4 = 1.0 / 720;
    static final double C5 = 1.0 / 5040;
    static final double C6 = 1.0 / 40320;
    static final double C7 = 1.0 / 362880;
    static final double C8 = 1.0 / 3628800;
    static final double C9 = 1.0 / 39916800;
    static final double C10 = 1.0 / 479001600;
    static final double C11 = 1.0 / 6227020800.0;

    private static final int FRACTION_BITS = 52;

    private Exponential() {}

    /**
     * e^x with a relative error of at most 1.9 · 2⁻⁵³ for |x| ≤ 708 (exp-double-X3). Beyond, with 4.9 · 2⁻⁵³ where the result is a normal
     * number, else 0 or a subnormal number, or ∞.
     */
    public static double exp(double x) {
        if (!(Math.abs(x) <= BOUND)) {
            return farExp(x);
        }
        double shifted = Math.fma(x, LOG2_E, SHIFTER);
        double power = power(shifted);
        return Math.fma(power, expm1Reduced(reduced(x, shifted - SHIFTER)), power);
    }

    /** e^x − 1 with a relative error of at most 5 · 2⁻⁵³ (exp-double-X4), also for the smallest x. */
    public static double expm1(double x) {
        if (!(Math.abs(x) <= BOUND)) {
            return farExp(x) - 1;
        }
        double shifted = Math.fma(x, LOG2_E, SHIFTER);
        double power = power(shifted);
        return Math.fma(power, expm1Reduced(reduced(x, shifted - SHIFTER)), power - 1);
    }

    /** 2^k, k being in the low bits (exp-double-X1). */
    private static double power(double shifted) {
        return Double.longBitsToDouble(
                Double.doubleToRawLongBits(1.0) + (Double.doubleToRawLongBits(shifted) << FRACTION_BITS));
    }

    /** r = x − k ln 2 (exp-double-X1). */
    private static double reduced(double x, double k) {
        return Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x));
    }

    /** e^r − 1 for |r| ≤ 0.34658 (exp-double-X2). */
    private static double expm1Reduced(double r) {
        double r2 = r * r;
        double r4 = r2 * r2;
        double r8 = r4 * r4;
        double low = Math.fma(Math.fma(C3, r, C2), r2, Math.fma(C1, r, C0));
        double middle = Math.fma(Math.fma(C7, r, C6), r2, Math.fma(C5, r, C4));
        double high = Math.fma(Math.fma(C11, r, C10), r2, Math.fma(C9, r, C8));
        return Math.fma(r2, Math.fma(high, r8, Math.fma(middle, r4, low)), r);
    }

    /** Results at the ends of the range of binary64, where e^x is the square of e^{x/2}; and NaN. */
    private static double farExp(double x) {
        if (x >= 2 * BOUND) {
            return Double.POSITIVE_INFINITY;
        }
        if (x <= -2 * BOUND) {
            return 0;
        }
        double half = Double.isNaN(x) ? x : exp(x / 2);
        return half * half;
    }
}
