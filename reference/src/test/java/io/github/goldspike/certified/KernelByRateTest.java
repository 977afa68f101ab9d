package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.gradient.KernelByRate;
import io.github.goldspike.certified.gradient.SeparatedKernel;
import io.github.goldspike.model.Rational;
import org.junit.jupiter.api.Test;

/** The derivatives of the kernel by its rates: gradient-G9. */
class KernelByRateTest {

    private static KernelByRate at(Rational alpha, Rational beta, Rational s, int bits) {
        Ball time = Ball.of(s, bits);
        SeparatedKernel kernel = new SeparatedKernel(alpha, beta, bits);
        SeparatedKernel.Late late = kernel.late(time);
        SeparatedKernel.Early early = kernel.early(Ball.ZERO.withPrecision(bits));
        return kernel.byRate(late, early, time, kernel.value(late, early));
    }

    /** (s·e^−βs − h)/(β − α) and (h − s·e^−αs)/(β − α) with so many bits that cancellation does not matter. */
    private static KernelByRate directly(Rational alpha, Rational beta, Rational s) {
        int bits = 2000;
        Ball time = Ball.of(s, bits);
        Ball delta = Ball.of(beta.minus(alpha), bits);
        Ball alphaDecay = Ball.of(alpha, bits).times(time).negate().exp();
        Ball betaDecay = Ball.of(beta, bits).times(time).negate().exp();
        Ball kernel = alphaDecay.minus(betaDecay).dividedBy(delta);
        return new KernelByRate(
                kernel.minus(time.times(alphaDecay)).dividedBy(delta),
                time.times(betaDecay).minus(kernel).dividedBy(delta));
    }

    @Test
    void theyEncloseTheTrueDerivativesHoweverNearTheRatesAre() {
        Rational beta = Rational.parse("1.25");
        for (String difference : new String[] {"3", "0.02", "0.01", "0.001", "1e-12", "1e-40", "1e-200"}) {
            for (int sign : new int[] {1, -1}) {
                Rational alpha = beta.plus(Rational.parse(difference).times(Rational.of(sign)));
                if (alpha.signum() > 0) {
                    for (String s : new String[] {"0.01", "0.7", "9"}) {
                        KernelByRate expected = directly(alpha, beta, Rational.parse(s));
                        KernelByRate found = at(alpha, beta, Rational.parse(s), 200);
                        String where = difference + " " + sign + " " + s;
                        assertTrue(found.byAlpha().overlaps(expected.byAlpha()), where);
                        assertTrue(found.byBeta().overlaps(expected.byBeta()), where);
                    }
                }
            }
        }
    }

    @Test
    void nearRatesCostNoDigits() {
        for (String difference : new String[] {"0", "1e-3", "1e-12", "1e-100"}) {
            KernelByRate found = at(Rational.ONE.plus(Rational.parse(difference)), Rational.ONE, Rational.ONE, 200);
            assertTrue(found.byAlpha().certifies(56), difference);
            assertTrue(found.byBeta().certifies(56), difference);
        }
    }

    @Test
    void equalRatesGiveMinusHalfTheSquareTimesTheDecay() {
        KernelByRate found = at(Rational.ONE, Rational.ONE, Rational.of(2), 200);
        String expected = Ball.of(Rational.of(-2), 200)
                .times(Ball.of(Rational.of(-2), 200).exp())
                .toDecimal(50);
        assertEquals(expected, found.byAlpha().toDecimal(50));
        assertEquals(expected, found.byBeta().toDecimal(50));
    }
}
