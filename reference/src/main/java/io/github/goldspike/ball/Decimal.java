package io.github.goldspike.ball;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decimal digits and binary64 values that a ball certifies; proofs-notes/ball.md, B10. */
final class Decimal {

    private Decimal() {}

    static Optional<String> certified(Ball ball, int digits) {
        if (ball.isZero()) {
            return Optional.of("0");
        }
        if (ball.mid().signum() == 0) {
            return Optional.empty();
        }
        BigDecimal printed =
                exact(ball.mid(), ball.exponent(), digits + 25).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        BigDecimal unit = printed.ulp();
        // |x − printed| <= radius + |mid − printed| must stay below one unit; mid is cut to 25 guard digits.
        BigDecimal radius = exact(BigInteger.valueOf(ball.rad()), ball.exponent(), 25);
        return radius.multiply(BigDecimal.valueOf(4)).compareTo(unit) < 0
                ? Optional.of(plain(padded(printed, digits)))
                : Optional.empty();
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
        double low = nearest(ball.lower());
        double high = nearest(ball.upper());
        return low == high ? OptionalDouble.of(low) : OptionalDouble.empty();
    }

    /** The binary64 nearest to a single number, ties to even. */
    private static double nearest(Ball number) {
        BigInteger mid = number.mid();
        if (mid.signum() == 0 || number.magnitude() < -1100) {
            return 0.0;
        }
        if (number.magnitude() > 1100) {
            return mid.signum() * Double.POSITIVE_INFINITY;
        }
        // A sticky bit far below the last place keeps ties apart without a long expansion.
        int drop = Math.max(0, mid.bitLength() - 1200);
        if (drop > 0 && mid.getLowestSetBit() < drop) {
            mid = mid.shiftRight(drop).setBit(0);
        } else {
            mid = mid.shiftRight(drop);
        }
        return exact(mid, number.exponent() + drop, Integer.MAX_VALUE).doubleValue();
    }

    /** m·2^e rounded down in magnitude to so many decimal digits; exact if it has no more. */
    private static BigDecimal exact(BigInteger m, long e, int digits) {
        MathContext context =
                digits == Integer.MAX_VALUE ? MathContext.UNLIMITED : new MathContext(digits, RoundingMode.HALF_EVEN);
        int power = Math.toIntExact(Math.abs(e));
        if (e >= 0) {
            return new BigDecimal(m.shiftLeft(power)).round(context);
        }
        // m/2^k = m·5^k/10^k
        if (digits == Integer.MAX_VALUE || power <= 4096) {
            return new BigDecimal(m.multiply(BigInteger.valueOf(5).pow(power)), power).round(context);
        }
        return new BigDecimal(m).divide(new BigDecimal(BigInteger.ONE.shiftLeft(power)), context);
    }

    /** A quotient or a short number may come with fewer digits than certified: zeros are digits too. */
    private static BigDecimal padded(BigDecimal value, int digits) {
        return value.precision() < digits ? value.setScale(value.scale() + digits - value.precision()) : value;
    }

    private static String plain(BigDecimal value) {
        int leadingZeros = value.scale() - value.precision();
        return leadingZeros <= 40 && value.scale() >= 0 ? value.toPlainString() : value.toString();
    }
}
