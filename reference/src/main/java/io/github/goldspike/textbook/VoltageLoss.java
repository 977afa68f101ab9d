package io.github.goldspike.textbook;

import io.github.goldspike.model.Loss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ∫₀ᵀ ½ (V_i − target)² dt of one neuron, ℓ_V of eq. (6) for any neuron, spiking or not: V is a sum of exponentials on
 * each stretch between two events of the neuron, so every integral has a closed form.
 */
final class VoltageLoss {

    /** V − target from {@code start} on for {@code length}. */
    private record Stretch(Real start, Real length, ExponentialSum miss) {}

    /** From {@code time} on, {@code change} is added to V. */
    private record Change(Real time, ExponentialSum change) {}

    /** The function u^power e^{−rate·u} of the time u since some event. */
    private record Decay(Real rate, int power) {}

    private final Precision precision;
    private final Neuron neuron;
    private final List<Arrival> arrivals;
    private final List<Firing> spikes;
    private final Real target;
    private final List<Stretch> stretches;

    /** For each stretch and decay, ∫ (V − target) decay(t − start of the stretch) dt from there to the horizon. */
    private final List<Map<Decay, Real>> tails;

    VoltageLoss(RoundedNetwork rounded, History history, Loss.VoltageSquare loss) {
        int number = rounded.number(loss.population(), loss.neuron());
        this.precision = rounded.precision();
        this.neuron = rounded.neurons().get(number);
        this.spikes = history.spikes(number);
        this.target = precision.of(loss.target());
        this.arrivals = history.arrivals(number).stream()
                .filter(arrival -> arrival.time().compareTo(rounded.horizon()) < 0)
                .toList();
        this.stretches = stretches(rounded.horizon());
        this.tails = tails();
    }

    /**
     * The loss and its derivatives: ∂V/∂w = h(t − a) and ∂V/∂g = −W h'(t − a) after an arrival a = g + d, ∂V/∂m = −(ϑ −
     * r) β e^{−β(t − m)} after an own spike m, and the jump of the integrand at m itself.
     */
    LossPartials partials() {
        Real value = precision.of(0);
        for (Stretch stretch : stretches) {
            value = value.plus(stretch.miss()
                    .times(stretch.miss())
                    .integral(stretch.length())
                    .half());
        }
        Map<Firing, Real> byFiring = new LinkedHashMap<>();
        Map<Weight, Real> byWeight = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            Connection synapse = arrival.connection();
            ExponentialSum h = synapse.kernel().function();
            Real integral = missTimes(h, arrival.time());
            byWeight.merge(synapse.name(), synapse.kernelFactor().times(integral), Real::plus);
            if (arrival.sender().isPresent()) {
                Real shift = missTimes(h.derivative(), arrival.time())
                        .times(synapse.kernelWeight())
                        .negate();
                byFiring.merge(arrival.sender().get(), shift, Real::plus);
            }
        }
        for (Firing own : spikes) {
            ExponentialSum fallen =
                    membraneDecay(neuron.fall().times(neuron.beta()).negate());
            byFiring.merge(own, missTimes(fallen, own.time()).plus(jump()), Real::plus);
        }
        return new LossPartials(value, byFiring, byWeight);
    }

    /** l_V⁻ − l_V⁺ of EventProp: ½ (ϑ − target)² − ½ (r − target)². */
    private Real jump() {
        Real before = neuron.threshold().orElseThrow().minus(target);
        Real after = neuron.reset().minus(target);
        return before.squared().minus(after.squared()).half();
    }

    /** ∫ (V − target) k(t − from) dt from an event to the horizon. */
    private Real missTimes(ExponentialSum k, Real from) {
        int first = 0;
        while (!stretches.get(first).start().is(from)) {
            first++;
        }
        return combined(k, tails.get(first));
    }

    private Real combined(ExponentialSum k, Map<Decay, Real> integrals) {
        Real sum = precision.of(0);
        for (ExponentialSum.Term term : k.terms()) {
            Decay decay = new Decay(term.rate(), term.power());
            sum = sum.plus(term.coefficient().times(integrals.get(decay)));
        }
        return sum;
    }

    /** From the last stretch back to the first: the integral over the stretch, and the decay moved on to the next one. */
    private List<Map<Decay, Real>> tails() {
        Set<Decay> decays = new LinkedHashSet<>();
        decays.add(new Decay(neuron.beta(), 0));
        decays.add(new Decay(neuron.beta(), 1));
        arrivals.forEach(
                arrival -> decays.add(new Decay(arrival.connection().kernel().alpha(), 0)));
        Map<Decay, Real> next = new LinkedHashMap<>();
        decays.forEach(decay -> next.put(decay, precision.of(0)));
        List<Map<Decay, Real>> found = new ArrayList<>(List.of(next));
        for (int k = stretches.size() - 1; k >= 0; k--) {
            Stretch stretch = stretches.get(k);
            Map<Decay, Real> here = new LinkedHashMap<>();
            for (Decay decay : decays) {
                ExponentialSum function =
                        ExponentialSum.zero(precision).plus(decay.rate(), decay.power(), precision.of(1));
                Real within = stretch.miss().times(function).integral(stretch.length());
                here.put(decay, within.plus(combined(function.shifted(stretch.length()), found.get(0))));
            }
            found.add(0, here);
        }
        return found;
    }

    private List<Stretch> stretches(Real horizon) {
        List<Change> changes = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            Connection synapse = arrival.connection();
            changes.add(new Change(arrival.time(), synapse.kernel().function().times(synapse.kernelWeight())));
        }
        for (Firing own : spikes) {
            changes.add(new Change(own.time(), membraneDecay(neuron.fall().negate())));
        }
        changes.sort(Comparator.comparing(Change::time));
        List<Stretch> found = new ArrayList<>();
        Real start = precision.of(0);
        ExponentialSum miss = membraneDecay(neuron.initial().minus(neuron.leak()))
                .plus(ExponentialSum.constant(neuron.leak().minus(target)));
        for (Change change : changes) {
            Real length = change.time().minus(start);
            if (length.signum() > 0) {
                found.add(new Stretch(start, length, miss));
                miss = miss.shifted(length);
                start = change.time();
            }
            miss = miss.plus(change.change());
        }
        found.add(new Stretch(start, horizon.minus(start), miss));
        return found;
    }

    private ExponentialSum membraneDecay(Real coefficient) {
        return ExponentialSum.zero(precision).plus(neuron.beta(), 0, coefficient);
    }
}
