package io.github.goldspike.grid.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.math.BigInteger;

/** Arithmetic with factors whose unit is 2^−fraction (grids-N8). */
final class FixedPoint {

    private final int fraction;
    private final Fixed one;

    FixedPoint(int fraction) {
        this.fraction = fraction;
        this.one = new Fixed(BigInteger.ONE.shiftLeft(fraction), 0);
    }

    /** Bits behind the point. */
    int fraction() {
        return fraction;
    }

    Fixed one() {
        return one;
    }

    Fixed of(Rational rational) {
        BigInteger[] parts = rational.numerator().shiftLeft(fraction).divideAndRemainder(rational.denominator());
        return new Fixed(parts[0], parts[1].signum() == 0 ? 0 : 1);
    }

    Fixed of(Ball ball) {
        BigInteger mid = ball.floorTimesTwoTo(fraction);
        boolean whole = Ball.exactly(mid, -fraction).compareMidpoints(ball.midpoint()) == 0;
        double rad = ball.isExact() ? 0 : unitsUpTo(ball.radius());
        return new Fixed(mid, (rad + (whole ? 0 : 1)) * Fixed.UP);
    }

    private double unitsUpTo(Ball radius) {
        return Math.scalb(1.0, (int) Math.max(-1000, Math.min(2000, radius.magnitude() + fraction)));
    }

    Ball toBall(Fixed x, int bits) {
        return toBall(x, fraction, bits);
    }

    /**
     * The set as a ball.
     *
     * @param fractionOfX the unit of x is 2^−fractionOfX
     */
    static Ball toBall(Fixed x, int fractionOfX, int bits) {
        Ball mid = Ball.exactly(x.mid(), -fractionOfX).withPrecision(bits);
        return x.isExact() ? mid : mid.widenedBy(Ball.exactlyOf(x.rad()).shift(-fractionOfX));
    }

    /** All products x·c, in the unit of x, c in the unit of this. */
    Fixed times(Fixed x, Fixed c) {
        if (x.isZero() || c.isZero()) {
            return Fixed.ZERO;
        }
        if (c == one) {
            return x;
        }
        BigInteger product = x.mid().multiply(c.mid());
        boolean drops = product.signum() != 0 && product.getLowestSetBit() < fraction;
        return new Fixed(product.shiftRight(fraction), radius(x, c) + (drops ? 1 : 0));
    }

    /** |x|·rad c + |c|·rad x + rad x·rad c in units of x, without the rounding of the product. */
    private double radius(Fixed x, Fixed c) {
        if (x.rad() == 0 && c.rad() == 0) {
            return 0;
        }
        double sum = (upperBound(x) + x.rad() * Math.scalb(1.0, -fraction)) * c.rad() + upperBound(c) * x.rad();
        // 0·∞, where one radius is beyond binary64.
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum * Fixed.UP + Double.MIN_NORMAL;
    }

    /** At least |mid|·2^−fraction, and not 0 unless mid is. */
    double upperBound(Fixed x) {
        int bits = x.mid().bitLength();
        // bitLength of −2^k is k.
        return x.mid().signum() == 0
                ? 0
                : Math.scalb(1.0, Math.max(-1000, bits + (x.mid().signum() < 0 ? 1 : 0) - fraction));
    }

    /** All quotients 1/x for x ≥ 1 in the unit of this. */
    Fixed reciprocal(Fixed x) {
        BigInteger quotient = BigInteger.ONE.shiftLeft(2 * fraction).divide(x.mid());
        return new Fixed(quotient, x.rad() * Fixed.UP + 1);
    }
}
