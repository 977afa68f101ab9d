package io.github.goldspike.ball;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Balls.Pointed;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is printed is true (promise 1; ball-B10). */
class DecimalProperties {

    private static final int TRIES = 4000;

    @Provide
    Arbitrary<Pointed> pointed() {
        return Balls.pointed();
    }

    /** Numbers halfway between two neighbouring binary64 values, moved by a last bit or not at all. */
    @Provide
    Arbitrary<Pointed> nearHalfwayBetweenDoubles() {
        return Combinators.combine(
                        Arbitraries.longs().between(1L << 52, (1L << 53) - 1),
                        Arbitraries.integers().between(-1, 1),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(-1130, 900),
                        Arbitraries.of(-64, 0, 64))
                .as((significand, moved, rad, exponent, parts) -> {
                    BigInteger mid = BigInteger.valueOf(2 * significand + 1)
                            .shiftLeft(100)
                            .add(BigInteger.valueOf(moved));
                    return Balls.at(Ball.rounded(mid, rad, exponent - 100L, 160), parts);
                });
    }

    /** Every printed digit is certified: no point of the ball is a unit of the last place away. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void everyPointIsWithinOneUnitOfTheLastPrintedPlace(
            @ForAll("pointed") Pointed x, @ForAll @IntRange(min = 1, max = 120) int most) {
        int digits = x.ball().certifiedDigits(most);
        if (x.ball().isZero()) {
            assertEquals("0", x.ball().toDecimal(most));
        } else if (digits > 0) {
            BigDecimal printed = new BigDecimal(x.ball().toDecimal(digits));
            assertEquals(digits, printed.precision());
            Rational distance = x.point().minus(Rational.of(printed));
            Rational unit = Rational.of(printed.ulp());
            assertTrue(
                    distance.compareTo(unit) < 0 && distance.negate().compareTo(unit) < 0,
                    () -> x + " printed " + printed);
        }
    }

    /** {@code certifiedDigits} is the most that {@code certifies} allows. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theLargestNumberOfCertifiedDigitsIsCertified(@ForAll("pointed") Pointed x) {
        int most = x.ball().certifiedDigits(60);
        assertTrue(most == 0 || x.ball().certifies(most));
        assertTrue(most == 60 || !x.ball().certifies(most + 1));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aCertifiedBinary64IsTheNearestToEveryPoint(@ForAll("pointed") Pointed x) {
        assertNearest(x);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aCertifiedBinary64IsTheNearestAlsoNextToATie(@ForAll("nearHalfwayBetweenDoubles") Pointed x) {
        assertNearest(x);
    }

    private static void assertNearest(Pointed x) {
        OptionalDouble nearest = x.ball().toDouble();
        assertTrue(nearest.isPresent() || !x.ball().isExact());
        if (nearest.isEmpty()) {
            return;
        }
        double d = nearest.getAsDouble();
        Rational size = x.point().signum() < 0 ? x.point().negate() : x.point();
        if (Double.isInfinite(d)) {
            // Overflow begins at half a unit above the largest binary64.
            assertTrue(size.compareTo(Balls.scaled(Rational.of((1L << 54) - 1), 970)) >= 0, x::toString);
            return;
        }
        Rational error = distance(x.point(), d);
        for (double neighbour : new double[] {Math.nextUp(d), Math.nextDown(d)}) {
            if (Double.isFinite(neighbour)) {
                int order = error.compareTo(distance(x.point(), neighbour));
                boolean tieToEven = order == 0 && (Double.doubleToLongBits(d) & 1) == 0;
                assertTrue(order < 0 || tieToEven, () -> x + " rounded to " + d);
            }
        }
    }

    private static Rational distance(Rational point, double binary64) {
        Rational difference = point.minus(Rational.of(binary64));
        return difference.signum() < 0 ? difference.negate() : difference;
    }
}
