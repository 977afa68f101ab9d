package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Potential;
import io.github.goldspike.certified.membrane.Cascade;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.ExponentialSum;
import io.github.goldspike.certified.membrane.Response;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.Arrays;

/**
 * λ_V and λ_I of one neuron, going backward in time: λ_V' = βλ_V + ∂l/∂V, λ_k' = α_kλ_k − λ_V between events, solved in closed
 * form (eventprop-V2), and the integrals over them that the derivatives by rates and leak are (eventprop-V11, eventprop-V13).
 */
final class AdjointVariables {

    private final Wiring.Neuron neuron;
    private final Cell cell;
    private final int bits;
    private final boolean alphaWanted;
    private final boolean betaWanted;
    private final boolean leakWanted;
    private Ball time;
    private Ball lambdaV = Ball.ZERO;
    private final Ball[] lambdaI;
    private final Ball[] lambdaIFiltered;
    private Ball byBeta = Ball.ZERO;
    private Ball byLeak = Ball.ZERO;
    /** Whether all λ are exactly zero, as they are at the horizon. */
    private boolean atRest = true;

    AdjointVariables(Wiring.Neuron neuron, Rational horizon, Elements elements, int bits) {
        this.neuron = neuron;
        this.bits = bits;
        this.cell = Cell.of(neuron, bits);
        this.alphaWanted = elements.want(Elements.Kind.ALPHA);
        this.betaWanted = elements.want(Elements.Kind.BETA);
        this.leakWanted = elements.want(Elements.Kind.LEAK);
        this.time = Ball.of(horizon, bits);
        this.lambdaI = new Ball[neuron.alphas().size()];
        Arrays.fill(lambdaI, Ball.ZERO);
        this.lambdaIFiltered = lambdaI.clone();
    }

    Cell cell() {
        return cell;
    }

    /** The present time. */
    Ball time() {
        return time;
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

    /** Λ_k = ∫ λ_k(u) e^{−α_k(u−t)} du from the present t on; only if derivatives by α are wanted. */
    Ball lambdaIFiltered(int k) {
        return lambdaIFiltered[k];
    }

    /** ∫ λ_V (V − leak) du from the present time on, dℓ/dβ at time 0; only if wanted. */
    Ball byBeta() {
        return byBeta;
    }

    /** −β ∫ λ_V du from the present time on, dℓ/dleak at time 0; only if wanted. */
    Ball byLeak() {
        return byLeak;
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
            Ball decay = cell.alphas()[k].times(gap).negate().exp();
            boolean outgrows = Response.outgrows(difference.times(gap));
            Ball driven = outgrows || difference.isZero()
                    ? gap
                    : difference.times(gap).expm1().dividedBy(difference);
            if (alphaWanted) {
                lambdaIFiltered[k] = decay.times(lambdaIFiltered[k].plus(gap.times(lambdaI[k])))
                        .plus(Cascade.twiceCurrent(cell, k, gap).times(lambdaV));
            }
            lambdaI[k] = outgrows
                    ? decay.times(lambdaI[k])
                            .plus(cell.beta()
                                    .times(gap)
                                    .negate()
                                    .exp()
                                    .minus(decay)
                                    .dividedBy(difference)
                                    .times(lambdaV))
                    : decay.times(lambdaI[k].plus(driven.times(lambdaV)));
        }
        Ball fall = cell.beta().times(gap).negate();
        if (leakWanted) {
            byLeak = byLeak.plus(fall.expm1().times(lambdaV));
        }
        lambdaV = fall.exp().times(lambdaV);
    }

    /**
     * The same where the potential is known.
     *
     * @param potential V from that event on
     */
    void backTo(Ball earlier, Potential potential) {
        if (betaWanted && !atRest) {
            byBeta = byBeta.plus(potential.filtered(time.minus(earlier)).times(lambdaV));
        }
        backTo(earlier);
    }

    /**
     * Back to an earlier event, over a stretch on which the loss depends on the potential.
     *
     * @param potential V from that event on
     * @param byPotential ∂l/∂V as a function of the time since that event
     */
    void backTo(Ball earlier, Potential potential, ExponentialSum byPotential) {
        Ball length = time.minus(earlier);
        backTo(earlier, potential);
        atRest = false;
        Ball membrane = weighted(byPotential, 0, neuron.beta(), length);
        for (int k = 0; k < lambdaI.length; k++) {
            Ball delta = cell.deltas()[k];
            Rational alpha = neuron.alphas().get(k);
            Ball throughMembrane = delta.isZero()
                    ? weighted(byPotential, 1, neuron.beta(), length)
                    : weighted(byPotential, 0, alpha, length).minus(membrane).dividedBy(delta);
            lambdaI[k] = lambdaI[k].minus(throughMembrane);
            if (alphaWanted) {
                ExponentialSum twice = Cascade.twice(alpha, neuron.beta(), bits);
                lambdaIFiltered[k] =
                        lambdaIFiltered[k].minus(byPotential.times(twice).integral(length));
            }
        }
        if (betaWanted) {
            byBeta = byBeta.minus(byPotential.times(potential.filtered()).integral(length));
        }
        if (leakWanted) {
            byLeak = byLeak.plus(byPotential.integral(length)).minus(membrane);
        }
        lambdaV = lambdaV.minus(membrane);
    }

    /** ∫₀ˢ (∂l/∂V)(u) uᵐ e^{−au} du. */
    private Ball weighted(ExponentialSum byPotential, int power, Rational rate, Ball length) {
        Ball one = Ball.ONE.withPrecision(bits);
        return byPotential.times(ExponentialSum.term(one, power, rate)).integral(length);
    }

    /** Back over the restart after a hold, in which λ_V is zero (eventprop-V15). */
    void hold() {
        lambdaV = Ball.ZERO;
    }

    /** The jump of λ_V at a spike of the neuron; λ_I has none. */
    void jumpTo(Ball lambdaVBefore) {
        lambdaV = lambdaVBefore;
        atRest = atRest && lambdaVBefore.isZero();
    }
}
