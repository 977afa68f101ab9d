package io.github.goldspike.ball;

import java.math.BigInteger;

/** Radii and their intermediate values: nonnegative longs, rounded upwards. */
final class Radius {

    /** Radii of balls have so many bits. */
    static final int BITS = 30;

    private Radius() {}

    static int bitLength(long x) {
        return Long.SIZE - Long.numberOfLeadingZeros(x);
    }

    /** ⌈x/2^k⌉ for x ≥ 0 and k ≥ 0. */
    static long ceilShift(long x, long k) {
        if (k == 0 || x == 0) {
            return x;
        }
        return k >= Long.SIZE - 1 ? 1 : ((x - 1) >> k) + 1;
    }

    /** 1 if dropping {@code k} low bits of the midpoint moves it, at most by one unit; else 0. */
    static int ofDropping(BigInteger mid, long k) {
        return k == 0 || mid.signum() == 0 || mid.getLowestSetBit() >= k ? 0 : 1;
    }
}
