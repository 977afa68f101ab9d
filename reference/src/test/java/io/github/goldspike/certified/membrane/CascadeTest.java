package io.github.goldspike.certified.membrane;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Three filters in a row: eventprop-V13 and eventprop-V14. */
class CascadeTest {

    private static final int BITS = 200;
    private static final Rational BETA = Rational.parse("1.25");
    private static final List<String> DIFFERENCES =
            List.of("0", "3", "0.02", "0.01", "0.001", "-0.001", "-0.02", "-1", "1e-12", "-1e-40", "1e-200");

    private static Cell cell(Rational alpha, int bits) {
        return Cell.of(
                new Wiring.Neuron(
                        "n",
                        0,
                        BETA,
                        Optional.empty(),
                        Rational.ZERO,
                        Rational.ZERO,
                        Rational.ZERO,
                        Rational.ZERO,
                        List.of(alpha),
                        List.of()),
                bits);
    }

    /** (s·e^−as − (e^−as − e^−bs)/(b − a))/(b − a), or s²e^−as/2, with so many bits that cancellation does not matter. */
    private static Ball directly(Rational a, Rational b, Rational s) {
        int bits = 2000;
        Ball time = Ball.of(s, bits);
        Ball slow = Ball.of(a, bits).times(time).negate().exp();
        if (a.equals(b)) {
            return time.times(time).half().times(slow);
        }
        Ball delta = Ball.of(b.minus(a), bits);
        Ball kernel = slow.minus(Ball.of(b, bits).times(time).negate().exp()).dividedBy(delta);
        return time.times(slow).minus(kernel).dividedBy(delta);
    }

    @Test
    void valuesEncloseTheTruthAndLoseNoDigitsHoweverNearTheRatesAre() {
        for (String difference : DIFFERENCES) {
            Rational alpha = BETA.plus(Rational.parse(difference));
            for (String s : List.of("0.01", "0.7", "9")) {
                Cell cell = cell(alpha, BITS);
                Ball time = Ball.of(Rational.parse(s), BITS);
                assertIs(directly(alpha, BETA, Rational.parse(s)), Cascade.twiceCurrent(cell, 0, time), difference, s);
                assertIs(directly(BETA, alpha, Rational.parse(s)), Cascade.twiceMembrane(cell, 0, time), difference, s);
            }
        }
    }

    private static void assertIs(Ball expected, Ball found, String difference, String s) {
        assertTrue(found.overlaps(expected), () -> difference + " " + s + ": " + expected + ", found " + found);
        assertTrue(found.certifies(54), () -> difference + " " + s + ": " + found);
    }

    /** y = twice(a, b) solves y' = −b·y + s·e^−as, y(0) = 0. */
    @Test
    void asAFunctionItSolvesItsDifferentialEquation() {
        int bits = 2000;
        for (String difference : DIFFERENCES) {
            Rational alpha = BETA.plus(Rational.parse(difference));
            for (String s : List.of("0.01", "0.7", "9")) {
                Ball time = Ball.of(Rational.parse(s), bits);
                ExponentialSum slope = ExponentialSum.term(Ball.ONE.withPrecision(bits), 1, alpha)
                        .plus(Cascade.twice(alpha, BETA, bits)
                                .times(Ball.of(BETA, bits).negate()));
                assertTrue(
                        slope.integral(time).overlaps(directly(alpha, BETA, Rational.parse(s))),
                        () -> difference + " " + s);
            }
        }
    }
}
