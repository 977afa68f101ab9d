package io.github.goldspike.ball;

import java.math.BigInteger;

/** Products of balls: radius |m₁|r₂ + |m₂|r₁ + r₁r₂, bounded from the leading bits; ball-B3. */
final class Product {

    /** Leading bits of a midpoint that its product with a radius is bounded from; with the radius they fill a long. */
    private static final int LEADING = 31;

    private Product() {}

    static Ball of(Ball a, Ball b, int bits) {
        BigInteger product = a.mid().multiply(b.mid());
        long exponent = a.exponent() + b.exponent();
        return a.isExact() && b.isExact()
                ? Ball.rounded(product, 0, exponent, bits)
                : inexact(a, b, product, exponent, bits);
    }

    private static Ball inexact(Ball a, Ball b, BigInteger product, long exponent, int bits) {
        int aBits = a.mid().bitLength();
        int bBits = b.mid().bitLength();
        int aRadBits = Radius.bitLength(a.rad());
        int bRadBits = Radius.bitLength(b.rad());
        // Each of the three terms of the radius then has at most 28 bits.
        int drop = Math.max(0, product.bitLength() - bits);
        if (b.rad() != 0) {
            drop = Math.max(drop, Math.max(aBits, aRadBits) + bRadBits + 2 - Radius.BITS);
        }
        if (a.rad() != 0) {
            drop = Math.max(drop, bBits + aRadBits + 2 - Radius.BITS);
        }
        long radius = scaled(a.mid(), aBits, b.rad(), drop)
                + scaled(b.mid(), bBits, a.rad(), drop)
                + Radius.ceilShift(a.rad() * b.rad(), drop)
                + Radius.ofDropping(product, drop);
        return Ball.rounded(drop == 0 ? product : product.shiftRight(drop), radius, exponent + drop, bits);
    }

    /** An upper bound of |m|·r/2^drop, where drop ≥ mBits − 28 + bits of r unless r is zero. */
    private static long scaled(BigInteger m, int mBits, long r, int drop) {
        if (r == 0 || m.signum() == 0) {
            return 0;
        }
        int low = mBits - LEADING;
        return low <= 0
                ? Radius.ceilShift(Math.abs(m.longValue()) * r, drop)
                : Radius.ceilShift((Math.abs(m.shiftRight(low).longValue()) + 1) * r, drop - low);
    }
}
