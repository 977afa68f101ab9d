package io.github.goldspike.root;

import io.github.goldspike.ball.Ball;
import java.util.function.DoubleUnaryOperator;

/** Zeros in binary64. They say where to look; no bound ever rests on them. */
public final class Guess {

    private static final int MAX_STEPS = 100;

    private Guess() {}

    /** Newton's method kept inside a bracket; the middle of the bracket where binary64 cannot resolve it. */
    public static Ball zero(Ball low, Ball high, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
        double a = low.approximate();
        double b = high.approximate();
        double fa = f.applyAsDouble(a);
        double fb = f.applyAsDouble(b);
        double x = 0.5 * (a + b);
        for (int i = 0; i < MAX_STEPS && a < x && x < b && fa * fb < 0; i++) {
            double fx = f.applyAsDouble(x);
            if (fx == 0) {
                break;
            }
            if (fx * fa > 0) {
                a = x;
            } else {
                b = x;
            }
            double newton = x - fx / slope.applyAsDouble(x);
            double next = a < newton && newton < b ? newton : 0.5 * (a + b);
            if (Math.abs(next - x) <= 2 * Math.ulp(x)) {
                break;
            }
            x = next;
        }
        Ball guess = Double.isFinite(x) ? Ball.exactlyOf(x) : low;
        boolean inside = guess.isGreaterThan(low) && guess.isLessThan(high);
        return inside ? guess : low.plus(high).half();
    }
}
