package io.github.goldspike.textbook;

import java.util.ArrayList;
import java.util.List;

/**
 * The potential of one neuron as the sum of the responses to all that happened to it, [FP eq. 5], here with delays, leak, initial
 * potential and a reset r:
 *
 * <pre>
 * V_i(t) = leak + (initial − leak) e^{−βt} + Σ_{arrivals a &lt; t} W h(t − a) − Σ_{own m &lt; t} (ϑ − r) e^{−β(t − m)}
 * </pre>
 *
 * With a refractory time ρ, what came before the restart u = e + ρ after the last own spike e matters only through the current that
 * is left of it at u (textbook-X1):
 *
 * <pre>
 * V_i(t) = leak + (r − leak) e^{−β(t − u)} + Σ_{a ≤ u} W e^{−α(u − a)} h(t − u) + Σ_{u &lt; a &lt; t} W h(t − a)
 * </pre>
 *
 * Both are one sum: it begins at some u, with some potential, and of each arrival there is a kick of some size at some time.
 * Arrivals and own spikes at the time before which it is taken, to working precision, do not count: all values are left
 * limits.
 */
final class Potential {

    /** A jump of the current by {@code size}: W at the arrival, or what is left of it at the restart. */
    private record Kick(Connection synapse, Variable size, Variable time) {}

    /** Takes the terms of the total differential of V(t): {@code factor·response(t − from)} times a differential. */
    @FunctionalInterface
    interface Terms {
        void add(Real from, ExponentialSum response, Real factor, Differential differential);
    }

    private final Neuron neuron;
    private final Variable begin;
    private final Variable beginning;
    private final List<Kick> kicks = new ArrayList<>();
    private final List<Firing> falls;

    private Potential(Neuron neuron, Variable begin, Variable beginning, List<Firing> falls) {
        this.neuron = neuron;
        this.begin = begin;
        this.beginning = beginning;
        this.falls = falls;
    }

    /** V_i(t) for times up to {@code end}, from 0 on or from the last restart before {@code end}. */
    static Potential before(Real end, int number, Neuron neuron, History history) {
        List<Firing> own = history.spikesBefore(number, end);
        List<Arrival> arrivals = history.arrivalsBefore(number, end);
        if (own.isEmpty() || !neuron.hasRefractoryTime()) {
            Real zero = end.precision().of(0);
            Potential potential = new Potential(neuron, Variable.fixed(zero), neuron.initial(), own);
            arrivals.forEach(potential::arrive);
            return potential;
        }
        Variable restart = neuron.restart(own.get(own.size() - 1));
        Potential potential = new Potential(neuron, restart, neuron.reset(), List.of());
        for (Arrival arrival : arrivals) {
            if (restart.value().precedes(arrival.time().value())) {
                potential.arrive(arrival);
            } else {
                potential.leave(arrival);
            }
        }
        return potential;
    }

    private void arrive(Arrival arrival) {
        kicks.add(new Kick(arrival.connection(), arrival.connection().weight(), arrival.time()));
    }

    /** W e^{−α(u − a)} at the restart u. */
    private void leave(Arrival arrival) {
        Connection synapse = arrival.connection();
        Variable decay =
                synapse.alpha().times(begin.minus(arrival.time())).negate().exp();
        kicks.add(new Kick(synapse, synapse.weight().times(decay), begin));
    }

    /** The time it begins at. */
    Real begin() {
        return begin.value();
    }

    /** V_i(t⁻), [FP eq. 5]. */
    Real at(Real t) {
        Exponentials e = t.precision().exponentials();
        Real beta = neuron.beta().value();
        Real leak = neuron.leak().value();
        Real sum = leak.plus(beginning.value().minus(leak).times(e.between(beta, begin(), t)));
        for (Kick kick : kicks) {
            Real h = kick.synapse()
                    .kernel()
                    .response()
                    .between(kick.time().value(), t)
                    .value();
            sum = sum.plus(kick.size().value().times(h));
        }
        for (Firing own : falls) {
            sum = sum.minus(neuron.fall().value().times(e.between(beta, own.time(), t)));
        }
        return sum;
    }

    /** V_i'(f⁻) = I(f⁻) − β (ϑ − leak) where V_i(f⁻) = ϑ, the current I = Σ W e^{−α(f − a)}. */
    Real slopeAtThreshold(Real f) {
        Real slope = neuron.currentAtThreshold().negate();
        for (Kick kick : kicks) {
            Real decay = f.precision()
                    .exponentials()
                    .between(kick.synapse().kernel().alpha(), kick.time().value(), f);
            slope = slope.plus(kick.size().value().times(decay));
        }
        return slope;
    }

    /** dV_i(t) at fixed t, term by term; terms without differential are left out. */
    void differentiate(Terms terms) {
        Terms present = (from, response, factor, differential) -> {
            if (!differential.isZero() && factor.signum() != 0) {
                terms.add(from, response, factor, differential);
            }
        };
        Real one = begin().precision().of(1);
        Real beta = neuron.beta().value();
        ExponentialSum none = ExponentialSum.zero(one.precision());
        ExponentialSum decay = none.plus(beta, 0, one);
        ExponentialSum delayedDecay = none.plus(beta, 1, one);
        Variable gap = beginning.minus(neuron.leak());
        present.add(begin(), ExponentialSum.constant(one), one, neuron.leak().differential());
        present.add(begin(), decay, one, gap.differential());
        present.add(begin(), decay, gap.value().times(beta), begin.differential());
        present.add(begin(), delayedDecay, gap.value().negate(), neuron.beta().differential());
        for (Kick kick : kicks) {
            Kernel kernel = kick.synapse().kernel();
            Real from = kick.time().value();
            Real size = kick.size().value();
            present.add(from, kernel.response(), one, kick.size().differential());
            present.add(from, kernel.slope(), size.negate(), kick.time().differential());
            present.add(from, kernel.byAlpha(), size, kick.synapse().alpha().differential());
            present.add(from, kernel.byBeta(), size, neuron.beta().differential());
        }
        for (Firing own : falls) {
            Variable fall = neuron.fall();
            present.add(own.time(), decay, one.negate(), fall.differential());
            present.add(own.time(), decay, fall.value().times(beta).negate(), Differential.of(own));
            present.add(own.time(), delayedDecay, fall.value(), neuron.beta().differential());
        }
    }
}
