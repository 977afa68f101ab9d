package io.github.goldspike.ball;

import java.math.BigInteger;

/** Sums of balls: midpoints aligned at the lowest bit that counts; ball-B2. */
final class Sum {

    private Sum() {}

    /** The sum of {@code a} and of {@code b} with another midpoint: its own or the negative of that. */
    static Ball of(Ball a, BigInteger bMid, Ball b, int bits) {
        if (b.isZero()) {
            return a.withPrecision(bits);
        }
        if (a.isZero()) {
            return Ball.rounded(bMid, b.rad(), b.exponent(), bits);
        }
        long low = Math.min(a.exponent(), b.exponent());
        low = Math.max(low, Math.max(a.radiusTop(), b.radiusTop()) - Radius.BITS);
        if (bits != Ball.UNLIMITED) {
            low = Math.max(low, Math.max(a.top(), b.top()) - bits - 2);
        }
        long aShift = a.exponent() - low;
        long bShift = b.exponent() - low;
        return Ball.rounded(
                aligned(a.mid(), aShift).add(aligned(bMid, bShift)),
                alignedRadius(a, aShift) + alignedRadius(b, bShift),
                low,
                bits);
    }

    private static BigInteger aligned(BigInteger mid, long shift) {
        if (shift >= 0) {
            return mid.shiftLeft(Math.toIntExact(shift));
        }
        return shift < -(long) mid.bitLength()
                ? BigInteger.valueOf(mid.signum() < 0 ? -1 : 0)
                : mid.shiftRight((int) -shift);
    }

    private static long alignedRadius(Ball x, long shift) {
        if (shift >= 0) {
            // A radius that is not zero ends below low + 30, so that the shift is short.
            return x.rad() == 0 ? 0 : x.rad() << shift;
        }
        return Radius.ceilShift(x.rad(), -shift) + Radius.ofDropping(x.mid(), -shift);
    }
}
