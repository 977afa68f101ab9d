package io.github.goldspike.textbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ∫₀ᵀ l_V(V_i, t) dt of one neuron, ℓ_V of [FP eq. 6] for any neuron, spiking or not: V is a sum of exponentials on
 * each stretch between two events of the neuron, so every integral has a closed form.
 */
final class VoltageLoss {

    private final Neuron neuron;
    private final int number;
    private final Density density;
    private final History history;
    private final Real horizon;
    private final List<Moment> moments;

    VoltageLoss(RoundedNetwork rounded, History history, int number, Density density) {
        this.neuron = rounded.neurons().get(number);
        this.number = number;
        this.density = density;
        this.history = history;
        this.horizon = rounded.horizon();
        this.moments = Moment.of(rounded, history, number);
    }

    Real value() {
        Real value = horizon.precision().of(0);
        for (Moment moment : moments) {
            value = value.plus(density.of(moment.course(), moment.time()).integral(moment.length()));
        }
        return value;
    }

    /**
     * L1 dF + L2 dp of [FP eq. 8]: ∫ ∂l_V/∂V dV dt with the total differential of [FP eq. 5], or dV = dr where V is held; and the jump of the
     * integrand at own spikes.
     */
    Differential differential() {
        Differential.Sum sum = new Differential.Sum();
        for (Real end : ends()) {
            Potential potential = Potential.before(end, number, neuron, history);
            if (potential.begin().compareTo(end) >= 0) {
                continue;
            }
            List<Term> terms = new ArrayList<>();
            potential.differentiate((from, response, factor, differential) ->
                    terms.add(new Term(from, response, factor, differential)));
            List<Moment> stretches = moments.stream()
                    .filter(moment -> !moment.held()
                            && moment.time().compareTo(potential.begin()) >= 0
                            && moment.time().compareTo(end) < 0)
                    .toList();
            Tails tails = new Tails(density, stretches, terms);
            terms.forEach(term -> sum.add(term.factor().times(tails.integral(term)), term.differential()));
        }
        for (Moment moment : moments) {
            if (moment.held()) {
                Real held = slope(moment).integral(moment.length());
                sum.add(held, neuron.reset().differential());
            }
            if (moment.kind() == Moment.Kind.SPIKE) {
                Firing spike = moment.firing().orElseThrow();
                sum.add(density.jump(neuron, spike.time()), Differential.of(spike));
            }
        }
        return sum.total();
    }

    /** Ends of the stretches of time on which one formula of [FP eq. 5] holds: with a refractory time each spike ends one. */
    private List<Real> ends() {
        List<Real> ends = new ArrayList<>();
        if (neuron.hasRefractoryTime()) {
            history.spikes(number).forEach(spike -> ends.add(spike.time()));
        }
        ends.add(horizon);
        return ends;
    }

    private ExponentialSum slope(Moment moment) {
        return density.byPotential(moment.course(), moment.time());
    }

    /** A term factor·response(t − from) of dV(t). */
    private record Term(Real from, ExponentialSum response, Real factor, Differential differential) {}

    /** The function u^power e^{−rate·u} of the time u since some event. */
    private record Decay(Real rate, int power) {}

    /** For each stretch and decay, ∫ ∂l_V/∂V decay(t − start of the stretch) dt from there to the end of the last stretch. */
    private static final class Tails {

        private final List<Moment> stretches;
        private final List<Map<Decay, Real>> tails = new ArrayList<>();

        Tails(Density density, List<Moment> stretches, List<Term> terms) {
            this.stretches = stretches;
            Set<Decay> decays = new LinkedHashSet<>();
            for (Term term : terms) {
                for (ExponentialSum.Term response : term.response().terms()) {
                    for (int power = 0; power <= response.power(); power++) {
                        decays.add(new Decay(response.rate(), power));
                    }
                }
            }
            Map<Decay, Real> next = Map.of();
            for (int k = stretches.size() - 1; k >= 0; k--) {
                Moment stretch = stretches.get(k);
                ExponentialSum slope = density.byPotential(stretch.course(), stretch.time());
                Map<Decay, Real> here = new LinkedHashMap<>();
                for (Decay decay : decays) {
                    Precision precision = decay.rate().precision();
                    ExponentialSum function =
                            ExponentialSum.zero(precision).plus(decay.rate(), decay.power(), precision.of(1));
                    Real within = slope.times(function).integral(stretch.length());
                    here.put(decay, within.plus(combined(function.shifted(stretch.length()), next)));
                }
                tails.add(0, here);
                next = here;
            }
        }

        /** ∫ ∂l_V/∂V response(t − from) dt from an event to the end. */
        Real integral(Term term) {
            int first = 0;
            while (!stretches.get(first).time().is(term.from())) {
                first++;
            }
            return combined(term.response(), tails.get(first));
        }

        /** Nothing follows the last stretch. */
        private static Real combined(ExponentialSum function, Map<Decay, Real> integrals) {
            Real sum = function.precision().of(0);
            for (ExponentialSum.Term term : function.terms()) {
                Real integral = integrals.get(new Decay(term.rate(), term.power()));
                sum = integral == null ? sum : sum.plus(term.coefficient().times(integral));
            }
            return sum;
        }
    }
}
