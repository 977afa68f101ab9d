package io.github.goldspike.cli;

import io.github.goldspike.ball.Ball;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Prints an enclosure with as many significant digits as asked for; all of them are certified. */
final class BallText {

    /** Less than log₁₀ 2. */
    private static final double DECIMALS_PER_BIT = 0.30102;

    private BallText() {}

    static String of(Ball value, int digits) {
        return value.certifies(digits) ? value.toDecimal(digits) : zero(value);
    }

    /** Zero to so many places that the true value is less than one unit of the last away: |x| ≤ 2^magnitude &lt; 10^−places. */
    private static String zero(Ball value) {
        int places = (int) Math.floor(-value.magnitude() * DECIMALS_PER_BIT);
        if (places <= 0) {
            throw new IllegalArgumentException(value + " is neither certified nor nearly zero");
        }
        return new BigDecimal(BigInteger.ZERO, places).toString();
    }
}
