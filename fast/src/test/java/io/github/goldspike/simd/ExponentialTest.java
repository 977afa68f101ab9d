package io.github.goldspike.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The bounds of proofs-notes/exp-double.md, against enclosures. */
class ExponentialTest {

    private static final int BITS = 200;

    @Test
    void expKeepsItsBound() {
        assertBound(1.9, Exponential::exp, Ball::exp, arguments(707.9));
        assertBound(4.9, Exponential::exp, Ball::exp, DoubleStream.of(708.5, 709.7, -708.3));
    }

    @Test
    void expm1KeepsItsBound() {
        assertBound(5, Exponential::expm1, Ball::expm1, arguments(707.9));
        assertBound(5, Exponential::expm1, Ball::expm1, tiny());
    }

    @Test
    void theEndsOfTheRangeAreThoseOfTheFunction() {
        assertEquals(Double.POSITIVE_INFINITY, Exponential.exp(710));
        assertEquals(Double.POSITIVE_INFINITY, Exponential.exp(Double.POSITIVE_INFINITY));
        assertEquals(0, Exponential.exp(Double.NEGATIVE_INFINITY));
        assertEquals(0, Exponential.exp(-746));
        assertTrue(Exponential.exp(-745) > 0);
        assertTrue(Double.isNaN(Exponential.exp(Double.NaN)));
        assertEquals(1, Exponential.exp(0));
        assertEquals(-1, Exponential.expm1(-800));
        assertTrue(Double.isNaN(Exponential.expm1(Double.NaN)));
        assertEquals(Double.MIN_VALUE, Exponential.expm1(Double.MIN_VALUE));
    }

    private static DoubleStream arguments(double bound) {
        SplittableRandom random = new SplittableRandom(1);
        DoubleStream wide = random.doubles(4000, -bound, bound);
        DoubleStream ordinary = random.doubles(8000, -3, 3);
        // Just beside the arguments at which the reduction takes another multiple of ln 2.
        DoubleStream seams = random.doubles(4000, -20, 20)
                .map(x -> (Math.rint(x) + 0.5) * Math.log(2))
                .map(x -> random.nextBoolean() ? Math.nextUp(x) : Math.nextDown(x));
        return DoubleStream.concat(wide, DoubleStream.concat(ordinary, seams));
    }

    private static DoubleStream tiny() {
        SplittableRandom random = new SplittableRandom(2);
        return random.doubles(4000, -1, 1).map(x -> Math.scalb(x, -random.nextInt(60)));
    }

    private static void assertBound(
            double bound, DoubleUnaryOperator function, UnaryOperator<Ball> exact, DoubleStream arguments) {
        arguments.forEach(x -> {
            double found = function.applyAsDouble(x);
            Ball truth = exact.apply(Ball.of(Rational.of(x), BITS));
            double error = Ball.of(Rational.of(found), BITS)
                    .minus(truth)
                    .dividedBy(truth)
                    .approximate();
            assertTrue(
                    Math.abs(error) <= bound * 0x1p-53, () -> "at " + x + ": " + error / 0x1p-53 + " units of 2^-53");
        });
    }
}
