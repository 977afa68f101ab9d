package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.gradient.BackwardIntegrals;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.ExponentialSum;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.Arrays;
import java.util.Optional;

/**
 * Besides {@link BackwardIntegrals}, those of the second derivatives by the rates of the responses of one membrane, taken back from
 * event to event (conditioning-K8).
 */
final class SecondIntegrals {

    private final Wiring.Neuron neuron;
    private final Cell cell;
    private final BackwardIntegrals first;
    private Ball decayingByBetaTwice;
    private final Ball[] kernelByAlphaTwice;
    private final Ball[] kernelByBoth;
    private final Ball[] kernelByBetaTwice;

    /** At the horizon: all are zero. */
    SecondIntegrals(Wiring.Neuron neuron, Rational horizon, Elements elements, int bits) {
        this.neuron = neuron;
        this.first = new BackwardIntegrals(neuron, horizon, elements, bits);
        this.cell = first.cell();
        Ball zero = Ball.ZERO.withPrecision(bits);
        decayingByBetaTwice = zero;
        kernelByAlphaTwice = new Ball[cell.alphas().length];
        Arrays.fill(kernelByAlphaTwice, zero);
        kernelByBoth = kernelByAlphaTwice.clone();
        kernelByBetaTwice = kernelByAlphaTwice.clone();
    }

    /**
     * All integrals from one event on.
     *
     * @param plain N
     * @param decaying P
     * @param decayingByBeta P_β
     * @param decayingByBetaTwice P_ββ
     * @param kernels Q_k and its derivatives
     */
    record At(Ball plain, Ball decaying, Ball decayingByBeta, Ball decayingByBetaTwice, Kernel[] kernels) {}

    /** Q_k, A_k and B_k, A_α, A_β = B_α and B_β. */
    record Kernel(Ball value, Ball byAlpha, Ball byBeta, Ball byAlphaTwice, Ball byBoth, Ball byBetaTwice) {}

    At now() {
        Kernel[] kernels = new Kernel[kernelByBoth.length];
        for (int k = 0; k < kernels.length; k++) {
            kernels[k] = new Kernel(
                    first.kernel(k),
                    first.kernelByAlpha(k),
                    first.kernelByBeta(k),
                    kernelByAlphaTwice[k],
                    kernelByBoth[k],
                    kernelByBetaTwice[k]);
        }
        return new At(first.plain(), first.decaying(), first.decayingByBeta(), decayingByBetaTwice, kernels);
    }

    /**
     * Goes back to an event.
     *
     * @param v the density since that event; none in a hold
     */
    void backTo(Ball earlier, Optional<ExponentialSum> v) {
        Ball length = first.time().minus(earlier).withPrecision(cell.bits());
        Ball decay = cell.beta().times(length).negate().exp();
        for (int k = 0; k < kernelByBoth.length; k++) {
            backBy(k, length);
        }
        Ball once = first.decayingByBeta().shift(1).minus(length.times(first.decaying()));
        decayingByBetaTwice = decay.times(decayingByBetaTwice.minus(length.times(once)));
        if (v.isPresent()) {
            first.backTo(earlier, v.get());
            addIntegrals(v.get(), length);
        } else {
            first.backTo(earlier);
        }
    }

    private void backBy(int k, Ball length) {
        KernelCurvature h = KernelCurvature.of(cell.alphas()[k], cell.beta(), cell.deltas()[k], length);
        Ball synapticDecay = cell.alphas()[k].times(length).negate().exp();
        Ball once = first.kernelByAlpha(k).shift(1).minus(length.times(first.kernel(k)));
        kernelByAlphaTwice[k] = h.byAlphaTwice()
                .times(first.decaying())
                .plus(synapticDecay.times(kernelByAlphaTwice[k].minus(length.times(once))));
        kernelByBoth[k] = h.byBoth()
                .times(first.decaying())
                .plus(h.byAlpha().times(first.decayingByBeta()))
                .plus(synapticDecay.times(kernelByBoth[k].minus(length.times(first.kernelByBeta(k)))));
        kernelByBetaTwice[k] = h.byBetaTwice()
                .times(first.decaying())
                .plus(h.byBeta().shift(1).times(first.decayingByBeta()))
                .plus(h.h().times(decayingByBetaTwice))
                .plus(synapticDecay.times(kernelByBetaTwice[k]));
    }

    private void addIntegrals(ExponentialSum v, Ball length) {
        Rational beta = neuron.beta();
        int bits = cell.bits();
        Ball one = Ball.ONE.withPrecision(bits);
        decayingByBetaTwice = decayingByBetaTwice.plus(
                v.times(ExponentialSum.term(one, 2, beta)).integral(length));
        for (int k = 0; k < kernelByBoth.length; k++) {
            Rational alpha = neuron.alphas().get(k);
            ExponentialSum byAlphaTwice = ExponentialSum.kernelByRateTwice(alpha, beta, bits);
            ExponentialSum byBoth = ExponentialSum.kernelByBothRates(alpha, beta, bits);
            ExponentialSum byBetaTwice = ExponentialSum.kernelByRateTwice(beta, alpha, bits);
            kernelByAlphaTwice[k] =
                    kernelByAlphaTwice[k].plus(v.times(byAlphaTwice).integral(length));
            kernelByBoth[k] = kernelByBoth[k].plus(v.times(byBoth).integral(length));
            kernelByBetaTwice[k] =
                    kernelByBetaTwice[k].plus(v.times(byBetaTwice).integral(length));
        }
    }

    /** Goes back over the restart after a hold. */
    void hold() {
        first.hold();
        decayingByBetaTwice = Ball.ZERO.withPrecision(cell.bits());
    }
}
