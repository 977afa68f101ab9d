package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.gradient.BackwardIntegrals;
import io.github.goldspike.certified.membrane.Cell;

/**
 * q·d/dq of the integrals from one event of a neuron on, as the event, the rates and the potential move with q
 * (conditioning-K8).
 *
 * @param of the integrals
 * @param hat the integrals against the measure that moves
 * @param cell the neuron's constants
 * @param time how the event moves
 * @param density v just after it; zero in a hold
 * @param beta how β moves
 */
record MovingIntegrals(SecondIntegrals.At of, BackwardIntegrals hat, Cell cell, Ball time, Ball density, Ball beta) {

    /** Ṅ. */
    Ball plain() {
        return hat.plain().minus(time.times(density));
    }

    /** Ṗ. */
    Ball decaying() {
        return hat.decaying()
                .plus(beta.times(of.decayingByBeta()))
                .plus(time.times(cell.beta().times(of.decaying()).minus(density)));
    }

    /** Ṗ_β. */
    Ball decayingByBeta() {
        return hat.decayingByBeta()
                .plus(beta.times(of.decayingByBetaTwice()))
                .plus(time.times(cell.beta().times(of.decayingByBeta()).plus(of.decaying())));
    }

    /**
     * Q̇_k.
     *
     * @param alpha how the rate of the synapse moves
     */
    Ball kernel(int k, Ball alpha) {
        SecondIntegrals.Kernel kernel = of.kernels()[k];
        return hat.kernel(k)
                .plus(alpha.times(kernel.byAlpha()))
                .plus(beta.times(kernel.byBeta()))
                .minus(time.times(slope(k)));
    }

    /** P − α_kQ_k, the integral of the kernel's slope. */
    Ball slope(int k) {
        return of.decaying().minus(cell.alphas()[k].times(of.kernels()[k].value()));
    }

    /** q·d/dq of {@link #slope}. */
    Ball movedSlope(int k, Ball alpha) {
        return decaying().minus(alpha.times(of.kernels()[k].value())).minus(cell.alphas()[k].times(kernel(k, alpha)));
    }

    /** Ȧ_k. */
    Ball kernelByAlpha(int k, Ball alpha) {
        SecondIntegrals.Kernel kernel = of.kernels()[k];
        return hat.kernelByAlpha(k)
                .plus(alpha.times(kernel.byAlphaTwice()))
                .plus(beta.times(kernel.byBoth()))
                .plus(time.times(kernel.value().plus(cell.alphas()[k].times(kernel.byAlpha()))));
    }

    /** Ḃ_k. */
    Ball kernelByBeta(int k, Ball alpha) {
        SecondIntegrals.Kernel kernel = of.kernels()[k];
        Ball slopeByBeta = of.decayingByBeta().minus(cell.alphas()[k].times(kernel.byBeta()));
        return hat.kernelByBeta(k)
                .plus(alpha.times(kernel.byBoth()))
                .plus(beta.times(kernel.byBetaTwice()))
                .minus(time.times(slopeByBeta));
    }
}
