package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.Potential;
import io.github.goldspike.certified.gradient.Elements.Kind;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.ExponentialSum;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.Arrays;

/**
 * How the potential of one neuron moves with one real q at fixed time, q·d/dq, from one of its events to the next
 * (conditioning-K8).
 *
 * @param of the potential that moves
 * @param motion of everything else
 * @param potential V̇ just after the event
 * @param currents İ_k just after the event
 * @param byRates J_k = Σ α̇_s I_s over the synapses s of the rate α_k, just after the event
 */
record PotentialTangent(Potential of, DirectionalDerivative motion, Ball potential, Ball[] currents, Ball[] byRates) {

    static PotentialTangent atBeginning(Potential of, DirectionalDerivative motion, int neuron) {
        Ball[] zeros = new Ball[of.currents().length];
        Arrays.fill(zeros, Ball.ZERO);
        return new PotentialTangent(of, motion, motion.of(Kind.INITIAL, neuron), zeros, zeros);
    }

    /**
     * After the next event.
     *
     * @param next the potential after it
     */
    PotentialTangent after(Chronology.Event event, Potential next) {
        Cell cell = of.cell();
        int id = event.neuron();
        Ball length = event.time().minus(of.start()).withPrecision(cell.bits());
        Ball decay = cell.beta().times(length).negate().exp();
        Ball leak = motion.of(Kind.LEAK, id);
        Ball beta = motion.of(Kind.BETA, id);
        Ball sum = potential.minus(leak).minus(beta.times(of.aboveLeak()).times(length));
        Ball moved = leak.plus(sum.times(decay));
        Ball[] later = new Ball[currents.length];
        Ball[] laterByRates = new Ball[currents.length];
        for (int k = 0; k < later.length; k++) {
            Ball synapticDecay = cell.alphas()[k].times(length).negate().exp();
            later[k] = currents[k].minus(length.times(byRates[k])).times(synapticDecay);
            laterByRates[k] = byRates[k].times(synapticDecay);
            if (!of.held()) {
                KernelCurvature h = KernelCurvature.of(cell.alphas()[k], cell.beta(), cell.deltas()[k], length);
                moved = moved.plus(currents[k].times(h.h()))
                        .plus(byRates[k].times(h.byAlpha()))
                        .plus(beta.times(of.currents()[k]).times(h.byBeta()));
            }
        }
        PotentialTangent before =
                new PotentialTangent(next, motion, of.held() ? potential : moved, later, laterByRates);
        return before.jumpedAt(event);
    }

    /** The jump at an event that moves: V and I after it are those of a flow that starts elsewhere. */
    private PotentialTangent jumpedAt(Chronology.Event event) {
        Ball time = motion.of(event);
        Ball jumped = potential;
        if (event instanceof Chronology.Event.Arriving arriving) {
            Wiring.Connection synapse = arriving.synapse();
            int k = synapse.rate();
            Cell cell = of.cell();
            Ball weight = Ball.of(synapse.weight(), cell.bits());
            currents[k] = currents[k]
                    .plus(motion.of(Kind.WEIGHT, synapse.id()))
                    .plus(cell.alphas()[k].times(weight).times(time));
            byRates[k] = byRates[k].plus(motion.of(Kind.ALPHA, synapse.id()).times(weight));
            if (!of.held()) {
                jumped = jumped.minus(weight.times(time));
            }
        } else {
            jumped = motion.of(Kind.RESET, event.neuron());
            if (!of.held()) {
                jumped = jumped.minus(slope().times(time));
            }
        }
        return new PotentialTangent(of, motion, jumped, currents, byRates);
    }

    /** V' just after the event. */
    private Ball slope() {
        Ball slope = of.cell().beta().times(of.aboveLeak()).negate();
        for (Ball current : of.currents()) {
            slope = slope.plus(current);
        }
        return slope;
    }

    /** V̇ as a function of the time since the event. */
    ExponentialSum sinceEvent(int neuron) {
        if (of.held()) {
            return ExponentialSum.term(potential, 0, Rational.ZERO);
        }
        Wiring.Neuron rates = of.neuron();
        int bits = of.cell().bits();
        Ball leak = motion.of(Kind.LEAK, neuron);
        Ball beta = motion.of(Kind.BETA, neuron);
        ExponentialSum sum = ExponentialSum.term(leak, 0, Rational.ZERO)
                .plus(ExponentialSum.term(potential.minus(leak), 0, rates.beta()))
                .plus(ExponentialSum.term(beta.times(of.aboveLeak()).negate(), 1, rates.beta()));
        for (int k = 0; k < currents.length; k++) {
            Rational alpha = rates.alphas().get(k);
            sum = sum.plus(ExponentialSum.kernel(currents[k].withPrecision(bits), alpha, rates.beta()));
            if (!byRates[k].isZero()) {
                sum = sum.plus(
                        ExponentialSum.kernelByRate(alpha, rates.beta(), bits).times(byRates[k]));
            }
            Ball byBeta = beta.times(of.currents()[k]);
            if (!byBeta.isZero()) {
                sum = sum.plus(
                        ExponentialSum.kernelByRate(rates.beta(), alpha, bits).times(byBeta));
            }
        }
        return sum;
    }
}
