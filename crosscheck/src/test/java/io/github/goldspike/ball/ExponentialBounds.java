package io.github.goldspike.ball;

import io.github.goldspike.model.Rational;
import java.math.BigInteger;

/**
 * Rational bounds low ≤ e^x ≤ high: x is halved until |x| ≤ 1/2, Taylor's series is summed in fixed point with its error
 * counted, and the sum is squared as often with both ends rounded outwards.
 */
record ExponentialBounds(Rational low, Rational high) {

    static ExponentialBounds of(Rational x, int bits) {
        int halvings = Math.max(0, x.numerator().bitLength() - x.denominator().bitLength() + 2);
        int w = bits + 2 * halvings + 64;
        // Within one unit of x·2^(w−halvings).
        BigInteger u = x.numerator().shiftLeft(w).divide(x.denominator().shiftLeft(halvings));
        BigInteger term = BigInteger.ONE.shiftLeft(w);
        BigInteger sum = term;
        int n = 0;
        while (term.signum() != 0) {
            term = term.multiply(u).divide(BigInteger.valueOf(++n)).shiftRight(w);
            if (term.equals(BigInteger.ONE.negate())) {
                term = BigInteger.ZERO;
            }
            sum = sum.add(term);
        }
        // Each term carries less than 4 units from u and from rounding; the rest of the series is below 4 units.
        BigInteger error = BigInteger.valueOf(4L * n + 8);
        BigInteger low = sum.subtract(error);
        BigInteger high = sum.add(error);
        for (int k = 0; k < halvings; k++) {
            low = low.multiply(low).shiftRight(w);
            high = high.multiply(high).shiftRight(w).add(BigInteger.ONE);
        }
        return new ExponentialBounds(
                Balls.scaled(new Rational(low, BigInteger.ONE), -w),
                Balls.scaled(new Rational(high, BigInteger.ONE), -w));
    }
}
