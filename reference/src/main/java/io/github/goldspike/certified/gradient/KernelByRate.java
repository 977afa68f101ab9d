package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;

/**
 * The derivatives of the kernel h(s) by its two rates, without loss of digits however near the rates are (proofs-notes/gradient.md,
 * gradient-G9).
 *
 * @param byAlpha ∂h/∂α
 * @param byBeta ∂h/∂β
 */
public record KernelByRate(Ball byAlpha, Ball byBeta) {

    /** The series is used where |(β − α)s| ≤ 2^−6. */
    private static final int SERIES = -6;

    /** Where few digits are wanted, for condition numbers, the differences may lose 16 bits; they take less time. */
    private static final int SHORT_SERIES = -16;

    private static final int SHORT_BITS = 128;

    /**
     * Encloses both.
     *
     * @param delta β − α, exactly zero where they agree
     * @param s time since the arrival, of limited precision
     * @param alphaDecay e^{−αs}
     * @param betaDecay e^{−βs}
     * @param kernel h(s)
     */
    public static KernelByRate of(Ball delta, Ball s, Ball alphaDecay, Ball betaDecay, Ball kernel) {
        Ball u = delta.times(s);
        if (u.magnitude() <= (u.bits() < SHORT_BITS ? SHORT_SERIES : SERIES)) {
            Ball factor = s.times(s).negate();
            return new KernelByRate(
                    factor.times(alphaDecay).times(phi2(u.negate())),
                    factor.times(betaDecay).times(phi2(u)));
        }
        return new KernelByRate(
                kernel.minus(s.times(alphaDecay)).dividedBy(delta),
                s.times(betaDecay).minus(kernel).dividedBy(delta));
    }

    /** Σ_{k<n} u^k/(k+2)! by Horner's rule, the rest being at most |u|^n. */
    private static Ball phi2(Ball u) {
        if (u.isZero()) {
            return Ball.ONE.half();
        }
        long magnitude = u.magnitude();
        long terms = u.bits() / -magnitude + 1;
        Ball sum = Ball.ONE.withPrecision(u.bits());
        for (long k = terms - 1; k > 0; k--) {
            sum = sum.times(u).dividedBy(Ball.exactly(k + 2)).plus(Ball.ONE);
        }
        return sum.half().widenedBy(Ball.ONE.shift(magnitude * terms));
    }
}
