package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.gradient.KernelByRate;
import io.github.goldspike.certified.membrane.Response;

/**
 * The kernel h(s) with all its first and second derivatives by s, α and β, also where the rates are near or equal
 * (conditioning-K7).
 */
record KernelCurvature(
        Ball h,
        Ball byTime,
        Ball byAlpha,
        Ball byBeta,
        Ball byTimeTwice,
        Ball byTimeAndAlpha,
        Ball byTimeAndBeta,
        Ball byAlphaTwice,
        Ball byBoth,
        Ball byBetaTwice) {

    /** The series is used where |(β − α)s| ≤ 2^−8; the differences lose twice as many bits. */
    private static final int SERIES = -8;

    /**
     * @param delta β − α, exactly zero where they agree
     * @param s time since the arrival, positive and of limited precision
     */
    static KernelCurvature of(Ball alpha, Ball beta, Ball delta, Ball s) {
        Ball alphaDecay = alpha.times(s).negate().exp();
        Ball betaDecay = beta.times(s).negate().exp();
        Ball v = delta.times(s);
        Ball h = delta.isZero()
                ? s.times(betaDecay)
                : (Response.outgrows(v) ? alphaDecay.minus(betaDecay) : betaDecay.times(v.expm1())).dividedBy(delta);
        KernelByRate first = KernelByRate.of(delta, s, alphaDecay, betaDecay, h);
        Ball byAlpha = first.byAlpha();
        Ball byBeta = first.byBeta();
        Ball byTime = alphaDecay.minus(beta.times(h));
        Ball square = s.times(s);
        boolean near = v.magnitude() <= SERIES;
        Ball byBoth = near
                ? square.times(s).times(betaDecay).times(series(v))
                : byBeta.minus(byAlpha).dividedBy(delta);
        Ball byAlphaTwice = near
                ? s.times(byAlpha).plus(byBoth).negate()
                : byAlpha.shift(1).plus(square.times(alphaDecay)).dividedBy(delta);
        Ball byBetaTwice = near
                ? s.times(byBeta).plus(byBoth).negate()
                : byBeta.shift(1).plus(square.times(betaDecay)).dividedBy(delta).negate();
        return new KernelCurvature(
                h,
                byTime,
                byAlpha,
                byBeta,
                alpha.times(alphaDecay).plus(beta.times(byTime)).negate(),
                s.times(alphaDecay).plus(beta.times(byAlpha)).negate(),
                h.plus(beta.times(byBeta)).negate(),
                byAlphaTwice,
                byBoth,
                byBetaTwice);
    }

    /**
     * Of e^{−αu}h(s), the lower triangle of second derivatives by α, β, s and u, in rows 1 to 4 and columns 1 to 4; in column 0 the first
     * derivatives.
     */
    Ball[][] afterWaiting(Ball alpha, Ball u) {
        Ball decay = alpha.times(u).negate().exp();
        Ball twice = byAlphaTwice.minus(u.times(byAlpha.shift(1).minus(u.times(h))));
        Ball byU = alpha.times(h).negate();
        Ball[][] hessian = {
            {Ball.ZERO},
            {byAlpha.minus(u.times(h)), twice},
            {byBeta, byBoth.minus(u.times(byBeta)), byBetaTwice},
            {byTime, byTimeAndAlpha.minus(u.times(byTime)), byTimeAndBeta, byTimeTwice},
            {
                byU,
                h.plus(alpha.times(byAlpha.minus(u.times(h)))).negate(),
                alpha.times(byBeta).negate(),
                alpha.times(byTime).negate(),
                alpha.times(byU).negate()
            }
        };
        for (Ball[] row : hessian) {
            for (int j = 0; j < row.length; j++) {
                row[j] = row[j].times(decay);
            }
        }
        return hessian;
    }

    /** Σ_{k&lt;n} v^k/(k!(k+2)(k+3)), the rest being at most |v|^n. */
    private static Ball series(Ball v) {
        if (v.isZero()) {
            return Ball.ONE.withPrecision(v.bits()).dividedBy(Ball.exactly(6));
        }
        Ball sum = Ball.ZERO.withPrecision(v.bits());
        Ball power = Ball.ONE.withPrecision(v.bits());
        long magnitude = v.magnitude();
        long terms = v.bits() / -magnitude + 1;
        for (long k = 0; k < terms; k++) {
            sum = sum.plus(power.dividedBy(Ball.exactly((k + 2) * (k + 3))));
            power = power.times(v).dividedBy(Ball.exactly(k + 1));
        }
        return sum.widenedBy(Ball.ONE.shift(magnitude * terms));
    }
}
