package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The balls of the checker hold what they should, at the ends and in the middle (certificate-K1). */
class ArithmeticTest {

    private static final int BITS = 70;

    private final Object checker;
    private final Class<?> ball;
    private final Random random = new Random(1);

    ArithmeticTest() throws ReflectiveOperationException {
        Constructor<?> made = Arrays.stream(Checker.class.getDeclaredConstructors())
                .filter(one -> one.getParameterCount() == 2)
                .findFirst()
                .orElseThrow();
        checker = opened(made).newInstance(null, null);
        Field bits = opened(Checker.class.getDeclaredField("bits"));
        bits.setInt(checker, BITS);
        ball = Arrays.stream(Checker.class.getDeclaredClasses())
                .filter(one -> one.getSimpleName().equals("Ball"))
                .findFirst()
                .orElseThrow();
    }

    private static <T extends AccessibleObject> T opened(T member) {
        member.setAccessible(true);
        return member;
    }

    /** n·2^e. */
    private record Dyadic(BigInteger n, int e) {

        /** The sign of this·other − 1. */
        int againstInverse(Dyadic other) {
            BigInteger product = n.multiply(other.n);
            int power = e + other.e;
            return power >= 0
                    ? product.shiftLeft(power).compareTo(BigInteger.ONE)
                    : product.compareTo(BigInteger.ONE.shiftLeft(-power));
        }

        Dyadic plus(Dyadic o) {
            int low = Math.min(e, o.e);
            return new Dyadic(n.shiftLeft(e - low).add(o.n.shiftLeft(o.e - low)), low);
        }

        Dyadic times(Dyadic o) {
            return new Dyadic(n.multiply(o.n), e + o.e);
        }

        int compare(Dyadic o) {
            return plus(new Dyadic(o.n.negate(), o.e)).n.signum();
        }
    }

    private record Enclosure(Object ball, Dyadic low, Dyadic middle, Dyadic high) {}

    private Enclosure enclosure(Object made) throws ReflectiveOperationException {
        BigInteger m = (BigInteger) opened(ball.getDeclaredField("m")).get(made);
        BigInteger r = BigInteger.valueOf(opened(ball.getDeclaredField("r")).getLong(made));
        int e = opened(ball.getDeclaredField("e")).getInt(made);
        return new Enclosure(made, new Dyadic(m.subtract(r), e), new Dyadic(m, e), new Dyadic(m.add(r), e));
    }

    /** Away from zero, with a radius of up to a quarter of it, or none. */
    private Enclosure drawn() throws ReflectiveOperationException {
        BigInteger m = new BigInteger(1 + random.nextInt(2 * BITS), random).setBit(2 + random.nextInt(60));
        int cut = Math.max(2 + random.nextInt(40), m.bitLength() - 60);
        long r = random.nextInt(4) == 0 ? 0 : m.shiftRight(cut).longValueExact();
        Constructor<?> made =
                opened(ball.getDeclaredConstructor(Checker.class, BigInteger.class, long.class, int.class));
        return enclosure(
                made.newInstance(checker, random.nextBoolean() ? m : m.negate(), r, random.nextInt(200) - 100));
    }

    private Enclosure of(String name, Enclosure x, Enclosure... more) throws ReflectiveOperationException {
        Method method = Arrays.stream(ball.getDeclaredMethods())
                .filter(one -> one.getName().equals(name) && one.getParameterCount() == more.length)
                .findFirst()
                .orElseThrow();
        return enclosure(opened(method)
                .invoke(x.ball, Arrays.stream(more).map(Enclosure::ball).toArray()));
    }

    private static void assertHolds(Enclosure found, Dyadic value) {
        assertTrue(found.low.compare(value) <= 0 && value.compare(found.high) <= 0, found + " lacks " + value);
    }

    @Test
    void anInverseHoldsTheInversesOfAllThatTheBallHolds() throws ReflectiveOperationException {
        for (int k = 0; k < 2000; k++) {
            Enclosure x = drawn();
            Enclosure inverse = of("inverse", x);
            for (Dyadic value : new Dyadic[] {x.low, x.middle, x.high}) {
                int sign = value.n.signum();
                // low ≤ 1/v ≤ high, each times v.
                int low = inverse.low.againstInverse(value);
                int high = inverse.high.againstInverse(value);
                assertTrue(sign > 0 ? low <= 0 && high >= 0 : low >= 0 && high <= 0, x + " has the inverse " + inverse);
            }
        }
    }

    @Test
    void sumsAndProductsHoldThoseOfTheEnds() throws ReflectiveOperationException {
        for (int k = 0; k < 2000; k++) {
            Enclosure x = drawn();
            Enclosure y = drawn();
            Enclosure sum = of("plus", x, y);
            Enclosure product = of("times", x, y);
            for (Dyadic a : new Dyadic[] {x.low, x.middle, x.high}) {
                for (Dyadic b : new Dyadic[] {y.low, y.middle, y.high}) {
                    assertHolds(sum, a.plus(b));
                    assertHolds(product, a.times(b));
                }
            }
        }
    }

    @Test
    void aHullHoldsBoth() throws ReflectiveOperationException {
        for (int k = 0; k < 500; k++) {
            Enclosure x = drawn();
            Enclosure y = drawn();
            Enclosure hull = of("hull", x, y);
            for (Dyadic value : new Dyadic[] {x.low, x.high, y.low, y.high}) {
                assertHolds(hull, value);
            }
        }
    }

    /** φ_j of each end and of the middle, with many bits, is in φ_j of the ball with few, and e^y e^{−y} = 1 (certificate-K2). */
    @Test
    void exponentialsHoldThoseOfWhatTheBallHolds() throws ReflectiveOperationException {
        Field bits = opened(Checker.class.getDeclaredField("bits"));
        Method phi = opened(Checker.class.getDeclaredMethod("phi", int.class, ball));
        Constructor<?> made =
                opened(ball.getDeclaredConstructor(Checker.class, BigInteger.class, long.class, int.class));
        for (int k = 0; k < 1500; k++) {
            BigInteger m = new BigInteger(2 + random.nextInt(80), random);
            long r = random.nextInt(3) == 0 ? 0 : m.bitLength() < 62 ? m.longValueExact() >> random.nextInt(34) : 1;
            int e = random.nextInt(30) - 22 - m.bitLength();
            Enclosure y = enclosure(made.newInstance(checker, random.nextBoolean() ? m : m.negate(), r, e));
            int j = random.nextInt(3);
            Enclosure coarse = enclosure(phi.invoke(checker, j, y.ball));
            for (Dyadic at : new Dyadic[] {y.low, y.middle, y.high}) {
                bits.setInt(checker, 5 * BITS);
                Enclosure sharp = enclosure(phi.invoke(checker, j, made.newInstance(checker, at.n, 0L, at.e)));
                Object minus = made.newInstance(checker, at.n.negate(), 0L, at.e);
                Enclosure one = of(
                        "times",
                        enclosure(phi.invoke(checker, 0, minus)),
                        enclosure(phi.invoke(checker, 0, made.newInstance(checker, at.n, 0L, at.e))));
                assertHolds(one, new Dyadic(BigInteger.ONE, 0));
                bits.setInt(checker, BITS);
                assertTrue(coarse.low.compare(sharp.high) <= 0 && sharp.low.compare(coarse.high) <= 0, j + " of " + y);
            }
        }
    }
}
