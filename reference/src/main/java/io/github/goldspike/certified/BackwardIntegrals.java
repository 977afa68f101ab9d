package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import java.util.Arrays;

/**
 * Integrals from a time t to the horizon of v(u) = ∂λ/∂V times the responses of a membrane that begin at t, taken backward one
 * stretch after another (proofs-notes/gradient.md, G6 and G10).
 */
final class BackwardIntegrals {

    private final Wiring.Neuron neuron;
    private final Cell cell;
    private final boolean plainWanted;
    private final boolean ratesWanted;
    private final Ball one;
    private Ball plain;
    private Ball decaying;
    private Ball decayingByBeta;
    private final Ball[] kernel;
    private final Ball[] kernelByAlpha;
    private final Ball[] kernelByBeta;

    /** From the horizon: all are zero. */
    BackwardIntegrals(Wiring.Neuron neuron, Cell cell, Elements elements) {
        this.neuron = neuron;
        this.cell = cell;
        plainWanted = elements.want(Elements.Kind.LEAK);
        ratesWanted = elements.wantRates();
        one = Ball.ONE.withPrecision(cell.bits());
        Ball zero = Ball.ZERO.withPrecision(cell.bits());
        plain = zero;
        decaying = zero;
        decayingByBeta = zero;
        kernel = new Ball[cell.alphas().length];
        Arrays.fill(kernel, zero);
        kernelByAlpha = kernel.clone();
        kernelByBeta = kernel.clone();
    }

    /** N = ∫ v du; only if derivatives by leak are wanted. */
    Ball plain() {
        return plain;
    }

    /** P = ∫ v e^{−β(u−t)} du. */
    Ball decaying() {
        return decaying;
    }

    /** ∂P/∂β at fixed v, −P₁ = −∫ v (u−t) e^{−β(u−t)} du; only if derivatives by rates are wanted, like the next two. */
    Ball decayingByBeta() {
        return decayingByBeta;
    }

    /** Q_k = ∫ v h_k(u−t) du. */
    Ball kernel(int k) {
        return kernel[k];
    }

    /** A_k = ∫ v ∂h_k/∂α du. */
    Ball kernelByAlpha(int k) {
        return kernelByAlpha[k];
    }

    /** B_k = ∫ v ∂h_k/∂β du. */
    Ball kernelByBeta(int k) {
        return kernelByBeta[k];
    }

    /** Moves t back by the length of a stretch on which v is an exponential sum of the time since its beginning. */
    void prepend(ExponentialSum v, Ball length) {
        Ball decay = cell.beta().times(length).negate().exp();
        for (int k = 0; k < kernel.length; k++) {
            prepend(k, v, length, decay);
        }
        if (ratesWanted) {
            decayingByBeta = decay.times(decayingByBeta.minus(length.times(decaying)))
                    .minus(v.times(ExponentialSum.term(one, 1, neuron.beta())).integral(length));
        }
        decaying = v.times(ExponentialSum.term(one, 0, neuron.beta()))
                .integral(length)
                .plus(decay.times(decaying));
        if (plainWanted) {
            plain = plain.plus(v.integral(length));
        }
    }

    private void prepend(int k, ExponentialSum v, Ball length, Ball decay) {
        // h_k(S + u) = e^{−βu} h_k(S) + e^{−α_k S} h_k(u), and its derivatives by the rates
        Trajectory.State unit = unitResponse(k, length);
        Ball response = unit.potential();
        Ball synapticDecay = unit.currents()[k];
        if (ratesWanted) {
            KernelByRate byRate = KernelByRate.of(cell.deltas()[k], length, synapticDecay, decay, response);
            kernelByAlpha[k] = v.times(
                            ExponentialSum.kernelByRate(neuron.alphas().get(k), neuron.beta(), cell.bits()))
                    .integral(length)
                    .plus(byRate.byAlpha().times(decaying))
                    .plus(synapticDecay.times(kernelByAlpha[k].minus(length.times(kernel[k]))));
            kernelByBeta[k] = v.times(ExponentialSum.kernelByRate(
                            neuron.beta(), neuron.alphas().get(k), cell.bits()))
                    .integral(length)
                    .plus(byRate.byBeta().times(decaying))
                    .plus(response.times(decayingByBeta))
                    .plus(synapticDecay.times(kernelByBeta[k]));
        }
        kernel[k] = v.times(ExponentialSum.kernel(one, neuron.alphas().get(k), neuron.beta()))
                .integral(length)
                .plus(response.times(decaying))
                .plus(synapticDecay.times(kernel[k]));
    }

    /** h_k(s) and e^{−α_k s} as the response to a unit current. */
    private Trajectory.State unitResponse(int k, Ball s) {
        Ball[] unit = new Ball[cell.alphas().length];
        Arrays.fill(unit, Ball.ZERO);
        unit[k] = one;
        Cell leakless = new Cell(
                cell.beta(),
                cell.threshold(),
                cell.reset(),
                Ball.ZERO,
                cell.drive0(),
                cell.alphas(),
                cell.deltas(),
                cell.bits());
        return new Trajectory(leakless, Ball.ZERO.withPrecision(cell.bits()), unit).after(s);
    }
}
