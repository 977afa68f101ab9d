package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.ExponentialSum;
import io.github.goldspike.certified.membrane.Response;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.Arrays;

/**
 * Integrals over u &gt; t of the responses of one membrane that begin at t, against a signed measure m: point masses, or the
 * density v(u) = ∂λ/∂V of a loss. They are taken back from event to event (gradient-G6, gradient-G10 and gradient-G13).
 */
public final class BackwardIntegrals {

    private final Wiring.Neuron neuron;
    private final Cell cell;
    private final boolean plainWanted;
    private final boolean byAlphaWanted;
    private final boolean byBetaWanted;
    private final Ball one;
    private Ball time;
    private Ball plain;
    private Ball decaying;
    private Ball decayingByBeta;
    private final Ball[] kernel;
    private final Ball[] kernelByAlpha;
    private final Ball[] kernelByBeta;
    /** As long as there is no mass, all are exactly zero. */
    private boolean empty = true;

    /** At the horizon: all are zero. */
    public BackwardIntegrals(Wiring.Neuron neuron, Rational horizon, Elements elements, int bits) {
        this.neuron = neuron;
        cell = Cell.of(neuron, bits);
        plainWanted = elements.want(Elements.Kind.LEAK);
        byAlphaWanted = elements.want(Elements.Kind.ALPHA);
        byBetaWanted = elements.want(Elements.Kind.BETA);
        one = Ball.ONE.withPrecision(bits);
        time = Ball.of(horizon, bits);
        Ball zero = Ball.ZERO.withPrecision(bits);
        plain = zero;
        decaying = zero;
        decayingByBeta = zero;
        kernel = new Ball[cell.alphas().length];
        Arrays.fill(kernel, zero);
        kernelByAlpha = kernel.clone();
        kernelByBeta = kernel.clone();
    }

    Wiring.Neuron neuron() {
        return neuron;
    }

    public Cell cell() {
        return cell;
    }

    /** Whether there is no mass after t. */
    boolean isEmpty() {
        return empty;
    }

    /** The present t. */
    public Ball time() {
        return time;
    }

    /** N = ∫ dm; only if derivatives by leak are wanted. */
    public Ball plain() {
        return plain;
    }

    /** P = ∫ e^{−β(u−t)} dm. */
    public Ball decaying() {
        return decaying;
    }

    /** ∂P/∂β at fixed m, −P₁ = −∫ (u−t) e^{−β(u−t)} dm; only if derivatives by β are wanted. */
    public Ball decayingByBeta() {
        return decayingByBeta;
    }

    /** Q_k = ∫ h_k(u−t) dm. */
    public Ball kernel(int k) {
        return kernel[k];
    }

    /** ∫ h_k'(u−t) dm, by h' = e^{−βs} − αh. */
    Ball kernelSlope(int k) {
        return decaying.minus(cell.alphas()[k].times(kernel[k]));
    }

    /** A_k = ∫ ∂h_k/∂α dm; only if derivatives by α are wanted. */
    public Ball kernelByAlpha(int k) {
        return kernelByAlpha[k];
    }

    /** B_k = ∫ ∂h_k/∂β dm; only if derivatives by β are wanted. */
    public Ball kernelByBeta(int k) {
        return kernelByBeta[k];
    }

    /** A point mass at the present t. The kernels and their derivatives vanish at 0. */
    public void addMass(Ball mass) {
        plain = plain.plus(mass);
        decaying = decaying.plus(mass);
        empty = false;
    }

    /** Goes back to an event over a stretch without mass; where enclosures overlap the event may be one that is a little later. */
    public void backTo(Ball earlier) {
        Ball length = time.minus(earlier).withPrecision(cell.bits());
        time = earlier;
        if (empty || length.isZero()) {
            return;
        }
        Ball decay = cell.beta().times(length).negate().exp();
        for (int k = 0; k < kernel.length; k++) {
            backBy(k, length, decay);
        }
        if (byBetaWanted) {
            decayingByBeta = decay.times(decayingByBeta.minus(length.times(decaying)));
        }
        decaying = decay.times(decaying);
    }

    private void backBy(int k, Ball length, Ball decay) {
        // h_k(S + u) = e^{−βu} h_k(S) + e^{−α_k S} h_k(u), and its derivatives by the rates.
        // Each integral must occur once on its right side, or its radius outgrows it.
        Ball delta = cell.deltas()[k];
        Response one = Response.of(cell, k, length, decay);
        Ball synapticDecay = one.decay();
        Ball response = one.kernel();
        if (byAlphaWanted || byBetaWanted) {
            KernelByRate byRate = KernelByRate.of(delta, length, synapticDecay, decay, response);
            if (byAlphaWanted) {
                kernelByAlpha[k] = byRate.byAlpha()
                        .times(decaying)
                        .plus(synapticDecay.times(kernelByAlpha[k].minus(length.times(kernel[k]))));
            }
            if (byBetaWanted) {
                kernelByBeta[k] = byRate.byBeta()
                        .times(decaying)
                        .plus(response.times(decayingByBeta))
                        .plus(synapticDecay.times(kernelByBeta[k]));
            }
        }
        kernel[k] = synapticDecay.times(kernel[k]).plus(response.times(decaying));
    }

    /** Goes back over the restart after a hold, before which nothing acts on the potential that comes after but the currents (gradient-G14). */
    public void hold() {
        Ball zero = Ball.ZERO.withPrecision(cell.bits());
        plain = zero;
        decaying = zero;
        decayingByBeta = zero;
    }

    /**
     * The restart that {@link #hold} goes back over moves: so do the responses to what came before it (conditioning-K8).
     *
     * @param moved by how much
     * @param decaying P of what is integrated against a measure that stays
     * @param byBeta its derivative by β
     */
    public void addMovedRestart(Ball moved, Ball decaying, Ball byBeta) {
        empty = false;
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = kernel[k].minus(moved.times(decaying));
            kernelByBeta[k] = kernelByBeta[k].minus(moved.times(byBeta));
        }
    }

    /**
     * Goes back to an event over a stretch with a density.
     *
     * @param v the density as a function of the time since that event
     */
    public void backTo(Ball earlier, ExponentialSum v) {
        Ball length = time.minus(earlier).withPrecision(cell.bits());
        backTo(earlier);
        empty = false;
        Rational beta = neuron.beta();
        for (int k = 0; k < kernel.length; k++) {
            Rational alpha = neuron.alphas().get(k);
            kernel[k] = kernel[k].plus(
                    v.times(ExponentialSum.kernel(one, alpha, beta)).integral(length));
            if (byAlphaWanted) {
                ExponentialSum byAlpha = ExponentialSum.kernelByRate(alpha, beta, cell.bits());
                kernelByAlpha[k] = kernelByAlpha[k].plus(v.times(byAlpha).integral(length));
            }
            if (byBetaWanted) {
                ExponentialSum byBeta = ExponentialSum.kernelByRate(beta, alpha, cell.bits());
                kernelByBeta[k] = kernelByBeta[k].plus(v.times(byBeta).integral(length));
            }
        }
        decaying = decaying.plus(v.times(ExponentialSum.term(one, 0, beta)).integral(length));
        if (byBetaWanted) {
            decayingByBeta = decayingByBeta.minus(
                    v.times(ExponentialSum.term(one, 1, beta)).integral(length));
        }
        if (plainWanted) {
            plain = plain.plus(v.integral(length));
        }
    }
}
