package io.github.goldspike.ball;

import static org.junit.jupiter.api.Assertions.fail;

import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random balls, single points in them, and containment decided with exact fractions alone. */
final class Balls {

    private static final BigInteger PARTS = BigInteger.valueOf(64);

    private Balls() {}

    /** A ball and one real in it, often an end of it. */
    record Pointed(Ball ball, Rational point) {
        @Override
        public String toString() {
            return ball.mid() + " ± " + ball.rad() + " times 2^" + ball.exponent() + " of " + ball.bits() + " bits, at "
                    + point;
        }
    }

    static Arbitrary<Integer> precisions() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(2, 300).withDistribution(RandomDistribution.uniform())),
                Tuple.of(1, Arbitraries.integers().between(2, 8)));
    }

    /** Integers that break careless rounding: powers of two, their neighbours, halves, and any others. */
    static Arbitrary<BigInteger> midpoints() {
        Arbitrary<Integer> exponents =
                Arbitraries.integers().between(0, 320).withDistribution(RandomDistribution.uniform());
        Arbitrary<BigInteger> nearPowers = Combinators.combine(
                        exponents, Arbitraries.integers().between(-2, 2))
                .as((k, d) -> BigInteger.ONE.shiftLeft(k).add(BigInteger.valueOf(d)));
        Arbitrary<BigInteger> sumsOfPowers = Combinators.combine(exponents, exponents)
                .as((i, j) -> BigInteger.ONE.shiftLeft(i).add(BigInteger.ONE.shiftLeft(j)));
        Arbitrary<BigInteger> any = Combinators.combine(exponents, Arbitraries.longs())
                .as((k, seed) -> new BigInteger(k + 1, new Random(seed)));
        Arbitrary<BigInteger> positive = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.integers().between(0, 3).map(BigInteger::valueOf)),
                Tuple.of(2, nearPowers),
                Tuple.of(1, sumsOfPowers),
                Tuple.of(3, any));
        return Combinators.combine(positive, Arbitraries.of(true, false)).as((m, minus) -> minus ? m.negate() : m);
    }

    static Arbitrary<Long> radii() {
        long largest = (1L << Radius.BITS) - 1;
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(0L, 1L, 2L, largest - 1, largest, 1L << 29, (1L << 29) + 1)),
                Tuple.of(2, Arbitraries.longs().between(0, largest)),
                Tuple.of(1, Arbitraries.longs().between(0, 100)));
    }

    static Arbitrary<Integer> exponents() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.integers().between(-350, 50).withDistribution(RandomDistribution.uniform())),
                Tuple.of(2, Arbitraries.integers().between(-4, 4)),
                Tuple.of(1, Arbitraries.integers().between(-3000, 3000)));
    }

    static Arbitrary<Ball> balls() {
        Arbitrary<Ball> rounded = Combinators.combine(midpoints(), radii(), exponents(), precisions())
                .as(Ball::rounded);
        Arbitrary<Ball> exact = Combinators.combine(midpoints(), exponents()).as(Ball::exactly);
        return Arbitraries.frequencyOf(Tuple.of(8, rounded), Tuple.of(1, exact));
    }

    static Arbitrary<Pointed> pointed() {
        Arbitrary<Integer> parts = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(-64, 64)),
                Tuple.of(1, Arbitraries.integers().between(-64, 64)));
        return Combinators.combine(balls(), parts).as(Balls::at);
    }

    /** The point at {@code parts}/64 of the radius. */
    static Pointed at(Ball ball, int parts) {
        BigInteger offset = BigInteger.valueOf(ball.rad()).multiply(BigInteger.valueOf(parts));
        return new Pointed(ball, scaled(new Rational(ball.mid().multiply(PARTS).add(offset), PARTS), ball.exponent()));
    }

    static Rational scaled(Rational x, long exponent) {
        BigInteger power = BigInteger.TWO.pow(Math.toIntExact(Math.abs(exponent)));
        return exponent >= 0
                ? x.times(new Rational(power, BigInteger.ONE))
                : x.times(new Rational(BigInteger.ONE, power));
    }

    static Rational lower(Ball ball) {
        return scaled(
                new Rational(ball.mid().subtract(BigInteger.valueOf(ball.rad())), BigInteger.ONE), ball.exponent());
    }

    static Rational upper(Ball ball) {
        return scaled(new Rational(ball.mid().add(BigInteger.valueOf(ball.rad())), BigInteger.ONE), ball.exponent());
    }

    /** The inclusion principle for one point, and the form that every ball has. */
    static void assertHolds(Ball ball, Rational point) {
        assertForm(ball);
        if (lower(ball).compareTo(point) > 0 || upper(ball).compareTo(point) < 0) {
            fail(at(ball, 0) + " does not contain " + point + " ≈ " + point.toDouble());
        }
    }

    private static void assertForm(Ball ball) {
        if (ball.rad() < 0 || Radius.bitLength(ball.rad()) > Radius.BITS) {
            fail("radius " + ball.rad() + " is out of range");
        }
        // Rounding down may give −2^bits, and its negative has one bit more.
        if (ball.bits() != Ball.UNLIMITED
                && ball.mid().abs().subtract(BigInteger.ONE).bitLength() > ball.bits()) {
            fail("a midpoint of " + ball.mid().bitLength() + " bits in a ball of " + ball.bits());
        }
    }
}
