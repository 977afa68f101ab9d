package io.github.goldspike.ball;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTest {

    private static Ball ball(String decimal, int bits) {
        return Ball.of(Rational.parse(decimal), bits);
    }

    @Test
    void exactlyZeroIsTheSingleDigitZero() {
        assertEquals("0", Ball.ZERO.toDecimal(50));
        assertEquals(50, Ball.ZERO.certifiedDigits(50));
    }

    @Test
    void anEnclosureOfZeroHasNoDigit() {
        Ball around = Ball.ZERO.withPrecision(100).widenedBy(Ball.ONE.shift(-300));
        assertFalse(around.certifies(1));
        assertEquals(0, around.certifiedDigits(10));
        assertThrows(ArithmeticException.class, () -> around.toDecimal(1));
    }

    @Test
    void zerosBehindTheLastNonzeroDigitAreDigitsToo() {
        assertEquals("2.50000", Ball.exactly(5).half().toDecimal(6));
        assertEquals("100", Ball.exactly(100).toDecimal(3));
        assertEquals("100.0", Ball.exactly(100).toDecimal(4));
    }

    @Test
    void ninesRoundUpToTheNextPowerOfTen() {
        assertEquals("1000", ball("999.96", 100).toDecimal(4));
        assertEquals("999.96", ball("999.96", 100).toDecimal(5));
        assertEquals("1.0", ball("0.996", 100).toDecimal(2));
        assertEquals("-10.00", ball("-9.9996", 100).toDecimal(4));
    }

    @Test
    void aNumberJustBelowATieIsNotRoundedToTheTieFirst() {
        assertEquals("1", Ball.exactly(3).half().minus(Ball.ONE.shift(-200)).toDecimal(1));
        assertEquals("3", Ball.exactly(5).half().plus(Ball.ONE.shift(-200)).toDecimal(1));
    }

    @Test
    void exactTiesGoToTheEvenDigit() {
        assertEquals("0.12", Ball.exactly(BigInteger.ONE, -3).toDecimal(2));
        assertEquals("0.38", Ball.exactly(BigInteger.valueOf(3), -3).toDecimal(2));
    }

    @Test
    void trailingZerosOfTheMidpointCertifyNothing() {
        // 2.5 ± 2^-4971: 1496 digits and no more, although the midpoint has two
        Ball ball = Ball.exactly(5).half().withPrecision(6000).widenedBy(Ball.ONE.shift(-4971));
        int digits = ball.certifiedDigits(3000);
        assertTrue(digits <= 1497, () -> digits + " digits of " + ball.radius());
        assertTrue(digits >= 1495, () -> digits + " digits");
    }

    @Test
    void everyRealOfTheSetIsLessThanAUnitFromThePrintedNumber() {
        Random random = new Random(17);
        for (int i = 0; i < 3000; i++) {
            Ball ball = Ball.exactly(new BigInteger(200, random).subtract(BigInteger.ONE.shiftLeft(199)), 0)
                    .shift(random.nextInt(12000) - 6500)
                    .withPrecision(220);
            if (ball.isZero()) {
                continue;
            }
            ball = ball.widenedBy(
                    Ball.exactly(1 + random.nextInt(1000)).shift(ball.magnitude() - 5 - random.nextInt(200)));
            int digits = ball.certifiedDigits(60);
            if (digits == 0) {
                continue;
            }
            BigDecimal printed = new BigDecimal(ball.toDecimal(digits));
            assertEquals(digits, printed.precision());
            Rational unit = Rational.of(printed.ulp());
            Rational value = Rational.of(printed);
            assertTrue(rational(ball.upper()).minus(value).compareTo(unit) < 0);
            assertTrue(value.minus(rational(ball.lower())).compareTo(unit) < 0);
        }
    }

    @Test
    void theDigitsOfASingleNumberAreItsCorrectRounding() {
        Random random = new Random(18);
        for (int i = 0; i < 500; i++) {
            BigInteger m = new BigInteger(1 + random.nextInt(150), random).add(BigInteger.ONE);
            int scale = random.nextInt(200);
            int digits = 1 + random.nextInt(30);
            BigDecimal exact = new BigDecimal(m).divide(new BigDecimal(BigInteger.ONE.shiftLeft(scale)));
            BigDecimal expected = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            assertEquals(
                    0, expected.compareTo(new BigDecimal(Ball.exactly(m, -scale).toDecimal(digits))));
        }
    }

    @Test
    void smallAndLargeNumbersHaveAnExponent() {
        assertEquals("1.00E-50", ball("1e-50", 200).toDecimal(3));
        assertEquals("0.0000100", ball("1e-5", 200).toDecimal(3));
        assertEquals("1.2E+100", ball("1.2e100", 400).toDecimal(2));
    }

    @Test
    void numbersBeyondTheRangeOfDecimalsCertifyNothingInsteadOfRunningForEver() {
        Ball tiny = Ball.ONE.shift(-(1L << 40));
        assertEquals(0, tiny.certifiedDigits(20));
        assertFalse(tiny.toString().isEmpty());
        assertEquals("1.010E-301030", Ball.ONE.shift(-1_000_000).toDecimal(4));
    }

    @Test
    void aNumberOfDigitsIsPositive() {
        assertThrows(IllegalArgumentException.class, () -> Ball.ONE.toDecimal(0));
    }

    @Test
    void everyBinary64IsItself() {
        double[] values = {
            1, -1, 0.1, 1e300, -1e-300, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, 0
        };
        for (double value : values) {
            assertEquals(OptionalDouble.of(value), Ball.exactlyOf(value).toDouble());
        }
    }

    @Test
    void tiesBetweenBinary64GoToTheEvenOne() {
        Ball tie = Ball.ONE.plus(Ball.ONE.shift(-53));
        assertEquals(OptionalDouble.of(1), tie.toDouble());
        assertEquals(
                OptionalDouble.of(1 + Math.ulp(1.0)),
                tie.plus(Ball.ONE.shift(-3000)).toDouble());
        Ball odd = Ball.exactlyOf(1 + Math.ulp(1.0)).plus(Ball.ONE.shift(-53));
        assertEquals(OptionalDouble.of(1 + 2 * Math.ulp(1.0)), odd.toDouble());
        assertEquals(OptionalDouble.of(-1), tie.negate().toDouble());
    }

    /** Each against the quotient of integers; from 2^−65536 on an enclosure is rounded. */
    @Test
    void smallNumbersHaveTheDigitsOfTheExactQuotient() {
        for (int k : new int[] {65_530, 65_536, 65_537, 70_001, 100_000}) {
            for (long m : new long[] {1, -3, 1_000_003, (1L << 61) - 1}) {
                BigDecimal exact = new BigDecimal(BigInteger.valueOf(m))
                        .divide(
                                new BigDecimal(BigInteger.ONE.shiftLeft(k)),
                                new MathContext(50, RoundingMode.HALF_EVEN));
                assertEquals(
                        exact.toString(),
                        Ball.exactly(m).withPrecision(200).shift(-k).toDecimal(50));
            }
        }
    }

    @Test
    void numbersOfAMillionDigitsBehindThePointArePrintedAtOnce() {
        // 2^−4000000 = 10^−1204119.982655…: its digits are those of 10^0.01734…
        String text = Ball.ONE.withPrecision(200).shift(-4_000_000).toDecimal(20);
        assertTrue(text.matches("1\\.0407[0-9]{15}E-1204120"), text);
    }

    @Test
    void subnormalNumbersAreRoundedOnce() {
        Ball least = Ball.ONE.shift(-1074);
        assertEquals(OptionalDouble.of(0), least.half().toDouble());
        assertEquals(OptionalDouble.of(-0.0), least.half().negate().toDouble());
        assertEquals(OptionalDouble.of(-0.0), least.shift(-500).negate().toDouble());
        assertEquals(
                OptionalDouble.of(Double.MIN_VALUE),
                least.half().plus(least.shift(-2000)).toDouble());
        // Just below 3/2 least numbers: rounding to 53 bits first would end at the tie, and then at 2.
        Ball twice = Ball.exactly(3).minus(Ball.ONE.shift(-60)).times(least).half();
        assertEquals(OptionalDouble.of(Double.MIN_VALUE), twice.toDouble());
    }

    @Test
    void numbersBeyondTheLargestBinary64AreInfinite() {
        Ball limit = Ball.exactlyOf(Double.MAX_VALUE)
                .plus(Ball.exactlyOf(Math.ulp(Double.MAX_VALUE)).half());
        assertEquals(OptionalDouble.of(Double.POSITIVE_INFINITY), limit.toDouble());
        assertEquals(OptionalDouble.of(Double.NEGATIVE_INFINITY), limit.negate().toDouble());
        assertEquals(OptionalDouble.of(Double.MAX_VALUE), limit.minus(Ball.ONE).toDouble());
        assertEquals(
                OptionalDouble.of(Double.POSITIVE_INFINITY),
                Ball.ONE.shift(1L << 50).toDouble());
    }

    @Test
    void aSetThatRoundsToTwoBinary64HasNone() {
        Ball tie = Ball.ONE.plus(Ball.ONE.shift(-53)).withPrecision(100);
        assertEquals(OptionalDouble.empty(), tie.widenedBy(Ball.ONE.shift(-90)).toDouble());
        assertEquals(
                OptionalDouble.of(1),
                Ball.ONE.withPrecision(100).widenedBy(Ball.ONE.shift(-60)).toDouble());
        assertEquals(
                OptionalDouble.of(0),
                Ball.ZERO.withPrecision(100).widenedBy(Ball.ONE.shift(-2000)).toDouble());
    }

    private static Rational rational(Ball number) {
        BigInteger power = BigInteger.ONE.shiftLeft((int) Math.abs(number.exponent()));
        return number.exponent() >= 0
                ? new Rational(number.mid().multiply(power), BigInteger.ONE)
                : new Rational(number.mid(), power);
    }
}
