package io.github.goldspike.ball;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Balls.Pointed;
import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * The inclusion principle of {@link Ball} (promise 1; ball-B1–ball-B6): for random balls and random points in
 * them, mostly at their ends, the result contains what exact fractions give.
 */
class BallProperties {

    private static final int TRIES = 4000;

    @Provide
    Arbitrary<Pointed> pointed() {
        return Balls.pointed();
    }

    /** Divisors that stay away from zero, whatever their radius. */
    @Provide
    Arbitrary<Pointed> awayFromZero() {
        return Balls.pointed().filter(x -> x.ball().isPositive() || x.ball().isNegative());
    }

    @Provide
    Arbitrary<Integer> precisions() {
        return Balls.precisions();
    }

    @Provide
    Arbitrary<Rational> rationals() {
        Arbitrary<Rational> fractions = Combinators.combine(
                        Balls.midpoints(), Balls.midpoints().filter(q -> q.signum() != 0))
                .as(Rational::new);
        return Combinators.combine(fractions, Arbitraries.integers().between(-200, 200))
                .as(Balls::scaled);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aSumContainsTheSumOfPoints(@ForAll("pointed") Pointed x, @ForAll("pointed") Pointed y) {
        Balls.assertHolds(x.ball().plus(y.ball()), x.point().plus(y.point()));
        Balls.assertHolds(x.ball().minus(y.ball()), x.point().minus(y.point()));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aProductContainsTheProductOfPoints(@ForAll("pointed") Pointed x, @ForAll("pointed") Pointed y) {
        Balls.assertHolds(x.ball().times(y.ball()), x.point().times(y.point()));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aQuotientContainsTheQuotientOfPoints(
            @ForAll("pointed") Pointed x, @ForAll("awayFromZero") Pointed y, @ForAll("precisions") int bits) {
        Ball quotient = x.ball().withPrecision(Math.min(bits, x.ball().bits())).dividedBy(y.ball());
        Balls.assertHolds(quotient, x.point().dividedBy(y.point()));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aDivisorThatReachesZeroIsRefused(@ForAll("pointed") Pointed x, @ForAll("pointed") Pointed y) {
        Ball dividend = x.ball().withPrecision(50);
        boolean reachesZero =
                Balls.lower(y.ball()).signum() <= 0 && Balls.upper(y.ball()).signum() >= 0;
        if (reachesZero) {
            assertThrows(NotSeparatedException.class, () -> dividend.dividedBy(y.ball()));
        }
        assertEquals(!reachesZero, y.ball().isPositive() || y.ball().isNegative());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void roundingToAPrecisionKeepsEveryPoint(@ForAll("pointed") Pointed x, @ForAll("precisions") int bits) {
        Balls.assertHolds(x.ball().withPrecision(bits), x.point());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aRationalLiesInItsEnclosureWhichIsNarrow(@ForAll("rationals") Rational x, @ForAll("precisions") int bits) {
        Ball ball = Ball.of(x, bits);
        Balls.assertHolds(ball, x);
        assertTrue(ball.contains(x));
        Rational width = Balls.upper(ball).minus(Balls.lower(ball));
        Rational magnitude = Balls.at(ball.abs(), 0).point();
        assertTrue(width.compareTo(Balls.scaled(magnitude, 3L - bits)) <= 0, () -> "too wide: " + Balls.at(ball, 0));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aHullContainsBoth(@ForAll("pointed") Pointed x, @ForAll("pointed") Pointed y) {
        Ball hull = Ball.hull(x.ball(), y.ball());
        Balls.assertHolds(hull, x.point());
        Balls.assertHolds(hull, y.point());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aWidenedBallContainsAllAtThatDistance(@ForAll("pointed") Pointed x, @ForAll("pointed") Pointed distance) {
        Ball wide = x.ball().widenedBy(distance.ball());
        Balls.assertHolds(wide, x.point().plus(distance.point()));
        Balls.assertHolds(wide, x.point().minus(distance.point()));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void endsNegationHalvesAndShiftsAreExact(
            @ForAll("pointed") Pointed x, @ForAll @IntRange(min = -99, max = 99) int k) {
        Balls.assertHolds(x.ball().lower(), Balls.lower(x.ball()));
        Balls.assertHolds(x.ball().upper(), Balls.upper(x.ball()));
        Balls.assertHolds(x.ball().negate(), x.point().negate());
        Balls.assertHolds(x.ball().half(), Balls.scaled(x.point(), -1));
        Balls.assertHolds(x.ball().shift(k), Balls.scaled(x.point(), k));
        assertTrue(x.ball().lower().isExact() && x.ball().upper().isExact());
    }

    /** Three-valued comparison may say "undecided", but never the wrong order. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aProvedOrderIsTheOrderOfAllPoints(@ForAll("pointed") Pointed x, @ForAll("pointed") Pointed y) {
        Comparison order = x.ball().compare(y.ball());
        if (order != Comparison.UNDECIDED) {
            assertEquals(order == Comparison.LESS ? -1 : 1, x.point().compareTo(y.point()));
        }
        boolean apart = Balls.upper(x.ball()).compareTo(Balls.lower(y.ball())) < 0
                || Balls.upper(y.ball()).compareTo(Balls.lower(x.ball())) < 0;
        assertEquals(!apart, x.ball().overlaps(y.ball()));
        boolean inside = Balls.lower(x.ball()).compareTo(Balls.lower(y.ball())) <= 0
                && Balls.upper(x.ball()).compareTo(Balls.upper(y.ball())) >= 0;
        assertEquals(inside, x.ball().contains(y.ball()));
        assertTrue(x.ball().contains(x.point()));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void signsAreProvedExactlyWhereAllPointsHaveThem(@ForAll("pointed") Pointed x) {
        assertEquals(Balls.lower(x.ball()).signum() > 0, x.ball().isPositive());
        assertEquals(Balls.upper(x.ball()).signum() < 0, x.ball().isNegative());
        Rational bound = Balls.scaled(Rational.ONE, Math.max(-9000, x.ball().magnitude()));
        assertTrue(x.ball().isZero()
                || bound.compareTo(x.point()) >= 0 && bound.compareTo(x.point().negate()) >= 0);
        Ball magnitude = x.ball().abs();
        Balls.assertHolds(
                magnitude.mid().signum() < 0 ? magnitude.negate() : magnitude,
                magnitude.mid().signum() == 0
                        ? x.point()
                        : x.ball().mid().signum() < 0 ? x.point().negate() : x.point());
    }

    /** Sums and products of single numbers of unlimited precision are those numbers. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void unlimitedNumbersStayExact(
            @ForAll("rationals") Rational p,
            @ForAll("rationals") Rational q,
            @ForAll @IntRange(min = -99, max = 99) int k) {
        Ball x = Ball.exactly(p.numerator(), k);
        Ball y = Ball.exactly(q.numerator(), -k);
        Rational px = Balls.scaled(new Rational(p.numerator(), BigInteger.ONE), k);
        Rational qy = Balls.scaled(new Rational(q.numerator(), BigInteger.ONE), -k);
        for (Ball result : new Ball[] {x.plus(y), x.minus(y), x.times(y)}) {
            assertTrue(result.isExact());
            assertFalse(result.rad() != 0);
        }
        Balls.assertHolds(x.plus(y), px.plus(qy));
        Balls.assertHolds(x.times(y), px.times(qy));
    }
}
