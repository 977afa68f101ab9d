package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.Arrays;

/**
 * λ_V and λ_I of one neuron, going backward in time: λ_V' = βλ_V + ∂l/∂V, λ_k' = α_kλ_k − λ_V between events, solved in closed
 * form (proofs-notes/eventprop.md, V2).
 */
final class AdjointVariables {

    private final Wiring.Neuron neuron;
    private final Cell cell;
    private final int bits;
    private Ball time;
    private Ball lambdaV = Ball.ZERO;
    private final Ball[] lambdaI;
    /** Whether all λ are exactly zero, as they are at the horizon. */
    private boolean atRest = true;

    AdjointVariables(Wiring.Neuron neuron, Rational horizon, int bits) {
        this.neuron = neuron;
        this.bits = bits;
        this.cell = Cell.of(neuron, bits);
        this.time = Ball.of(horizon, bits);
        this.lambdaI = new Ball[neuron.alphas().size()];
        Arrays.fill(lambdaI, Ball.ZERO);
    }

    Cell cell() {
        return cell;
    }

    boolean isAtRest() {
        return atRest;
    }

    Ball lambdaV() {
        return lambdaV;
    }

    /** λ_I of the current with rate α_k. */
    Ball lambdaI(int k) {
        return lambdaI[k];
    }

    /** Back to an earlier event, where no loss depends on the potential: the homogeneous equations. */
    void backTo(Ball earlier) {
        Ball gap = time.minus(earlier);
        time = earlier;
        if (atRest || gap.isZero()) {
            return;
        }
        for (int k = 0; k < lambdaI.length; k++) {
            // λ_V decays at β and drives λ_k, which decays at α_k; expm1 has no cancellation for any sign of α − β.
            Ball difference = cell.deltas()[k].negate();
            Ball driven =
                    difference.isZero() ? gap : difference.times(gap).expm1().dividedBy(difference);
            Ball decay = cell.alphas()[k].times(gap).negate().exp();
            lambdaI[k] = decay.times(lambdaI[k].plus(driven.times(lambdaV)));
        }
        lambdaV = cell.beta().times(gap).negate().exp().times(lambdaV);
    }

    /**
     * Back to an earlier event, over a stretch on which the loss depends on the potential.
     *
     * @param byPotential ∂l/∂V as a function of the time since that event
     */
    void backTo(Ball earlier, ExponentialSum byPotential) {
        Ball length = time.minus(earlier);
        backTo(earlier);
        atRest = false;
        Ball membrane = weighted(byPotential, 0, neuron.beta(), length);
        for (int k = 0; k < lambdaI.length; k++) {
            Ball delta = cell.deltas()[k];
            Ball throughMembrane = delta.isZero()
                    ? weighted(byPotential, 1, neuron.beta(), length)
                    : weighted(byPotential, 0, neuron.alphas().get(k), length)
                            .minus(membrane)
                            .dividedBy(delta);
            lambdaI[k] = lambdaI[k].minus(throughMembrane);
        }
        lambdaV = lambdaV.minus(membrane);
    }

    /** ∫₀ˢ (∂l/∂V)(u) uᵐ e^{−au} du. */
    private Ball weighted(ExponentialSum byPotential, int power, Rational rate, Ball length) {
        Ball one = Ball.ONE.withPrecision(bits);
        return byPotential.times(ExponentialSum.term(one, power, rate)).integral(length);
    }

    /** The jump of λ_V at a spike of the neuron; λ_I has none. */
    void jumpTo(Ball lambdaVBefore) {
        lambdaV = lambdaVBefore;
        atRest = atRest && lambdaVBefore.isZero();
    }
}
