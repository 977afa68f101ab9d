package io.github.goldspike.ball;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decimal digits and binary64 values that a ball certifies; ball-B10. */
final class Decimal {

    /** Numbers outside 2^±this are not printed: their exact conversion takes long, and their digits are of no use. */
    private static final int MAX_EXPONENT = 1 << 22;

    /** Powers of five up to this are cheaper than a division. */
    private static final int SHORT_EXPONENT = 4096;

    /** Up to this a division by the power of two is exact and cheap enough; beyond it, it would take seconds. */
    private static final int LONG_EXPONENT = 1 << 16;

    private static final int SIGNIFICAND_BITS = 53;

    /** Of a zero. The checker reads 130,000 places and proves exponentials that underflow to 157,000 (certificate-K2). */
    private static final long MOST_PLACES = 100_000;

    private Decimal() {}

    static Optional<String> certified(Ball ball, int digits) {
        if (digits < 1) {
            throw new IllegalArgumentException(digits + " digits");
        }
        if (ball.isZero()) {
            return Optional.of("0");
        }
        if (ball.mid().signum() == 0 || Math.abs(ball.exponent()) > MAX_EXPONENT) {
            return Optional.empty();
        }
        BigDecimal printed = padded(nearest(ball.mid(), ball.exponent(), digits, RoundingMode.HALF_EVEN), digits);
        BigDecimal radius = nearest(BigInteger.valueOf(ball.rad()), ball.exponent(), 10, RoundingMode.UP);
        // Half a unit for the rounding of the midpoint and a quarter for the radius.
        return radius.multiply(BigDecimal.valueOf(4)).compareTo(printed.ulp()) < 0
                ? Optional.of(plain(printed))
                : Optional.empty();
    }

    /** Zero with a last place: log₁₀ 2 &gt; 0.301, so 2^μ &lt; 10^−n for n = ⌊−0.301·μ⌋ if μ is negative; or fewer, which readers can hold. */
    static String zeroPlaces(Ball aroundZero) {
        long places = (long) Math.floor(-0.301 * aroundZero.magnitude());
        if (places <= 0) {
            throw new ArithmeticException(aroundZero + " certifies no digit");
        }
        return "0e-" + Math.min(places, MOST_PLACES);
    }

    static int certifiedDigits(Ball ball, int most) {
        int low = 0;
        int high = most;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (certified(ball, middle).isPresent()) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    static OptionalDouble binary64(Ball ball) {
        double low = nearestBinary64(ball.lower());
        double high = nearestBinary64(ball.upper());
        if (low != high) {
            return OptionalDouble.empty();
        }
        // −0 and 0 are the same number, and their sum is 0.
        return OptionalDouble.of(low == 0 ? low + high : low);
    }

    /** The binary64 nearest to a single number, ties to even. */
    private static double nearestBinary64(Ball number) {
        BigInteger magnitude = number.mid().abs();
        double sign = number.mid().signum() < 0 ? -1 : 1;
        long top = number.exponent() + magnitude.bitLength();
        if (magnitude.signum() == 0 || top < Double.MIN_EXPONENT - SIGNIFICAND_BITS + 1) {
            return sign * 0.0;
        }
        if (top > Double.MAX_EXPONENT + 1) {
            return sign * Double.POSITIVE_INFINITY;
        }
        int unit = (int) Math.max(top, Double.MIN_EXPONENT + 1) - SIGNIFICAND_BITS;
        return sign * Math.scalb((double) halfEven(magnitude, (int) (unit - number.exponent())), unit);
    }

    /** The integer nearest to {@code m}/2ᵈʳᵒᵖ, ties to even. */
    private static long halfEven(BigInteger m, int drop) {
        if (drop <= 0) {
            return m.shiftLeft(-drop).longValueExact();
        }
        long floor = m.shiftRight(drop).longValueExact();
        boolean half = m.testBit(drop - 1);
        boolean tie = half && m.getLowestSetBit() == drop - 1;
        return half && (!tie || (floor & 1) == 1) ? floor + 1 : floor;
    }

    /** {@code m}·2ᵉ, rounded once; with fewer digits only if it is exact. */
    private static BigDecimal nearest(BigInteger m, long e, int digits, RoundingMode mode) {
        MathContext context = new MathContext(digits, mode);
        int power = (int) Math.abs(e);
        if (e >= 0) {
            return new BigDecimal(m.shiftLeft(power)).round(context);
        }
        if (power > LONG_EXPONENT && m.signum() != 0) {
            Optional<BigDecimal> enclosed = nearestOfSmall(m, power, context);
            if (enclosed.isPresent()) {
                return enclosed.get();
            }
        }
        // m/2^k = m·5^k/10^k
        return power <= SHORT_EXPONENT
                ? new BigDecimal(m.multiply(BigInteger.valueOf(5).pow(power)), power).round(context)
                : new BigDecimal(m).divide(new BigDecimal(BigInteger.ONE.shiftLeft(power)), context);
    }

    /**
     * m·2^−k by an enclosure of m·2^−k·10^n, a number of about as many digits as are wanted and a few more; empty if both its ends
     * are not rounded to the same.
     */
    private static Optional<BigDecimal> nearestOfSmall(BigInteger m, int k, MathContext context) {
        int n = context.getPrecision() + 3 + (int) (0.30103 * (k - m.bitLength()));
        // Relative errors double with each of at most 22 squarings.
        int bits = 4 * context.getPrecision() + m.bitLength() + 64;
        Ball power = Ball.ONE.withPrecision(bits);
        for (int bit = Integer.SIZE - Integer.numberOfLeadingZeros(n) - 1; bit >= 0; bit--) {
            power = power.times(power);
            power = ((n >>> bit) & 1) == 1 ? power.times(Ball.exactly(5)) : power;
        }
        Ball scaled = Ball.rounded(m, 0, 0, bits).times(power).shift((long) n - k);
        BigDecimal low = exact(scaled.lower()).movePointLeft(n).round(context);
        BigDecimal high = exact(scaled.upper()).movePointLeft(n).round(context);
        return low.compareTo(high) == 0 ? Optional.of(low) : Optional.empty();
    }

    private static BigDecimal exact(Ball number) {
        int places = (int) Math.max(0, -number.exponent());
        BigInteger mid = number.mid().shiftLeft((int) Math.max(0, number.exponent()));
        return new BigDecimal(mid.multiply(BigInteger.valueOf(5).pow(places)), places);
    }

    /** With zeros up to so many digits: the last of them, not the last nonzero one, has the unit that is certified. */
    private static BigDecimal padded(BigDecimal value, int digits) {
        return value.precision() < digits ? value.setScale(value.scale() + digits - value.precision()) : value;
    }

    private static String plain(BigDecimal value) {
        int leadingZeros = value.scale() - value.precision();
        return leadingZeros <= 40 && value.scale() >= 0 ? value.toPlainString() : value.toString();
    }
}
