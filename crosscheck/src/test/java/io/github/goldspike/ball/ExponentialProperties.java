package io.github.goldspike.ball;

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
import net.jqwik.api.RandomDistribution;

/**
 * The inclusion principle of exp, expm1 and log (promise 1; ball-B7–ball-B9), against rational bounds of e^x that
 * are summed here from Taylor's series and share nothing with {@link Exponential}.
 */
class ExponentialProperties {

    private static final int TRIES = 1500;

    /** Moderate arguments, with radii from nothing to wide. */
    @Provide
    Arbitrary<Pointed> arguments() {
        Arbitrary<Integer> exponents =
                Arbitraries.integers().between(-90, 3).withDistribution(RandomDistribution.uniform());
        return Combinators.combine(
                        Balls.midpoints(),
                        Balls.radii(),
                        exponents,
                        Arbitraries.integers().between(8, 260),
                        Arbitraries.of(-64, 0, 64))
                .as((mid, rad, top, bits, parts) -> Balls.at(
                        Ball.rounded(mid, rad, top - Math.max(mid.bitLength(), Radius.bitLength(rad)), bits), parts));
    }

    /** Logarithms of numbers with few bits, so that e^x lies next to a number at which rounding turns. */
    @Provide
    Arbitrary<Pointed> logarithmsOfShortNumbers() {
        return Combinators.combine(
                        Arbitraries.integers().between(-4000, 4000).filter(m -> m != 0),
                        Arbitraries.integers().between(13, 70),
                        Arbitraries.integers().between(60, 250),
                        Arbitraries.integers().between(-1, 1))
                .as((m, j, bits, moved) -> {
                    Ball y = Ball.exactly(BigInteger.ONE.shiftLeft(j).add(BigInteger.valueOf(m)), -(long) j);
                    Ball log = y.withPrecision(bits + 2 * j).log().withPrecision(bits);
                    return Balls.at(Ball.rounded(log.mid().add(BigInteger.valueOf(moved)), 0, log.exponent(), bits), 0);
                });
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void anExponentialContainsThatOfEveryPoint(@ForAll("arguments") Pointed x) {
        holds(x.ball().exp(), x.point(), Rational.ZERO);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void anExponentialContainsThatOfEveryPointAlsoNextToARoundingBoundary(
            @ForAll("logarithmsOfShortNumbers") Pointed x) {
        holds(x.ball().exp(), x.point(), Rational.ZERO);
        holds(x.ball().expm1(), x.point(), Rational.ONE);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void anExponentialLessOneContainsThatOfEveryPoint(@ForAll("arguments") Pointed x) {
        holds(x.ball().expm1(), x.point(), Rational.ONE);
    }

    /** y = log x is checked as e^y = x: the ends of the enclosure must lie on both sides. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aLogarithmContainsThatOfEveryPoint(@ForAll("arguments") Pointed x) {
        Ball ball = x.ball().isNegative() ? x.ball().negate() : x.ball();
        Rational point = x.ball().isNegative() ? x.point().negate() : x.point();
        if (!ball.isPositive()) {
            assertThrows(NotSeparatedException.class, ball::log, x::toString);
            return;
        }
        Ball log = ball.log();
        int bits = 2 * ball.bits() + 300;
        assertTrue(ExponentialBounds.of(Balls.lower(log), bits).low().compareTo(point) <= 0, x::toString);
        assertTrue(ExponentialBounds.of(Balls.upper(log), bits).high().compareTo(point) >= 0, x::toString);
    }

    /** Precise arguments give precise results: a wide enclosure would hold anything. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void theExponentialOfASingleNumberIsNarrow(@ForAll("logarithmsOfShortNumbers") Pointed x) {
        assertTrue(x.ball().exp().radius().magnitude()
                <= x.ball().exp().magnitude() - x.ball().bits() + 4);
        assertTrue(x.ball().expm1().radius().magnitude()
                <= x.ball().expm1().magnitude() - x.ball().bits() + 6);
    }

    private static void holds(Ball result, Rational x, Rational subtracted) {
        ExponentialBounds truth = ExponentialBounds.of(x, 2 * Math.min(result.bits(), 4000) + 300);
        boolean below = Balls.upper(result).compareTo(truth.low().minus(subtracted)) < 0;
        boolean above = Balls.lower(result).compareTo(truth.high().minus(subtracted)) > 0;
        assertTrue(!below && !above, () -> Balls.at(result, 0) + " misses the exponential of " + x);
    }
}
