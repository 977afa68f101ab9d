package io.github.goldspike.ball;

/**
 * Natural logarithm by Newton's step on the exponential: with y near log x and z = x·e^−y − 1, log x = y + log(1 + z).
 * Bounds: proofs-notes/ball.md, B9.
 */
final class Logarithm {

    /** Bits that the starting value from a binary64 logarithm is expected to have; wrong expectations only cost time. */
    private static final int START_BITS = 44;

    /** Terms of the series of log(1 + z). */
    private static final int TERMS = 5;

    private Logarithm() {}

    static Ball log(Ball x) {
        if (x.bits() == Ball.UNLIMITED) {
            throw new IllegalArgumentException("a logarithm of the exact number " + x + " needs a precision");
        }
        if (!x.isPositive()) {
            throw new NotSeparatedException("logarithm", x);
        }
        Ball centre = logOfNumber(x.midpoint(), x.bits());
        if (x.isExact()) {
            return centre;
        }
        // |log(m ± r) − log m| <= −log(1 − r/m) <= (r/m)/(1 − r/m)
        Ball spread = x.radius().withPrecision(64).dividedBy(x.lower());
        return centre.widenedBy(spread);
    }

    private static Ball logOfNumber(Ball x, int bits) {
        if (x.compareMidpoints(Ball.ONE) == 0) {
            return Ball.ZERO.withPrecision(bits);
        }
        // Near 1 the result is small: bits are counted from its leading one.
        long towardsOne = Math.max(0, -x.minus(Ball.ONE).magnitude());
        int working = bits + 8 + (int) towardsOne;
        long e = x.exponent() + x.mid().bitLength();
        double start = Math.log(x.shift(-e).approximate()) + e * Math.log(2);
        Ball y = Ball.exactlyOf(start);
        int known = START_BITS - Math.max(0, Math.getExponent(start));
        while (known * (TERMS + 1L) < working) {
            known = Math.max(known + 1, known * (TERMS + 1) - 8);
            y = step(x, y, known + 8).midpoint();
        }
        return step(x, y, working).withPrecision(bits);
    }

    /** An enclosure of log x, the narrower the nearer y is to it. */
    private static Ball step(Ball x, Ball y, int bits) {
        Ball z = x.withPrecision(bits)
                .times(y.negate().withPrecision(bits).exp())
                .minus(Ball.ONE);
        return y.withPrecision(bits).plus(log1p(z));
    }

    /** z − z²/2 + … + z⁵/5 for |z| ≤ 1/2, remainder at most |z|⁶/6·2 ≤ |z|⁶/2. */
    private static Ball log1p(Ball z) {
        if (z.magnitude() > -1) {
            throw new ArithmeticException("starting value of a logarithm is off by " + z);
        }
        Ball sum = Ball.ZERO;
        for (int n = TERMS; n >= 1; n--) {
            Ball coefficient = Ball.ONE.withPrecision(z.bits()).dividedBy(Ball.exactly(n));
            sum = coefficient.minus(z.times(sum));
        }
        Ball remainder = Ball.ONE.shift(Math.multiplyExact(TERMS + 1, z.magnitude()) - 1);
        return z.times(sum).widenedBy(remainder);
    }
}
