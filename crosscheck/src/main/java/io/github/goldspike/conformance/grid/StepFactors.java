package io.github.goldspike.conformance.grid;

import io.github.goldspike.grid.Decay;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.model.Rational;

/** The factors of a step (grids-N3), by the formulas as they are usually written, with what those may be off by. */
final class StepFactors {

    private final Grid grid;
    private final Roundings roundings;
    private final Rounded dt;
    private final Rounded one;

    StepFactors(Grid grid, Roundings roundings) {
        this.grid = grid;
        this.roundings = roundings;
        this.dt = roundings.of(grid.dt());
        this.one = roundings.of(Rational.ONE);
    }

    Rounded dt() {
        return dt;
    }

    /** D(r). */
    Rounded decay(Rational rate) {
        Rounded lost = roundings.times(roundings.of(rate), dt);
        return grid.decay() == Decay.EULER ? roundings.minus(one, lost) : roundings.exp(lost.negate());
    }

    private Rounded left(Rational rate) {
        return roundings.exp(roundings.times(roundings.of(rate), dt).negate());
    }

    /** H = (1 − e^(−r·dt))/r. */
    private Rounded held(Rational rate) {
        return rate.signum() == 0 ? dt : roundings.over(roundings.minus(one, left(rate)), roundings.of(rate));
    }

    /** G(α, β). */
    Rounded gain(Rational alpha, Rational beta) {
        return switch (grid.gain()) {
            case EULER -> dt;
            case ONE -> one;
            case HELD -> held(beta);
            case AVERAGED -> roundings.times(held(beta), roundings.over(held(alpha), dt));
            case EXACT ->
                alpha.equals(beta)
                        ? roundings.times(dt, left(beta))
                        : roundings.over(roundings.minus(left(alpha), left(beta)), roundings.of(beta.minus(alpha)));
        };
    }

    /** dD/dr = −dt or −dt·D. */
    Rounded decayByRate(Rational rate) {
        Rounded slope = dt.negate();
        return grid.decay() == Decay.EULER ? slope : roundings.times(slope, decay(rate));
    }

    /** dH/dr = (dt·e^(−r·dt) − H)/r; −dt²/2 where r = 0. */
    private Rounded heldByRate(Rational rate) {
        return rate.signum() == 0
                ? half(roundings.times(dt, dt)).negate()
                : roundings.over(roundings.minus(roundings.times(dt, left(rate)), held(rate)), roundings.of(rate));
    }

    private Rounded half(Rounded value) {
        return roundings.times(roundings.of(Rational.of(1, 2)), value);
    }

    /** ∂G/∂α. */
    Rounded gainByAlpha(Rational alpha, Rational beta) {
        return switch (grid.gain()) {
            case EULER, ONE, HELD -> Rounded.ZERO;
            case AVERAGED -> roundings.times(held(beta), roundings.over(heldByRate(alpha), dt));
            case EXACT ->
                alpha.equals(beta)
                        ? bothRates(beta)
                        : roundings.over(
                                roundings.minus(gain(alpha, beta), roundings.times(dt, left(alpha))),
                                roundings.of(beta.minus(alpha)));
        };
    }

    /** ∂G/∂β. */
    Rounded gainByBeta(Rational alpha, Rational beta) {
        return switch (grid.gain()) {
            case EULER, ONE -> Rounded.ZERO;
            case HELD -> heldByRate(beta);
            case AVERAGED -> roundings.times(heldByRate(beta), roundings.over(held(alpha), dt));
            case EXACT ->
                alpha.equals(beta)
                        ? bothRates(beta)
                        : roundings.over(
                                roundings.minus(roundings.times(dt, left(beta)), gain(alpha, beta)),
                                roundings.of(beta.minus(alpha)));
        };
    }

    /** ∂h/∂α = ∂h/∂β = −dt²·e^(−β·dt)/2 where α = β. */
    private Rounded bothRates(Rational beta) {
        return half(roundings.times(roundings.times(dt, dt), left(beta))).negate();
    }

    /** What a constant current of 1 adds to V, by β. */
    Rounded constantGainByBeta(Rational beta) {
        return switch (grid.gain()) {
            case EULER, ONE -> Rounded.ZERO;
            case HELD, AVERAGED, EXACT -> heldByRate(beta);
        };
    }

    /** What a constant current of 1 adds to V. */
    Rounded constantGain(Rational beta) {
        return switch (grid.gain()) {
            case EULER -> dt;
            case ONE -> one;
            case HELD, AVERAGED, EXACT -> held(beta);
        };
    }
}
