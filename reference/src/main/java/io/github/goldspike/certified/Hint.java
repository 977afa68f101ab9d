package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import java.util.function.DoubleUnaryOperator;

/** A membrane in binary64. It says where to look; no bound ever rests on it. */
final class Hint {

    private static final int MAX_STEPS = 100;

    private final double beta;
    private final double leak;
    private final double threshold;
    private final double drive0;
    private final double potential;
    private final double[] alphas;
    private final double[] currents;

    Hint(Trajectory membrane) {
        Cell cell = membrane.cell();
        this.beta = cell.beta().approximate();
        this.leak = cell.leak().approximate();
        this.threshold = cell.threshold().approximate();
        this.drive0 = cell.drive0().approximate();
        this.potential = membrane.start().potential().approximate();
        this.alphas = approximate(cell.alphas());
        this.currents = approximate(membrane.start().currents());
    }

    private static double[] approximate(Ball[] values) {
        double[] doubles = new double[values.length];
        for (int k = 0; k < doubles.length; k++) {
            doubles[k] = values[k].approximate();
        }
        return doubles;
    }

    /** About where V crosses the threshold between low and high. */
    Ball crossing(Ball low, Ball high) {
        return zero(low, high, this::excess, s -> drive(s) - beta * excess(s));
    }

    /** About where the drive changes its sign between low and high. */
    Ball zeroOfDrive(Ball low, Ball high) {
        return zero(low, high, this::drive, s -> driveSlope(s));
    }

    private double excess(double s) {
        double v = leak + (potential - leak) * Math.exp(-beta * s) - threshold;
        for (int k = 0; k < alphas.length; k++) {
            double delta = beta - alphas[k];
            double ratio = Math.abs(delta * s) < 1e-300 ? s : Math.expm1(delta * s) / delta;
            v += currents[k] * Math.exp(-beta * s) * ratio;
        }
        return v;
    }

    private double drive(double s) {
        double sum = -drive0;
        for (int k = 0; k < alphas.length; k++) {
            sum += currents[k] * Math.exp(-alphas[k] * s);
        }
        return sum;
    }

    private double driveSlope(double s) {
        double sum = 0;
        for (int k = 0; k < alphas.length; k++) {
            sum -= alphas[k] * currents[k] * Math.exp(-alphas[k] * s);
        }
        return sum;
    }

    /** Newton's method kept inside a bracket; the middle of the bracket where binary64 cannot resolve it. */
    private static Ball zero(Ball low, Ball high, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
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
