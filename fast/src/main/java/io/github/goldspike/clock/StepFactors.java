package io.github.goldspike.clock;

import io.github.goldspike.grid.Decay;
import io.github.goldspike.grid.Gain;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.model.Rational;
import io.github.goldspike.simd.Exponential;

/**
 * The factors of a step and their derivatives by the rates (grids-N3). Rational ones are rounded once; the others have a relative error of a
 * few units of binary64, the derivatives of means below 2⁻⁴⁵ (grids-N10).
 */
final class StepFactors {

    /** Below it the series of the derivative of the mean is summed, above it the quotient loses few bits. */
    private static final double SERIES = 1;

    private static final int TERMS = 22;

    private final Grid grid;
    private final double dt;

    StepFactors(Grid grid) {
        this.grid = grid;
        this.dt = grid.dt().toDouble();
    }

    /** D(r). */
    double decay(Rational rate) {
        Rational lost = rate.times(grid.dt());
        return grid.decay() == Decay.EULER ? Rational.ONE.minus(lost).toDouble() : Exponential.exp(-lost.toDouble());
    }

    /** 1 − D(r), without cancellation. */
    double lost(Rational rate) {
        double lost = rate.times(grid.dt()).toDouble();
        return grid.decay() == Decay.EULER ? lost : -Exponential.expm1(-lost);
    }

    /** dD/dr. */
    double decayByRate(Rational rate) {
        return grid.decay() == Decay.EULER ? -dt : -dt * decay(rate);
    }

    /** G(α, β). */
    double gain(Rational alpha, Rational beta) {
        return switch (grid.gain()) {
            case EULER -> dt;
            case ONE -> 1;
            case HELD -> dt * mean(beta);
            case AVERAGED -> dt * mean(beta) * mean(alpha);
            case EXACT -> left(alpha) * dt * mean(beta.minus(alpha));
        };
    }

    /** dG/dα. */
    double gainByAlpha(Rational alpha, Rational beta) {
        return switch (grid.gain()) {
            case EULER, ONE, HELD -> 0;
            case AVERAGED -> dt * mean(beta) * meanByRate(alpha);
            case EXACT -> -dt * gain(alpha, beta) - gainByBeta(alpha, beta);
        };
    }

    /** dG/dβ. */
    double gainByBeta(Rational alpha, Rational beta) {
        return switch (grid.gain()) {
            case EULER, ONE -> 0;
            case HELD -> dt * meanByRate(beta);
            case AVERAGED -> dt * meanByRate(beta) * mean(alpha);
            case EXACT -> left(alpha) * dt * meanByRate(beta.minus(alpha));
        };
    }

    /** What a constant current of 1 adds to V. */
    double constantGain(Rational beta) {
        return switch (grid.gain()) {
            case EULER -> dt;
            case ONE -> 1;
            case HELD, AVERAGED, EXACT -> dt * mean(beta);
        };
    }

    /** Its derivative by β. */
    double constantGainByBeta(Rational beta) {
        return grid.gain() == Gain.EULER || grid.gain() == Gain.ONE ? 0 : dt * meanByRate(beta);
    }

    /** How much V' rises for a current of 1: 1, or 1/dt where the current enters V whatever dt (grids-N11). */
    double slope() {
        return grid.gain() == Gain.ONE ? grid.dt().reciprocal().toDouble() : 1;
    }

    private double left(Rational rate) {
        return Exponential.exp(-rate.times(grid.dt()).toDouble());
    }

    /** (1 − e^(−x))/x with x = r·dt. */
    private double mean(Rational rate) {
        double x = rate.times(grid.dt()).toDouble();
        return x == 0 ? 1 : -Exponential.expm1(-x) / x;
    }

    /** dt times the derivative of (1 − e^(−x))/x by x: (e^(−x) − mean)/x, near 0 its series Σ −k(−x)^(k−1)/(k+1)!. */
    private double meanByRate(Rational rate) {
        double x = rate.times(grid.dt()).toDouble();
        if (Math.abs(x) > SERIES) {
            return dt * (Exponential.exp(-x) - mean(rate)) / x;
        }
        double sum = 0;
        double power = 0.5;
        for (int k = 1; k <= TERMS; k++) {
            sum -= k * power;
            power *= -x / (k + 2);
        }
        return dt * sum;
    }
}
