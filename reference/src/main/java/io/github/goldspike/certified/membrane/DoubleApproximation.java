package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.root.Guess;

/** A membrane in binary64. It says where to look; no bound ever rests on it. */
final class DoubleApproximation {

    private final double beta;
    private final double leak;
    private final double threshold;
    private final double rheobase;
    private final double potential;
    private final double[] alphas;
    private final double[] currents;

    DoubleApproximation(Trajectory membrane) {
        Cell cell = membrane.cell();
        this.beta = cell.beta().approximate();
        this.leak = cell.leak().approximate();
        this.threshold = cell.threshold().approximate();
        this.rheobase = cell.rheobase().approximate();
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
        return Guess.zero(low, high, this::excess, s -> drive(s) - beta * excess(s));
    }

    /** About where the drive changes its sign between low and high. */
    Ball zeroOfDrive(Ball low, Ball high) {
        return Guess.zero(low, high, this::drive, s -> driveSlope(s));
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
        double sum = -rheobase;
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
}
