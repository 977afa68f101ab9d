package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import java.util.Arrays;
import java.util.Collection;

/**
 * The adjoint variables of one neuron, run backward in time (kernels-R9): λ_{k,m}(t) = ∫ (s − t)ᵐ e^{−a_k(s−t)} dM(s) over s > t, for a
 * measure M of densities and point masses. What an event at t moves in ∫ V dM is a sum of them.
 */
final class AdjointState {

    private final Rates rates;
    private final Ball[][] lambda;
    private Ball time;
    private boolean zero = true;

    /**
     * @param functions whose effects are asked for
     * @param rates those of the functions, and of the densities
     * @param end after which there is nothing
     */
    AdjointState(Collection<ExponentialPolynomial> functions, Rates rates, Ball end) {
        this.rates = rates;
        this.time = end;
        this.lambda = new Ball[rates.size()][];
        int[] size = new int[rates.size()];
        Arrays.fill(size, 1);
        functions.stream()
                .flatMap(function -> function.terms().stream())
                .forEach(term -> size[rates.indexOf(term.rate())] =
                        Math.max(size[rates.indexOf(term.rate())], term.power() + 1));
        for (int k = 0; k < lambda.length; k++) {
            lambda[k] = new Ball[size[k]];
            Arrays.fill(lambda[k], Ball.ZERO);
        }
    }

    Ball time() {
        return time;
    }

    /** Whether M is zero from here on. */
    boolean isZero() {
        return zero;
    }

    /** Goes back to an earlier time; in between M is zero. */
    void backTo(Ball earlier) {
        Ball u = time.minus(earlier).withPrecision(rates.bits());
        time = earlier;
        for (int k = 0; k < lambda.length && !zero; k++) {
            Ball decay = rates.decay(k, u);
            for (int m = lambda[k].length - 1; m >= 0; m--) {
                // Σ_r C(m, r) u^{m−r} λ_r by Horner's rule.
                Ball sum = lambda[k][0];
                for (int r = 1; r <= m; r++) {
                    sum = sum.times(u).plus(binomial(m, r).times(lambda[k][r]));
                }
                lambda[k][m] = sum.times(decay);
            }
        }
    }

    /**
     * Goes back to an earlier time.
     *
     * @param density of M in between, as a function of the time since {@code earlier}
     * @param integrals from then to the present time
     */
    void backTo(Ball earlier, Waveform density, Integrals integrals) {
        backTo(earlier);
        for (int k = 0; k < lambda.length; k++) {
            for (int m = 0; m < lambda[k].length; m++) {
                lambda[k][m] = lambda[k][m].plus(integrals.withPower(k, m, density));
            }
        }
        zero = false;
    }

    private static Ball binomial(int m, int r) {
        long binomial = 1;
        for (int k = 1; k <= r; k++) {
            binomial = binomial * (m - r + k) / k;
        }
        return Ball.exactly(binomial);
    }

    /** Adds a point mass at the present time; what begins now is zero there, or does not see it. */
    void add(Ball mass) {
        for (Ball[] variables : lambda) {
            variables[0] = variables[0].plus(mass);
        }
        zero = false;
    }

    /** ∫ κ(s − t) dM(s). */
    Ball of(ExponentialPolynomial function) {
        Ball sum = Ball.ZERO.withPrecision(rates.bits());
        if (zero) {
            return sum;
        }
        for (ExponentialPolynomial.Term term : function.terms()) {
            Ball coefficient = Ball.of(term.coefficient(), rates.bits());
            sum = sum.plus(coefficient.times(lambda[rates.indexOf(term.rate())][term.power()]));
        }
        return sum;
    }
}
