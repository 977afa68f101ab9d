package io.github.goldspike.ball;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

class BallTest {

    private static final Ball TINY = Ball.ONE.shift(-(1L << 40));

    private final Random random = new Random(1);

    @Test
    void sumsAndProductsOfDyadicNumbersAreExact() {
        Ball a = Ball.exactly(new BigInteger("123456789012345678901234567890"), -300);
        Ball b = Ball.exactly(-7).shift(500);
        for (Ball result : new Ball[] {a.plus(b), a.minus(b), a.times(b)}) {
            assertTrue(result.isExact());
            assertEquals(Ball.UNLIMITED, result.bits());
        }
        assertContains(a.plus(b), exact(a).plus(exact(b)));
        assertContains(a.minus(b), exact(a).minus(exact(b)));
        assertContains(a.times(b), exact(a).times(exact(b)));
    }

    @Test
    void aBinary64KeepsItsValue() {
        for (double value : new double[] {0, 1, -0.1, Double.MIN_VALUE, Double.MAX_VALUE}) {
            assertTrue(Ball.exactlyOf(value).isExact());
            assertContains(Ball.exactlyOf(value), Rational.of(value));
        }
    }

    @Test
    void aRationalIsEnclosedWithinItsPrecision() {
        for (int i = 0; i < 20_000; i++) {
            Rational rational = new Rational(integer(200), integer(200).abs().add(BigInteger.ONE));
            int bits = 2 + random.nextInt(300);
            Ball ball = Ball.of(rational, bits);
            assertContains(ball, rational);
            assertEquals(bits, ball.bits());
            if (rational.signum() != 0) {
                Ball limit = ball.midpoint().abs().shift(2L - bits);
                assertTrue(ball.radius().compareMidpoints(limit) <= 0, () -> rational + " in " + bits + " bits");
            }
        }
    }

    @Test
    void onlyDyadicRationalsHaveUnlimitedPrecision() {
        assertTrue(Ball.of(Rational.parse("-7/1024"), Ball.UNLIMITED).isExact());
        assertThrows(IllegalArgumentException.class, () -> Ball.of(Rational.parse("1/3"), Ball.UNLIMITED));
    }

    @Test
    void precisionIsAtLeastTwoBits() {
        assertThrows(IllegalArgumentException.class, () -> Ball.ONE.withPrecision(1));
        assertThrows(IllegalArgumentException.class, () -> Ball.of(Rational.parse("1/3"), -5));
    }

    @Test
    void sumsContainTheSumOfTheirPoints() {
        containsPointwise(Ball::plus, Rational::plus);
    }

    @Test
    void differencesContainTheDifferenceOfTheirPoints() {
        containsPointwise(Ball::minus, Rational::minus);
    }

    @Test
    void productsContainTheProductOfTheirPoints() {
        containsPointwise(Ball::times, Rational::times);
    }

    @Test
    void quotientsContainTheQuotientOfTheirPoints() {
        for (int i = 0; i < 60_000; i++) {
            Ball a = anyBall();
            Ball b = anyBall();
            if (b.isPositive() || b.isNegative()) {
                if (a.bits() == Ball.UNLIMITED && b.bits() == Ball.UNLIMITED) {
                    a = a.withPrecision(90);
                }
                Ball quotient = a.dividedBy(b);
                for (Ball x : ends(a)) {
                    for (Ball y : ends(b)) {
                        assertContains(quotient, exact(x).dividedBy(exact(y)));
                    }
                }
            }
        }
    }

    @Test
    void roundingKeepsEveryPointAndAtMostTheBitsAskedFor() {
        for (int i = 0; i < 60_000; i++) {
            Ball ball = anyBall();
            int bits = 2 + random.nextInt(80);
            Ball rounded = ball.withPrecision(bits);
            assertTrue(rounded.contains(ball));
            assertTrue(rounded.mid().bitLength() <= bits);
            assertTrue(rounded.rad() < 1L << Radius.BITS);
        }
    }

    @Test
    void productsOfWideBallsAreNotMuchWiderThanNeeded() {
        for (int i = 0; i < 20_000; i++) {
            Ball a = anyBall();
            Ball b = anyBall();
            Ball product = a.times(b);
            if (product.bits() == Ball.UNLIMITED || product.midpoint().isZero()) {
                continue;
            }
            Ball needed = a.midpoint()
                    .abs()
                    .times(b.radius())
                    .plus(b.midpoint().abs().times(a.radius()))
                    .plus(a.radius().times(b.radius()));
            Ball rounding = product.midpoint().abs().shift(3L - product.bits());
            Ball allowed = needed.plus(needed.shift(-20)).plus(rounding);
            assertTrue(product.radius().compareMidpoints(allowed) <= 0, () -> a + " times " + b + " is " + product);
        }
    }

    @Test
    void aProductWithMidpointMinusOneKeepsItsRadius() {
        // BigInteger counts no bits in −1, and k bits in −2^k.
        for (int k = 0; k < 40; k++) {
            Ball negative = Ball.exactly(-1).shift(k).withPrecision(60).widenedBy(Ball.ONE.shift(k - 20));
            Ball product = negative.times(negative);
            assertTrue(product.contains(negative.lower().times(negative.lower())));
            assertTrue(product.contains(negative.upper().times(negative.upper())));
            Ball mixed = negative.times(Ball.exactly(1L << 40).widenedBy(Ball.ONE.shift(30)));
            assertTrue(mixed.contains(negative.lower().times(Ball.exactly((1L << 40) + (1L << 30)))));
        }
    }

    @Test
    void theLargestRadiiMultiplyWithoutOverflow() {
        long most = (1L << Radius.BITS) - 1;
        for (long mid : new long[] {0, 1, -1, 1L << 31, -(1L << 31), -(1L << 32), (1L << 31) - 1}) {
            Ball ball = Ball.rounded(BigInteger.valueOf(mid), most, 0, 100);
            Ball square = ball.times(ball);
            for (Ball x : ends(ball)) {
                for (Ball y : ends(ball)) {
                    assertTrue(square.contains(x.times(y)));
                }
            }
        }
    }

    @Test
    void divisionByABallThatReachesZeroIsRefused() {
        Ball one = Ball.ONE.withPrecision(100);
        Ball around = Ball.exactly(1).widenedBy(Ball.ONE);
        assertThrows(NotSeparatedException.class, () -> one.dividedBy(around));
        assertThrows(NotSeparatedException.class, () -> one.dividedBy(around.negate()));
        assertThrows(NotSeparatedException.class, () -> one.dividedBy(Ball.ZERO));
        assertThrows(IllegalArgumentException.class, () -> Ball.ONE.dividedBy(Ball.exactly(3)));
    }

    @Test
    void comparisonHasThreeOutcomes() {
        Ball a = Ball.ONE.withPrecision(60).widenedBy(Ball.ONE.shift(-20));
        Ball above = Ball.ONE.plus(Ball.ONE.shift(-19)).withPrecision(60);
        assertEquals(Comparison.LESS, a.compare(above));
        assertEquals(Comparison.GREATER, above.compare(a));
        assertEquals(Comparison.UNDECIDED, a.compare(Ball.ONE));
        assertEquals(Comparison.UNDECIDED, a.compare(a.upper()));
        assertEquals(Comparison.UNDECIDED, Ball.ONE.compare(Ball.ONE));
        assertTrue(a.isLessThan(above) && above.isGreaterThan(a));
        assertFalse(a.isLessThan(Ball.ONE) || a.isGreaterThan(Ball.ONE));
    }

    @Test
    void comparisonIsDecidedWheneverTheSetsAreApart() {
        for (int i = 0; i < 60_000; i++) {
            Ball a = anyBall();
            Ball b = random.nextBoolean()
                    ? anyBall()
                    : a.shift(random.nextInt(2)).plus(anyBall().shift(-40));
            int order = exact(a.upper()).compareTo(exact(b.lower())) < 0
                    ? -1
                    : exact(a.lower()).compareTo(exact(b.upper())) > 0 ? 1 : 0;
            assertEquals(
                    order < 0 ? Comparison.LESS : order > 0 ? Comparison.GREATER : Comparison.UNDECIDED, a.compare(b));
            assertEquals(order == 0, a.overlaps(b));
            assertEquals(
                    Integer.signum(exact(a.midpoint()).compareTo(exact(b.midpoint()))),
                    Integer.signum(a.compareMidpoints(b)));
            boolean inside = exact(a.lower()).compareTo(exact(b.lower())) <= 0
                    && exact(b.upper()).compareTo(exact(a.upper())) <= 0;
            assertEquals(inside, a.contains(b));
        }
    }

    @Test
    void signsOfEnclosures() {
        Ball positive = Ball.exactly(5).widenedBy(Ball.exactly(4));
        assertTrue(positive.isPositive() && positive.negate().isNegative());
        Ball touching = Ball.exactly(5).widenedBy(Ball.exactly(5));
        assertFalse(touching.isPositive() || touching.isNegative() || touching.isZero());
        assertFalse(touching.negate().isPositive() || touching.negate().isNegative());
        assertTrue(Ball.ZERO.isZero() && !Ball.ZERO.isPositive() && !Ball.ZERO.isNegative());
        assertTrue(Ball.exactly(Long.MIN_VALUE).isNegative());
    }

    @Test
    void magnitudeIsAnExponentAboveTheWholeSet() {
        for (int i = 0; i < 20_000; i++) {
            Ball ball = anyBall();
            Ball greatest = Ball.max(ball.upper(), ball.lower().negate());
            if (!greatest.isZero()) {
                assertTrue(greatest.compareMidpoints(Ball.ONE.shift(ball.magnitude())) <= 0);
                assertTrue(greatest.compareMidpoints(Ball.ONE.shift(ball.magnitude() - 3)) > 0);
            }
        }
    }

    @Test
    void aHullReachesFromTheLeastToTheGreatestAndNotMuchFarther() {
        for (int i = 0; i < 20_000; i++) {
            Ball a = anyBall();
            Ball b = anyBall();
            Ball hull = Ball.hull(a, b);
            assertTrue(hull.contains(a) && hull.contains(b));
            Ball least = Ball.min(a.lower(), b.lower());
            Ball greatest = Ball.max(a.upper(), b.upper());
            Ball slack = greatest.minus(least).shift(-20);
            if (hull.bits() == Ball.UNLIMITED) {
                assertTrue(hull.upper().compareMidpoints(greatest.plus(slack)) <= 0);
                assertTrue(hull.lower().compareMidpoints(least.minus(slack)) >= 0);
            }
        }
    }

    @Test
    void theHullOfTwoExactNumbersIsUnlimitedAndHasARadius() {
        Ball hull = Ball.hull(Ball.ONE, Ball.exactly(4));
        assertEquals(Ball.UNLIMITED, hull.bits());
        assertFalse(hull.isExact());
        assertTrue(hull.contains(Ball.ONE) && hull.contains(Ball.exactly(4)));
    }

    @Test
    void numbersOfVeryDifferentSizeAreComparedAtOnce() {
        Ball one = Ball.ONE.withPrecision(100);
        assertTrue(TINY.isLessThan(Ball.ONE) && TINY.negate().isGreaterThan(Ball.ONE.negate()));
        assertEquals(TINY, Ball.min(TINY, Ball.ONE));
        Ball hull = Ball.hull(TINY.withPrecision(100), one);
        assertTrue(hull.contains(TINY) && hull.contains(one));
        assertTrue(Ball.hull(one, Ball.exactly(2)).overlaps(Ball.hull(TINY.withPrecision(100), Ball.exactly(1))));
        assertFalse(one.overlaps(TINY));
    }

    @Test
    void exponentsBeyondTheRangeAreRefusedAndDoNotWrapAround() {
        Ball ball = Ball.exactly(3).shift(1L << 59);
        assertThrows(ArithmeticException.class, () -> ball.times(ball));
        assertThrows(ArithmeticException.class, () -> ball.shift(Long.MAX_VALUE));
        assertThrows(ArithmeticException.class, () -> Ball.ONE.shift(Long.MIN_VALUE));
    }

    @Test
    void wideningTakesTheGreatestDistance() {
        Ball distance = Ball.exactly(-3).widenedBy(Ball.ONE);
        Ball widened = Ball.exactly(10).withPrecision(50).widenedBy(distance);
        assertTrue(widened.contains(Ball.exactly(6)) && widened.contains(Ball.exactly(14)));
        assertEquals(0, widened.midpoint().compareMidpoints(Ball.exactly(10)));
        Ball many = Ball.ONE.withPrecision(50).widenedBy(Ball.exactly((1L << 62) - 1));
        assertTrue(many.contains(Ball.exactly(1L << 62)));
    }

    private void containsPointwise(BinaryOperator<Ball> operation, BinaryOperator<Rational> pointwise) {
        for (int i = 0; i < 60_000; i++) {
            Ball a = anyBall();
            Ball b = anyBall();
            Ball result = operation.apply(a, b);
            for (Ball x : ends(a)) {
                for (Ball y : ends(b)) {
                    assertContains(result, pointwise.apply(exact(x), exact(y)));
                }
            }
        }
    }

    /** Midpoints from a few bits to two hundred, many of them ±2^k or next to it; radii from zero to the largest. */
    private Ball anyBall() {
        BigInteger mid = switch (random.nextInt(4)) {
            case 0 -> integer(1 + random.nextInt(200));
            case 1 -> BigInteger.ONE.shiftLeft(random.nextInt(80)).negate();
            case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(80)).add(BigInteger.valueOf(random.nextInt(3) - 1L));
            default -> integer(1 + random.nextInt(5));
        };
        long rad = random.nextInt(3) == 0
                ? 0
                : random.nextBoolean()
                        ? (1L << Radius.BITS) - 1 - random.nextInt(2)
                        : random.nextLong() & ((1L << random.nextInt(Radius.BITS + 1)) - 1);
        int bits = random.nextInt(5) == 0 ? Ball.UNLIMITED : 2 + random.nextInt(150);
        return Ball.rounded(mid, rad, random.nextInt(200) - 100, bits);
    }

    private BigInteger integer(int bits) {
        BigInteger magnitude = new BigInteger(bits, random);
        return random.nextBoolean() ? magnitude : magnitude.negate();
    }

    private static Ball[] ends(Ball ball) {
        return new Ball[] {ball.lower(), ball.upper(), ball.midpoint()};
    }

    private static void assertContains(Ball ball, Rational point) {
        assertTrue(ball.contains(point), () -> point + " is not in " + ball);
    }

    private static Rational exact(Ball number) {
        BigInteger power = BigInteger.ONE.shiftLeft(Math.toIntExact(Math.abs(number.exponent())));
        return number.exponent() >= 0
                ? new Rational(number.mid().multiply(power), BigInteger.ONE)
                : new Rational(number.mid(), power);
    }
}
