package io.github.goldspike.ball;

/**
 * Natural logarithm: log(2ᵉ·m) = e·ln 2 + log m with m within [0.7, 1.4], log m by Newton's step on the exponential: with y near log m and z = m·e^−y − 1,
 * log m = y + log(1 + z).
 * Bounds: ball-B9.
 */
final class Logarithm {

    /** Bits that the starting value from a binary64 logarithm is expected to have; wrong expectations only cost time. */
    private static final int START_BITS = 48;

    /** Below this a mantissa of [1/2, 1) is doubled; any value near √½ will do. */
    private static final double LEAST = 0.7;

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
        long e = x.exponent() + x.mid().bitLength();
        if (x.shift(-e).approximate() < LEAST) {
            e--;
        }
        if (e == 0) {
            return nearOne(x, bits);
        }
        // |e·ln 2| is above 0.69 and |log m| below 0.36: little cancels.
        Ball twos = Ball.exactly(e).times(Exponential.ln2(bits + 4));
        return twos.plus(nearOne(x.shift(-e), bits + 4)).withPrecision(bits);
    }

    private static Ball nearOne(Ball x, int bits) {
        if (x.compareMidpoints(Ball.ONE) == 0) {
            return Ball.ZERO.withPrecision(bits);
        }
        // The result is as small as x − 1; bits are counted from its leading one.
        int working = Math.toIntExact(bits + 8L + Math.max(0, -x.minus(Ball.ONE).magnitude()));
        Ball y = Ball.exactlyOf(Math.log(x.approximate()));
        int known = START_BITS;
        while (known * (TERMS + 1L) < working) {
            known = known * (TERMS + 1) - 8;
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
