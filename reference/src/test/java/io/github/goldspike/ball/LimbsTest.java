package io.github.goldspike.ball;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Arithmetic in limbs (ball-B11) beside that of BigInteger, and the exponential made of it (ball-B12) beside that of ball-B7. */
class LimbsTest {

    /** What ball-B12 proves of the value's error, in its last units. */
    private static final int PROVED = 13;

    private final Random random = new Random(17);

    /** Words at which carries turn are as frequent as any. */
    private long word() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Long.MIN_VALUE;
            case 3 -> Long.MAX_VALUE;
            default -> random.nextLong();
        };
    }

    private long[] words(int count) {
        long[] words = new long[count];
        Arrays.setAll(words, i -> word());
        return words;
    }

    private static BigInteger unsigned(long[] words, int from, int count) {
        BigInteger value = BigInteger.ZERO;
        for (int i = count - 1; i >= 0; i--) {
            value = value.shiftLeft(64).add(new BigInteger(Long.toUnsignedString(words[from + i])));
        }
        return value;
    }

    @Test
    void anUpperHalfOfAProductIsBelowTheTruthByLittleMoreThanAUnit() {
        for (int i = 0; i < 20_000; i++) {
            int n = 1 + random.nextInt(6);
            long[] a = words(n + 1);
            long[] b = words(n + 2);
            long[] out = words(n + 3);
            Limbs.highProduct(a, 1, b, 2, n, out, 1);
            BigInteger truth = unsigned(a, 1, n).multiply(unsigned(b, 2, n));
            BigInteger lost = truth.subtract(unsigned(out, 2, n).shiftLeft(64 * n));
            BigInteger unit = BigInteger.ONE.shiftLeft(64 * n);
            assertTrue(lost.signum() >= 0, "the product is too great");
            assertTrue(lost.subtract(unit).compareTo(BigInteger.valueOf(2L * n).shiftLeft(64 * n - 64)) < 0);
            BigInteger withOneLimbMore = truth.subtract(unsigned(out, 1, n + 1).shiftLeft(64 * (n - 1)));
            assertTrue(withOneLimbMore.signum() >= 0);
            assertTrue(withOneLimbMore.compareTo(BigInteger.valueOf(2L * n).shiftLeft(64 * n - 64)) < 0);
        }
    }

    @Test
    void sumsAndMultiplesAreExact() {
        for (int i = 0; i < 20_000; i++) {
            int n = 1 + random.nextInt(5);
            BigInteger modulus = BigInteger.ONE.shiftLeft(64 * (n + 1));
            long[] a = words(n + 1);
            long[] b = words(n);
            long factor = word() & Long.MAX_VALUE;
            boolean negative = random.nextBoolean();
            BigInteger multiple = unsigned(b, 0, n)
                    .multiply(BigInteger.valueOf(factor))
                    .multiply(BigInteger.valueOf(negative ? -1 : 1));
            BigInteger expected = unsigned(a, 0, n + 1).add(multiple).mod(modulus);
            Limbs.addMultiple(a, b, factor, negative);
            assertEquals(expected, unsigned(a, 0, n + 1));
            long[] c = words(n + 1);
            BigInteger sum = unsigned(a, 0, n + 1).add(unsigned(c, 0, n + 1)).mod(modulus);
            Limbs.add(a, 0, c, 0, n + 1);
            assertEquals(sum, unsigned(a, 0, n + 1));
        }
    }

    @Test
    void integersAreReadAndWrittenAsTheirFloors() {
        for (int i = 0; i < 20_000; i++) {
            BigInteger m =
                    new BigInteger(random.nextInt(300), random).subtract(new BigInteger(random.nextInt(300), random));
            int count = 1 + random.nextInt(6);
            int shift = random.nextInt(500) - 300;
            BigInteger floor = shift >= 0 ? m.shiftLeft(shift) : m.shiftRight(-shift);
            assertEquals(
                    floor.mod(BigInteger.ONE.shiftLeft(64 * count)),
                    unsigned(Limbs.shifted(m, shift, count), 0, count));
            long[] a = words(count + 1);
            int drop = random.nextInt(64 * count + 70);
            assertEquals(unsigned(a, 1, count).shiftRight(drop), Limbs.dropped(a, 1, count, drop));
            assertEquals(unsigned(a, 1, count).bitLength(), Limbs.bitLength(a, 1, count));
        }
    }

    @Test
    void theExponentialInLimbsIsWithinItsBoundAtEveryLength() {
        for (int n = 1; n <= LimbExponential.MOST_LIMBS; n++) {
            LimbExponential exponential = LimbExponential.ofLimbs(n);
            for (int i = 0; i < 60; i++) {
                Ball x = Ball.exactly(unsigned(words(n), 0, n), -64L * n).shift(random.nextInt(12) - 6);
                Ball argument = random.nextBoolean() ? x : x.negate();
                Ball found = exponential.of(argument.mid(), 0, argument.exponent(), 64 * n);
                Ball truth = argument.withPrecision(64 * (LimbExponential.MOST_LIMBS + 2))
                        .exp();
                Ball unit = Ball.ONE.shift(found.exponent());
                assertTrue(found.contains(truth), () -> "e^" + argument);
                Ball error = truth.minus(found.midpoint()).abs();
                assertTrue(
                        error.isLessThan(Ball.exactly(PROVED).times(unit)),
                        () -> "e^" + argument + " is off by " + error + " where a unit is " + unit);
                assertEquals(LimbExponential.ERROR, found.rad());
            }
        }
    }

    @Test
    void theRadiusOfAnExponentialInLimbsHoldsBothEndsAndLittleMore() {
        for (int i = 0; i < 4_000; i++) {
            int n = 1 + random.nextInt(6);
            BigInteger m = unsigned(words(n), 0, n);
            long r = 1 + random.nextInt((1 << 30) - 1);
            long e = -Math.max(64L * n - random.nextInt(4), 40) - random.nextInt(60);
            Ball x = Ball.rounded(m, r, e, 64 * n);
            int bits = 20 + random.nextInt(64 * n - 30);
            Ball found = LimbExponential.ofLimbs(n).of(x.mid(), x.rad(), x.exponent(), bits);
            Ball low = x.lower().withPrecision(600).exp();
            Ball high = x.upper().withPrecision(600).exp();
            assertTrue(found.lower().compareMidpoints(low.lower()) <= 0, x::toString);
            assertTrue(found.upper().compareMidpoints(high.upper()) >= 0, x::toString);
            Ball width = high.minus(low).upper();
            Ball allowed = width.plus(width.shift(-7)).plus(high.upper().shift(4L - bits));
            assertTrue(found.radius().shift(1).compareMidpoints(allowed) <= 0, () -> found + " of " + x);
        }
    }
}
