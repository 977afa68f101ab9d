package io.github.goldspike.response;

import static io.github.goldspike.response.Kernels.term;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import io.github.goldspike.response.FirstUpcrossing.Outcome;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** First upcrossings are proved by counting zeros (kernels-R4 and kernels-R5). */
class UpcrossingTest {

    private static final int BITS = 200;

    /** e^x − 1.001 − ½x − 2x², times e^{−x}: the example of kernels-R4. */
    private static final ExponentialPolynomial THREE_ZEROS = term("1", 0, "0")
            .plus(term("-1.001", 0, "1"))
            .plus(term("-0.5", 1, "1"))
            .plus(term("-2", 2, "1"));

    private static Waveform waveform(ExponentialPolynomial function) {
        return Waveform.of(function, Rates.of(List.of(function), BITS));
    }

    private static Outcome search(ExponentialPolynomial function, String end) {
        return FirstUpcrossing.search(waveform(function), Ball.ZERO, Ball.exactlyOf(Double.parseDouble(end)));
    }

    @Test
    void threeZerosAreCountedWhereInsertedCoefficientsWouldCountOne() {
        SignChanges changes = new SignChanges(waveform(THREE_ZEROS));
        assertEquals(3, changes.at(Ball.ZERO).most());
        assertEquals(0, changes.at(Ball.exactly(100)).fewest());
        Outcome.Bracket bracket = assertInstanceOf(Outcome.Bracket.class, search(THREE_ZEROS, "100"));
        assertTrue(bracket.high().isLessThan(Ball.exactlyOf(0.5)), "not the first: " + bracket);
        assertTrue(waveform(THREE_ZEROS).at(bracket.high()).isPositive());
        // From 1 on, where the function is negative again, the third zero is the first.
        Outcome third = FirstUpcrossing.search(waveform(THREE_ZEROS), Ball.ONE, Ball.exactly(100));
        Outcome.Bracket late = assertInstanceOf(Outcome.Bracket.class, third);
        assertTrue(waveform(THREE_ZEROS).at(late.low()).isNegative());
        assertTrue(waveform(THREE_ZEROS).at(late.high()).isPositive());
    }

    @Test
    void aTouchIsNotDecided() {
        // −(s − 1)²e^{−s}
        ExponentialPolynomial touch = term("-1", 2, "1").plus(term("2", 1, "1")).plus(term("-1", 0, "1"));
        Outcome.Unresolved open = assertInstanceOf(Outcome.Unresolved.class, search(touch, "4"));
        assertTrue(open.low().isLessThan(Ball.ONE) && open.high().isGreaterThan(Ball.ONE) && !open.atEnd());
    }

    @Test
    void peaksJustBelowAndJustAboveAreDecided() {
        // −((s − 1)² ± 10⁻³⁰)e^{−s}
        ExponentialPolynomial touch = term("-1", 2, "1").plus(term("2", 1, "1")).plus(term("-1", 0, "1"));
        assertInstanceOf(Outcome.Silent.class, search(touch.plus(term("-1e-30", 0, "1")), "4"));
        Outcome above = search(touch.plus(term("1e-30", 0, "1")), "4");
        Outcome.Bracket bracket = assertInstanceOf(Outcome.Bracket.class, above);
        Ball zero = Ball.of(Rational.parse("0.999999999999999"), BITS);
        assertTrue(bracket.low().isLessThan(zero) && bracket.high().isGreaterThan(zero), "bracket " + bracket);
        assertTrue(bracket.high().isLessThan(Ball.of(Rational.parse("1.000000000000001"), BITS)));
    }

    @Test
    void aCrossingAtTheEndIsNotDecided() {
        ExponentialPolynomial line = term("1", 1, "0").plus(term("-2", 0, "0"));
        Outcome.Unresolved open = assertInstanceOf(Outcome.Unresolved.class, search(line, "2"));
        assertTrue(open.atEnd());
        assertInstanceOf(Outcome.Silent.class, search(line, "1.9999999999999998"));
        assertInstanceOf(Outcome.Bracket.class, search(line, "2.0000000000000004"));
    }

    @Test
    void aFunctionAndItsShiftAreTheSame() {
        Ball u = Ball.exactlyOf(0.75);
        Ball s = Ball.exactlyOf(1.5);
        Waveform shifted = waveform(THREE_ZEROS).startingAt(u);
        assertTrue(shifted.at(s).overlaps(waveform(THREE_ZEROS).at(u.plus(s))));
        assertTrue(shifted.at(s).certifies(50));
    }

    /**
     * Random functions of up to three rates and degree three, against their values in binary64 on a fine grid: no value above zero
     * where silence is proved, or before the bracket; and the count of zeros is at least that of the sign changes on the grid.
     */
    @Test
    void whatIsProvedHoldsOnAGrid() {
        Random random = new Random(20260101);
        int brackets = 0;
        int silences = 0;
        for (int tries = 0; tries < 400; tries++) {
            ExponentialPolynomial function = random(random);
            if (function.atZero().signum() >= 0) {
                continue;
            }
            Waveform waveform = waveform(function);
            Outcome outcome = FirstUpcrossing.search(waveform, Ball.ZERO, Ball.exactly(8));
            double until = 8;
            if (outcome instanceof Outcome.Bracket bracket) {
                brackets++;
                until = bracket.low().approximate();
                assertTrue(waveform.at(bracket.low()).isNegative()
                        && waveform.at(bracket.high()).isPositive());
            } else {
                silences += outcome instanceof Outcome.Silent ? 1 : 0;
            }
            int signChanges = 0;
            for (int k = 0; k < 4000; k++) {
                double s = k * 0.002;
                double value = waveform.approximately(s);
                assertTrue(
                        value < 1e-9 || s >= until || outcome instanceof Outcome.Unresolved,
                        () -> function + " is " + value + " at " + s + ", but " + outcome);
                signChanges += value * waveform.approximately(s + 0.002) < 0 ? 1 : 0;
            }
            SignChanges changes = new SignChanges(waveform);
            int most = changes.at(Ball.ZERO).zerosUntil(changes.at(Ball.exactly(8)));
            assertTrue(most >= signChanges, () -> function + " has more than " + most + " zeros");
        }
        assertTrue(brackets > 50 && silences > 50, brackets + " brackets, " + silences + " silences");
    }

    private static ExponentialPolynomial random(Random random) {
        ExponentialPolynomial sum = ExponentialPolynomial.ZERO;
        for (int k = 0; k < 3; k++) {
            Rational rate = Rational.of(random.nextInt(8), 4);
            for (int n = 0; n <= random.nextInt(4); n++) {
                sum = sum.plus(ExponentialPolynomial.term(Rational.of(random.nextInt(41) - 20, 10), n, rate));
            }
        }
        return sum;
    }
}
