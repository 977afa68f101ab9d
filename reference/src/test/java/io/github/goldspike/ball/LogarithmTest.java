package io.github.goldspike.ball;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogarithmTest {

    private static final int BITS = 350;

    private final Random random = new Random(3);

    private static Ball log(String real) {
        return Ball.of(Rational.parse(real), BITS).log();
    }

    @Test
    void knownLogarithms() {
        assertEquals(
                "0.6931471805599453094172321214581765680755001343602552541206800094933936219696947156058633269964186875",
                log("2").toDecimal(100));
        assertEquals(
                "1.098612288668109691395245236922525704647490557822749451734694333637494293218608966873615754813732089",
                log("3").toDecimal(100));
        assertEquals(
                "2.302585092994045684017991454684364207601101488628772976033327900967572609677352480235997205089598298",
                log("10").toDecimal(100));
        assertEquals(
                "-2.302585092994045684017991454684364207601101488628772976033327900967572609677352480235997205089598298",
                log("1/10").toDecimal(100));
        assertEquals(
                "-69.07755278982137052053974364053092622803304465886318928099983702902717829032057440707991615268794895",
                log("1e-30").toDecimal(100));
    }

    @Test
    void theLogarithmOfOneIsExactlyZero() {
        assertTrue(Ball.ONE.withPrecision(100).log().isZero());
    }

    @Test
    void logarithmsOfSetsThatAreNotPositiveAreRefused() {
        Ball one = Ball.ONE.withPrecision(100);
        assertThrows(NotSeparatedException.class, () -> one.negate().log());
        assertThrows(NotSeparatedException.class, () -> one.minus(Ball.ONE).log());
        assertThrows(NotSeparatedException.class, () -> one.widenedBy(Ball.ONE).log());
        assertThrows(IllegalArgumentException.class, Ball.ONE::log);
    }

    @Test
    void theLogarithmUndoesTheExponential() {
        for (int i = 0; i < 1500; i++) {
            Ball x = number();
            int bits = 10 + random.nextInt(400);
            Ball back = x.withPrecision(bits).exp().withPrecision(bits + 100).log();
            assertTrue(back.contains(x), () -> x + " is not in " + back);
        }
    }

    @Test
    void theLogarithmOfAProductIsTheSum() {
        for (int i = 0; i < 1500; i++) {
            Ball x = number().abs();
            Ball y = number().abs();
            int bits = 10 + random.nextInt(300);
            Ball product = x.times(y).withPrecision(bits + random.nextInt(100)).log();
            assertTrue(x.withPrecision(bits)
                    .log()
                    .plus(y.withPrecision(bits).log())
                    .overlaps(product));
        }
    }

    @Test
    void numbersNearOneKeepTheirRelativePrecision() {
        for (int k = 1; k < 700; k += 3) {
            Ball x = Ball.ONE.plus(Ball.exactly(random.nextBoolean() ? 1 : -1).shift(-k));
            Ball log = x.withPrecision(800).log();
            assertTrue(log.radius().compareMidpoints(log.midpoint().abs().shift(-790)) <= 0, "1 ± 2^-" + k);
        }
    }

    @Test
    void powersOfTwoOfAnySizeHaveTheirExponentTimesLogTwo() {
        Ball two = Ball.exactly(2).withPrecision(100).log();
        for (int k = 0; k < 59; k++) {
            for (long sign : new long[] {1, -1}) {
                Ball log = Ball.ONE.shift(sign << k).withPrecision(100).log();
                assertTrue(log.overlaps(two.times(Ball.exactly(sign).shift(k))), "2^" + (sign << k));
                assertTrue(log.radius().compareMidpoints(log.midpoint().abs().shift(-95)) <= 0, "2^" + (sign << k));
            }
        }
    }

    @Test
    void theLogarithmOfASetContainsTheLogarithmsOfItsEnds() {
        for (int i = 0; i < 1500; i++) {
            Ball centre = number().abs();
            Ball x = centre.withPrecision(200)
                    .widenedBy(Ball.exactly(random.nextInt(1000)).shift(centre.magnitude() - 12 - random.nextInt(80)));
            Ball log = x.log();
            assertTrue(log.overlaps(x.lower().withPrecision(300).log()));
            assertTrue(log.overlaps(x.upper().withPrecision(300).log()));
            assertTrue(log.overlaps(x.midpoint().withPrecision(300).log()));
            assertTrue(log.lower()
                            .compareMidpoints(x.lower().withPrecision(300).log().upper())
                    <= 0);
            assertTrue(log.upper()
                            .compareMidpoints(x.upper().withPrecision(300).log().lower())
                    >= 0);
        }
    }

    private Ball number() {
        BigInteger mid = new BigInteger(1 + random.nextInt(100), random).add(BigInteger.ONE);
        Ball magnitude = Ball.exactly(mid, 0).shift(6L - mid.bitLength() - random.nextInt(60));
        return random.nextBoolean() ? magnitude : magnitude.negate();
    }
}
