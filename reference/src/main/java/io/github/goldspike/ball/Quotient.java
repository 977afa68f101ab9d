package io.github.goldspike.ball;

import java.math.BigInteger;

/** Quotients of balls and of integers, in no more bits than the radii leave meaningful; ball-B4. */
final class Quotient {

    /** Radii of more bits are shortened before {@link Ball#rounded} takes them. */
    private static final int LONG_BITS = 60;

    private Quotient() {}

    /** p/q for q &gt; 0. */
    static Ball of(BigInteger p, BigInteger q, int bits) {
        int shift = bits + 1 + q.bitLength() - p.bitLength();
        BigInteger quotient = shift >= 0 ? floor(p.shiftLeft(shift), q) : floor(p, q.shiftLeft(-shift));
        return Ball.rounded(quotient, 1, -(long) shift, bits);
    }

    static Ball of(Ball a, Ball b, int bits) {
        if (bits == Ball.UNLIMITED) {
            throw new IllegalArgumentException("a quotient needs a precision: " + a + " by " + b);
        }
        BigInteger aRad = BigInteger.valueOf(a.rad());
        BigInteger bRad = BigInteger.valueOf(b.rad());
        BigInteger least = b.mid().abs().subtract(bRad);
        if (least.signum() <= 0) {
            throw new NotSeparatedException("division by an enclosure that reaches zero, that", b);
        }
        if (a.isZero()) {
            return a.withPrecision(bits);
        }
        int kept = Math.min(bits, 1 + Radius.BITS + Math.min(meaningfulBits(a), meaningfulBits(b)));
        int shift = kept + 1 + b.mid().bitLength() - Math.max(a.mid().bitLength(), aRad.bitLength());
        BigInteger quotient = floor(a.mid().shiftLeft(shift), b.mid());
        // Bits of the dividend that a negative shift drops move the quotient by less than 1/|m₂| ≤ 1.
        BigInteger radius = shift >= 0 ? BigInteger.ONE : BigInteger.TWO;
        if (!a.isExact() || !b.isExact()) {
            BigInteger spread = quotient.abs().add(radius).multiply(bRad).add(ceilShiftLeft(aRad, shift));
            radius = radius.add(ceil(spread, least));
        }
        int drop = Math.max(0, radius.bitLength() - LONG_BITS);
        long shortened = radius.shiftRight(drop).longValueExact() + (drop > 0 ? 2 : 0);
        return Ball.rounded(quotient.shiftRight(drop), shortened, a.exponent() - b.exponent() - shift + drop, bits);
    }

    /** About how many leading bits of the midpoint the radius leaves meaningful, at least 0. */
    private static int meaningfulBits(Ball x) {
        return x.isExact() ? Ball.UNLIMITED / 2 : Math.max(0, x.mid().bitLength() - Radius.bitLength(x.rad()));
    }

    /** ⌈x·2^shift⌉. */
    private static BigInteger ceilShiftLeft(BigInteger x, int shift) {
        return x.negate().shiftLeft(shift).negate();
    }

    private static BigInteger floor(BigInteger x, BigInteger y) {
        BigInteger[] parts = x.divideAndRemainder(y);
        return parts[1].signum() != 0 && parts[1].signum() != y.signum() ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static BigInteger ceil(BigInteger x, BigInteger y) {
        return floor(x.negate(), y).negate();
    }
}
