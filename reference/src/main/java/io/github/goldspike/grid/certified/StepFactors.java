package io.github.goldspike.grid.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.grid.Decay;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.model.Rational;
import java.util.HashMap;
import java.util.Map;

/** The factors of a step and their derivatives by the rates (grids-N3); each is computed once. */
final class StepFactors {

    /** Bits beyond those of the fixed point, so that the roundings of balls are lost in its last place. */
    private static final int GUARD_BITS = 40;

    /** D(r) and dD/dr. */
    record Decaying(Coefficient factor, Coefficient byRate) {}

    /** G(α, β), dG/dα and dG/dβ. */
    record Gaining(Coefficient factor, Coefficient byAlpha, Coefficient byBeta) {}

    private record Pair(Rational alpha, Rational beta) {}

    private final Grid grid;
    private final FixedPoint point;
    private final Map<Rational, Decaying> decays = new HashMap<>();
    private final Map<Pair, Gaining> gains = new HashMap<>();

    StepFactors(Grid grid, FixedPoint point) {
        this.grid = grid;
        this.point = point;
    }

    Decaying decay(Rational rate) {
        return decays.computeIfAbsent(rate, this::newDecay);
    }

    Gaining gain(Rational alpha, Rational beta) {
        return gains.computeIfAbsent(new Pair(alpha, beta), pair -> newGain(pair.alpha(), pair.beta()));
    }

    /** What a constant current of 1 adds to V: dt, H or 1; its derivative by β. */
    Gaining constantGain(Rational beta) {
        Coefficient zero = exactly(Rational.ZERO);
        return switch (grid.gain()) {
            case ONE -> new Gaining(exactly(Rational.ONE), zero, zero);
            case EULER -> new Gaining(exactly(grid.dt()), zero, zero);
            case HELD, AVERAGED, EXACT -> new Gaining(held(beta), zero, heldByBeta(beta));
        };
    }

    private Decaying newDecay(Rational rate) {
        Rational dt = grid.dt();
        if (grid.decay() == Decay.EULER) {
            return new Decaying(exactly(Rational.ONE.minus(rate.times(dt))), exactly(dt.negate()));
        }
        if (rate.signum() == 0) {
            return new Decaying(exactly(Rational.ONE), exactly(dt.negate()));
        }
        Ball factor = exp(rate, bits(rate));
        return new Decaying(nearly(factor), nearly(factor.times(ball(dt.negate(), bits(rate)))));
    }

    private Gaining newGain(Rational alpha, Rational beta) {
        Coefficient zero = exactly(Rational.ZERO);
        return switch (grid.gain()) {
            case ONE -> new Gaining(exactly(Rational.ONE), zero, zero);
            case EULER -> new Gaining(exactly(grid.dt()), zero, zero);
            case HELD -> new Gaining(held(beta), zero, heldByBeta(beta));
            case AVERAGED -> averaged(alpha, beta);
            case EXACT -> exact(alpha, beta);
        };
    }

    private Coefficient held(Rational beta) {
        return beta.signum() == 0 ? exactly(grid.dt()) : nearly(heldBall(beta));
    }

    private Coefficient heldByBeta(Rational beta) {
        return beta.signum() == 0
                ? exactly(grid.dt().times(grid.dt()).dividedBy(Rational.of(-2)))
                : nearly(heldBallByBeta(beta));
    }

    /** H = (1 − e^(−β·dt))/β. */
    private Ball heldBall(Rational beta) {
        return mean(beta, bits(beta)).times(ball(grid.dt(), bits(beta)));
    }

    private Ball heldBallByBeta(Rational beta) {
        return meanByRate(beta).times(ball(grid.dt(), bits(beta)));
    }

    /** (1 − e^(−r·dt))/(r·dt), 1 for r = 0. */
    private Ball mean(Rational rate, int bits) {
        if (rate.signum() == 0) {
            return Ball.ONE.withPrecision(bits);
        }
        Ball exponent = ball(rate.times(grid.dt()), bits);
        return exponent.negate().expm1().negate().dividedBy(exponent);
    }

    /** The derivative of (1 − e^(−r·dt))/(r·dt) by r: (e^(−r·dt) − mean)/r, or −dt/2 for r = 0. */
    private Ball meanByRate(Rational rate) {
        if (rate.signum() == 0) {
            return ball(grid.dt(), bits(rate)).half().negate();
        }
        int bits = bits(rate);
        return exp(rate, bits).minus(mean(rate, bits)).dividedBy(ball(rate, bits));
    }

    private Gaining averaged(Rational alpha, Rational beta) {
        int bits = Math.max(bits(alpha), bits(beta));
        Ball average = mean(alpha, bits);
        Ball held = beta.signum() == 0 ? ball(grid.dt(), bits) : heldBall(beta);
        Ball heldByBeta = beta.signum() == 0
                ? ball(grid.dt().times(grid.dt()), bits).half().negate()
                : heldBallByBeta(beta);
        return new Gaining(
                nearly(held.times(average)), nearly(held.times(meanByRate(alpha))), nearly(heldByBeta.times(average)));
    }

    /** With δ = β − α: h = e^(−α·dt)·dt·mean(δ), ∂h/∂β = e^(−α·dt)·dt·mean'(δ), ∂h/∂α = −dt·h − ∂h/∂β. */
    private Gaining exact(Rational alpha, Rational beta) {
        Rational difference = beta.minus(alpha);
        int bits = Math.max(bits(difference), bits(alpha));
        Ball dt = ball(grid.dt(), bits);
        Ball arrived = exp(alpha, bits).times(dt);
        Ball h = arrived.times(mean(difference, bits));
        Ball byBeta = arrived.times(meanByRate(difference));
        return new Gaining(nearly(h), nearly(dt.times(h).negate().minus(byBeta)), nearly(byBeta));
    }

    private Ball exp(Rational rate, int bits) {
        return ball(rate.times(grid.dt()).negate(), bits).exp();
    }

    /** Bits behind the point, and those that e^(−r·dt) − 1 and its quotients by r lose for a small or a large r. */
    private int bits(Rational rate) {
        int size = rate.signum() == 0
                ? 0
                : Math.abs(rate.numerator().bitLength() - rate.denominator().bitLength())
                        + Math.abs(grid.dt().numerator().bitLength()
                                - grid.dt().denominator().bitLength());
        return point.fraction() + GUARD_BITS + 3 * size;
    }

    private static Ball ball(Rational rational, int bits) {
        return Ball.of(rational, bits).withPrecision(bits);
    }

    private Coefficient exactly(Rational rational) {
        return Coefficient.of(rational, point);
    }

    private Coefficient nearly(Ball ball) {
        return Coefficient.of(ball, point);
    }
}
