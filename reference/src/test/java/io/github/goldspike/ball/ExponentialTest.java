package io.github.goldspike.ball;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialTest {

    private static final int BITS = 350;

    private final Random random = new Random(2);

    private static Ball ball(String real, int bits) {
        return Ball.of(Rational.parse(real), bits);
    }

    private static Ball exp(String real) {
        return ball(real, BITS).exp();
    }

    private static Ball expm1(String real) {
        return ball(real, BITS).expm1();
    }

    @Test
    void knownExponentials() {
        assertEquals(
                "2.718281828459045235360287471352662497757247093699959574966967627724076630353547594571382178525166427",
                exp("1").toDecimal(100));
        assertEquals(
                "0.3678794411714423215955237701614608674458111310317678345078368016974614957448998033571472743459196437",
                exp("-1").toDecimal(100));
        assertEquals(
                "1.648721270700128146848650787814163571653776100710148011575079311640661021194215608632776520056366643",
                exp("1/2").toDecimal(100));
        assertEquals(
                "1.395612425086089528628125319602586837597906515199406982617516706031739015645951846969788817295830224",
                exp("1/3").toDecimal(100));
        assertEquals(
                "0.9990239141819756622347117896103294303192020807785251855101678865957982835529436295560364964164919881",
                exp("-1/1024").toDecimal(100));
        assertEquals(
                "26881171418161354484126255515800135873611118.77374192241519160861528028703490956491415887109721984571",
                exp("100").toDecimal(100));
        assertEquals(
                "0.0000000000000000000001928749847963917783017342816527012574752832651230262910897809103820511624979646591652373378777735137",
                exp("-50").toDecimal(100));
    }

    @Test
    void knownExponentialsMinusOne() {
        assertEquals(
                "1.718281828459045235360287471352662497757247093699959574966967627724076630353547594571382178525166427",
                expm1("1").toDecimal(100));
        assertEquals(
                "-0.2834686894262107495743959030746203325468879401785208428591297928726959227650976208912089110848250538",
                expm1("-1/3").toDecimal(100));
        assertEquals(
                "0.00001000005000016666708333416666805555753968501984402557594797428651804085992454162717136014141480852796",
                expm1("1e-5").toDecimal(100));
        assertEquals(
                "-0.00000000009999999999500000000016666666666250000000008333333333194444444446428571428546626984127259700176364087",
                expm1("-1e-10").toDecimal(100));
        assertEquals(
                "0.00000000000000000001000000000000000000005000000000000000000016666666666666666666708333333333333333333416666666666666667",
                expm1("1e-20").toDecimal(100));
    }

    @Test
    void theExponentialOfZeroIsExactlyOne() {
        Ball zero = Ball.ZERO.withPrecision(100);
        assertTrue(zero.exp().minus(Ball.ONE).isZero());
        assertTrue(zero.expm1().isZero());
    }

    @Test
    void theExponentialLiesAboveItsTangent() {
        for (int k = 0; k < 600; k++) {
            for (Ball x : new Ball[] {Ball.ONE.shift(-k), Ball.exactly(-1).shift(-k)}) {
                Ball precise = x.withPrecision(2 * k + 40);
                assertTrue(precise.exp().isGreaterThan(Ball.ONE.plus(x)), "2^-" + k);
                assertTrue(precise.expm1().isGreaterThan(x), "2^-" + k);
                assertFalse(x.withPrecision(40).exp().isLessThan(Ball.ONE.plus(x)), "2^-" + k);
            }
        }
    }

    @Test
    void theExponentialOfATinyNumberContainsItsTangentAndALittleMore() {
        for (int k = 30; k < 600; k++) {
            for (Ball x : new Ball[] {Ball.ONE.shift(-k), Ball.exactly(-1).shift(-k)}) {
                Ball exp = x.withPrecision(14).exp();
                assertTrue(exp.contains(Ball.ONE.plus(x)), "2^-" + k);
                assertTrue(exp.contains(Ball.ONE.plus(x).plus(x.times(x))), "2^-" + k);
            }
        }
    }

    @Test
    void tinyArgumentsKeepTheirRelativePrecisionInExpm1() {
        for (int k = 0; k < 3000; k += 7) {
            Ball x = ball("1/3", 120).midpoint().shift(-k).withPrecision(120);
            assertRelativeBits(x.expm1(), 115);
            assertRelativeBits(x.negate().expm1(), 115);
        }
    }

    @Test
    void hugeNegativeArgumentsGiveATinyEncodingOfZero() {
        Ball vanished = Ball.exactly(-3).shift(1000).withPrecision(64).exp();
        assertTrue(vanished.contains(Ball.ZERO));
        assertTrue(vanished.isLessThan(Ball.ONE.shift(-1_000_000)));
        assertTrue(Ball.exactly(-3)
                .shift(1000)
                .withPrecision(64)
                .expm1()
                .contains(Ball.ONE.negate().plus(Ball.ONE.shift(-(1L << 41)).withPrecision(64))));
    }

    @Test
    void hugePositiveArgumentsAreRefused() {
        Ball huge = Ball.exactly(3).shift(1000).withPrecision(64);
        assertThrows(ArithmeticException.class, huge::exp);
        assertThrows(ArithmeticException.class, huge::expm1);
    }

    @Test
    void exactNumbersNeedAPrecision() {
        assertThrows(IllegalArgumentException.class, Ball.ONE::exp);
        assertThrows(IllegalArgumentException.class, Ball.ONE::expm1);
    }

    @Test
    void theLargestArgumentsReduceCorrectly() {
        // e^x · e^−x = 1 would fail with the error of ln 2 times k if that were not counted.
        for (int k = 20; k < 40; k++) {
            Ball x = ball("1.2345678901234567890123456789", 100)
                    .midpoint()
                    .shift(k - 1)
                    .withPrecision(200);
            Ball product = x.exp().times(x.negate().exp());
            assertTrue(product.contains(Ball.ONE));
            assertRelativeBits(product, 190);
        }
    }

    @Test
    void theExponentialOfASumIsTheProduct() {
        for (int i = 0; i < 3000; i++) {
            Ball x = number(200);
            Ball y = number(200);
            int bits = 20 + random.nextInt(400);
            Ball sum = x.plus(y).withPrecision(bits + random.nextInt(100)).exp();
            Ball product =
                    x.withPrecision(bits).exp().times(y.withPrecision(bits + 64).exp());
            assertTrue(sum.overlaps(product), () -> x + " and " + y);
        }
    }

    @Test
    void aHigherPrecisionLiesInsideALowerOne() {
        for (int i = 0; i < 3000; i++) {
            Ball x = number(100);
            int bits = 10 + random.nextInt(300);
            Ball low = x.withPrecision(bits);
            Ball high = x.withPrecision(bits + 40 + random.nextInt(200));
            assertTrue(low.exp().overlaps(high.exp()), () -> "e^" + x);
            assertTrue(low.expm1().overlaps(high.expm1()), () -> "e^" + x + " − 1");
            assertTrue(low.expm1().plus(Ball.ONE).overlaps(high.exp()), () -> "e^" + x);
            if (x.bits() == bits) {
                assertTrue(low.exp().contains(high.exp().midpoint()));
            }
        }
    }

    @Test
    void theExponentialOfASetContainsTheExponentialsOfItsEndsAndIsNotMuchWider() {
        for (int i = 0; i < 4000; i++) {
            Ball centre = number(90);
            int bits = 40 + random.nextInt(100);
            Ball radius = Ball.exactly(1 + random.nextInt(1 << 20)).shift(-random.nextInt(120) - 17);
            Ball x = centre.withPrecision(bits).widenedBy(radius);
            Ball image = x.exp();
            Ball low = x.lower().withPrecision(bits + 80).exp();
            Ball high = x.upper().withPrecision(bits + 80).exp();
            assertTrue(image.upper().compareMidpoints(high.lower()) >= 0
                    && image.lower().compareMidpoints(low.upper()) <= 0);
            Ball shifted = x.expm1().plus(Ball.ONE);
            assertTrue(shifted.upper().compareMidpoints(high.lower()) >= 0
                    && shifted.lower().compareMidpoints(low.upper()) <= 0);
            Ball width = high.minus(low).upper();
            Ball allowed = width.plus(width.shift(-6)).plus(high.upper().shift(4L - bits));
            assertTrue(image.radius().shift(1).compareMidpoints(allowed) <= 0, () -> "e^" + x);
        }
    }

    @Test
    void aSetAroundZeroHasAnImageAroundZero() {
        for (int k = 0; k < 100; k++) {
            Ball around = Ball.ZERO.withPrecision(60).widenedBy(Ball.ONE.shift(-k));
            assertTrue(around.exp().contains(Ball.ONE));
            assertTrue(around.expm1().contains(Ball.ZERO));
            assertTrue(around.expm1().contains(around.upper()) || k < 12);
            assertFalse(around.expm1().isPositive());
        }
    }

    @Test
    void aSetThatReachesFromFarBelowToZeroReachesFromZeroToOne() {
        Ball far = Ball.hull(Ball.exactly(-1).shift(50), Ball.ZERO).withPrecision(100);
        assertTrue(far.exp().contains(Ball.ONE) && far.exp().contains(Ball.ONE.shift(-1000)));
    }

    private Ball number(int bits) {
        BigInteger mid = new BigInteger(1 + random.nextInt(bits), random).add(BigInteger.ONE);
        Ball magnitude = Ball.exactly(mid, 0).shift(4L - mid.bitLength() - random.nextInt(60));
        return random.nextBoolean() ? magnitude : magnitude.negate();
    }

    private static void assertRelativeBits(Ball ball, int bits) {
        assertTrue(
                ball.radius().compareMidpoints(ball.midpoint().abs().shift(-bits)) <= 0,
                () -> ball + " has a relative radius above 2^-" + bits);
    }
}
