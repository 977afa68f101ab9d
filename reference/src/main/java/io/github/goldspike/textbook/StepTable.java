package io.github.goldspike.textbook;

import io.github.goldspike.grid.Decay;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.Surrogate;
import org.apfloat.ApfloatMath;

/** The formulas of the specification's table of a step, as they stand there. */
final class StepTable {

    private final Grid grid;
    private final Precision precision;
    private final Real dt;

    StepTable(Grid grid, Precision precision) {
        this.grid = grid;
        this.precision = precision;
        this.dt = precision.of(grid.dt());
    }

    private Sensitive one() {
        return Sensitive.constant(precision.of(1));
    }

    /** D(r). */
    Sensitive decay(Sensitive rate) {
        return grid.decay() == Decay.EULER ? one().minus(rate.times(dt)) : exponential(rate);
    }

    /** e^(−r·dt). */
    private Sensitive exponential(Sensitive rate) {
        return rate.times(dt.negate()).exp();
    }

    /** H = (1 − e^(−β·dt))/β, and dt − β·dt²/2 + … where β = 0. */
    private Sensitive held(Sensitive beta) {
        if (beta.value().signum() == 0) {
            return beta.mapped(dt, dt.squared().half().negate());
        }
        return one().minus(exponential(beta)).times(beta.inverse());
    }

    /** G of a current of rate α. */
    Sensitive gain(Sensitive alpha, Sensitive beta) {
        return switch (grid.gain()) {
            case EULER -> Sensitive.constant(dt);
            case ONE -> one();
            case HELD -> held(beta);
            case AVERAGED ->
                held(beta)
                        .times(one().minus(exponential(alpha)))
                        .times(alpha.times(dt).inverse());
            case EXACT -> kernel(alpha, beta);
        };
    }

    /** h(dt; α, β), symmetric in its rates: where they are equal each has half the derivative of dt·e^(−rate·dt). */
    private Sensitive kernel(Sensitive alpha, Sensitive beta) {
        if (alpha.value().is(beta.value())) {
            return exponential(alpha.plus(beta).times(precision.of(1).half())).times(dt);
        }
        return exponential(alpha)
                .minus(exponential(beta))
                .times(beta.minus(alpha).inverse());
    }

    /** What an input current of 1 adds to V. */
    Sensitive constantGain(Sensitive beta) {
        return switch (grid.gain()) {
            case EULER -> Sensitive.constant(dt);
            case ONE -> one();
            case HELD, AVERAGED, EXACT -> held(beta);
        };
    }

    /** dz/dV at x = V − ϑ. */
    Real slope(Surrogate surrogate, Real x) {
        Real one = precision.of(1);
        Real k = precision.of(surrogate.slope());
        Real kx = k.times(x);
        Real value = switch (surrogate.kind()) {
            case FAST_SIGMOID -> one.over(one.plus(kx.abs()).squared());
            case ARCTAN -> {
                Real pi = new Real(precision, ApfloatMath.pi(precision.digits()));
                yield k.half().over(one.plus(pi.times(kx).half().squared()));
            }
            case SIGMOID -> {
                Real sigma = one.over(one.plus(kx.negate().exp()));
                yield k.times(sigma).times(one.minus(sigma));
            }
            case TRIANGLE -> Real.max(precision.of(0), one.minus(kx.abs()));
            case STRAIGHT_THROUGH -> one;
        };
        return value.times(precision.of(surrogate.scale()));
    }
}
