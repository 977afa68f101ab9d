package io.github.goldspike.grid.certified;

import java.math.BigInteger;

/**
 * The reals within {@code rad} units of {@code mid} units; what a unit is, who holds it knows (grids-N8). A radius of 0 is a single number.
 *
 * @param mid midpoint, in units
 * @param rad radius in units, an upper bound; infinite where it is no binary64
 */
record Fixed(BigInteger mid, double rad) {

    static final Fixed ZERO = new Fixed(BigInteger.ZERO, 0);

    /** Covers the rounding of a few binary64 operations. */
    static final double UP = 1 + 0x1p-48;

    boolean isZero() {
        return rad == 0 && mid.signum() == 0;
    }

    boolean isExact() {
        return rad == 0;
    }

    Fixed plus(Fixed other) {
        return new Fixed(mid.add(other.mid), rad == 0 ? other.rad : other.rad == 0 ? rad : (rad + other.rad) * UP);
    }

    Fixed minus(Fixed other) {
        return plus(other.negate());
    }

    Fixed negate() {
        return new Fixed(mid.negate(), rad);
    }

    Fixed abs() {
        return mid.signum() < 0 ? negate() : this;
    }

    /** With a unit 2^{@code bits} times as large. */
    Fixed trimmed(int bits) {
        if (bits == 0 || isZero()) {
            return this;
        }
        boolean drops = mid.signum() != 0 && mid.getLowestSetBit() < bits;
        double radius = rad == 0 ? 0 : Math.scalb(rad, -bits) * UP + Double.MIN_NORMAL;
        return new Fixed(mid.shiftRight(bits), radius + (drops ? 1 : 0));
    }

    /** The sign of all reals of the set, 0 if they have none in common or it is {0}. */
    int sign() {
        if (rad == 0) {
            return mid.signum();
        }
        return exceeds(rad) ? mid.signum() : 0;
    }

    private boolean exceeds(double radius) {
        if (mid.bitLength() > 1000) {
            // |mid| ≥ 2^999; a radius beyond 2^998 is taken for greater.
            return radius < 0x1p998;
        }
        return Math.abs(mid.doubleValue()) > radius * UP;
    }
}
