package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * How one quantity moves with each of n reals: integers m[p] with a common exponent e and a common radius r,
 * |T[p] − m[p]·2^e| ≤ r (conditioning-K2).
 */
public final class Tangent {

    /** Normalized integers m have 2^60 ≤ max |m| &lt; 2^62. */
    private static final int TOP = 62;

    /** Sums are kept below 2^58 units. */
    private static final int SUM_TOP = 58;

    /** Of radii and bounds. */
    private static final int BOUND_BITS = 30;

    private static final int LOW_BITS = 20;

    private final long[] integers;
    private final long exponent;
    private final Ball radius;
    private final boolean zero;

    private Tangent(long[] integers, long exponent, Ball radius) {
        long all = 0;
        for (long m : integers) {
            all |= Math.abs(m);
        }
        int shift = TOP - (Long.SIZE - Long.numberOfLeadingZeros(all));
        for (int p = 0; p < integers.length; p++) {
            integers[p] <<= shift;
        }
        this.integers = integers;
        this.exponent = exponent - shift;
        this.radius = radius;
        this.zero = all == 0;
    }

    /** Σ_p |T[p]|. */
    public Ball sumOfMagnitudes() {
        long high = 0;
        long low = 0;
        for (long m : integers) {
            long magnitude = Math.abs(m);
            high += magnitude >>> LOW_BITS;
            low += magnitude & ((1L << LOW_BITS) - 1);
        }
        BigInteger sum = BigInteger.valueOf(high).shiftLeft(LOW_BITS).add(BigInteger.valueOf(low));
        return Ball.exactly(sum, exponent).withPrecision(TOP).widenedBy(radius.times(Ball.exactly(integers.length)));
    }

    /** An enclosure of T[p]. */
    public Ball at(int p) {
        return Ball.exactly(BigInteger.valueOf(integers[p]), exponent)
                .withPrecision(TOP)
                .widenedBy(radius);
    }

    /** More than every |m[p]|·2^e. */
    private Ball bound() {
        return Ball.ONE.withPrecision(BOUND_BITS).shift(exponent + TOP);
    }

    private static Ball magnitudeBound(Ball x) {
        return Ball.max(x.upper(), x.lower().negate()).withPrecision(BOUND_BITS);
    }

    /**
     * Σ_g c_g T_g + S.
     *
     * @param size n
     * @param tangents T_g by number; those that {@code factors} does not list have a factor of zero
     * @param factors c_g
     * @param rest S by index; what is not listed is zero
     */
    public static Tangent sum(int size, List<Tangent> tangents, Map<Integer, Ball> factors, Map<Integer, Ball> rest) {
        Ball largest = Ball.ZERO.withPrecision(BOUND_BITS);
        for (Map.Entry<Integer, Ball> factor : factors.entrySet()) {
            largest = largest.plus(magnitudeBound(factor.getValue())
                    .times(tangents.get(factor.getKey()).bound()));
        }
        Ball widest = Ball.ZERO.withPrecision(BOUND_BITS);
        Ball highest = Ball.ZERO;
        for (Ball entry : rest.values()) {
            highest = Ball.max(highest, magnitudeBound(entry).upper());
            widest = Ball.max(widest, entry.radius());
        }
        Ball bound = largest.plus(highest);
        long unit = bound.isZero() ? 0 : bound.magnitude() - SUM_TOP;
        Ball one = Ball.ONE.shift(unit).withPrecision(BOUND_BITS);
        long[] sums = new long[size];
        Ball radius = widest.plus(one);
        for (Map.Entry<Integer, Ball> factor : factors.entrySet()) {
            radius = radius.plus(one).plus(add(factor.getValue(), tangents.get(factor.getKey()), unit, sums));
        }
        rest.forEach((p, entry) -> sums[p] += entry.floor(unit));
        return new Tangent(sums, unit, radius.upper().withPrecision(BOUND_BITS));
    }

    /** Adds factor·tangent in units of 2^unit; returns its error without that of the last rounding, which is less than one unit. */
    private static Ball add(Ball factor, Tangent tangent, long unit, long[] sums) {
        Ball error = magnitudeBound(factor).times(tangent.radius);
        if (tangent.zero) {
            return error;
        }
        long scale = unit - tangent.exponent - Long.SIZE;
        long multiplier = factor.floor(scale);
        long[] integers = tangent.integers;
        for (int p = 0; p < sums.length; p++) {
            sums[p] += Math.multiplyHigh(multiplier, integers[p]);
        }
        Ball ofFactor = factor.radius().withPrecision(BOUND_BITS).plus(Ball.ONE.shift(scale));
        return error.plus(ofFactor.times(tangent.bound()));
    }
}
