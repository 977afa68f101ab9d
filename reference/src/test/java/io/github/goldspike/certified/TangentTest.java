package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.conditioning.Tangent;
import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums of tangents enclose the true sums: conditioning-K2. */
class TangentTest {

    private static final int SIZE = 5;

    private final Random random = new Random(3);

    /** A ball, and a real of it that stands for what it encloses. */
    private record Enclosed(Ball ball, Rational real) {}

    /** Of any size from 2^-40 to 2^40; the real lies at one end of the ball, or in the middle. */
    private Enclosed number(boolean wide) {
        BigInteger mid = new BigInteger(90, random);
        mid = random.nextBoolean() ? mid : mid.negate();
        int exponent = random.nextInt(80) - 130;
        int radius = -20 - random.nextInt(30);
        Ball centre = Ball.exactly(mid, exponent);
        Rational real = rational(mid, exponent);
        if (!wide) {
            return new Enclosed(centre.withPrecision(96), real);
        }
        Rational away = rational(mid, exponent + radius).times(Rational.of(random.nextInt(3) - 1));
        return new Enclosed(centre.withPrecision(96).widenedBy(centre.shift(radius)), real.plus(away));
    }

    /** For exponents below zero. */
    private static Rational rational(BigInteger mid, int exponent) {
        return Rational.of(new java.math.BigDecimal(mid))
                .dividedBy(Rational.of(new java.math.BigDecimal(BigInteger.ONE.shiftLeft(-exponent))));
    }

    private record Exact(Tangent tangent, Rational[] entries) {}

    private Exact sum(List<Exact> earlier, boolean wide) {
        Map<Integer, Ball> factors = new HashMap<>();
        Map<Integer, Ball> rest = new HashMap<>();
        Rational[] entries = new Rational[SIZE];
        for (int p = 0; p < SIZE; p++) {
            entries[p] = Rational.ZERO;
            if (random.nextInt(3) > 0) {
                Enclosed number = number(wide);
                rest.put(p, number.ball);
                entries[p] = number.real;
            }
        }
        for (int g = 0; g < earlier.size(); g++) {
            if (random.nextInt(3) > 0) {
                Enclosed factor = number(wide);
                factors.put(g, factor.ball);
                for (int p = 0; p < SIZE; p++) {
                    entries[p] = entries[p].plus(factor.real.times(earlier.get(g).entries[p]));
                }
            }
        }
        List<Tangent> tangents = earlier.stream().map(Exact::tangent).toList();
        return new Exact(Tangent.sum(SIZE, tangents, factors, rest), entries);
    }

    @Test
    void sumsOfSumsEncloseTheTrueOnes() {
        for (int attempt = 0; attempt < 2000; attempt++) {
            boolean wide = attempt % 2 == 0;
            List<Exact> sums = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                sums.add(sum(sums, wide));
            }
            for (Exact sum : sums) {
                Rational total = Rational.ZERO;
                for (int p = 0; p < SIZE; p++) {
                    Rational entry = sum.entries[p];
                    assertTrue(sum.tangent.at(p).contains(entry), sum.tangent.at(p) + " has not " + entry);
                    total = total.plus(entry.signum() < 0 ? entry.negate() : entry);
                }
                assertTrue(sum.tangent.sumOfMagnitudes().contains(total), "sum of magnitudes");
            }
        }
    }

    @Test
    void aSumOfExactNumbersKeepsFiftyBits() {
        for (int attempt = 0; attempt < 200; attempt++) {
            Ball sum = sum(List.of(sum(List.of(), false)), false).tangent.sumOfMagnitudes();
            if (sum.isPositive()) {
                assertTrue(sum.radius().isLessThan(sum.midpoint().shift(-50)), sum.toString());
            }
        }
    }

    @Test
    void nothingIsZero() {
        Tangent nothing = Tangent.sum(SIZE, List.of(), Map.of(), Map.of());
        assertTrue(nothing.sumOfMagnitudes().contains(Rational.ZERO));
    }
}
