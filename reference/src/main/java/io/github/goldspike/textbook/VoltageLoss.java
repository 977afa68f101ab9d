package io.github.goldspike.textbook;

import io.github.goldspike.model.Loss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ∫₀ᵀ ½ (V_i − target)² dt of one neuron, ℓ_V of eq. (6) for any neuron, spiking or not: V is a sum of exponentials on
 * each stretch between two events of the neuron, so every integral has a closed form.
 */
final class VoltageLoss {

    /** V − target from {@code start} on for {@code length}. */
    private record Stretch(Real start, Real length, ExponentialSum miss) {}

    /** From {@code time} on, {@code change} is added to V. */
    private record Change(Real time, ExponentialSum change) {}

    private final Precision precision;
    private final Neuron neuron;
    private final List<Arrival> arrivals;
    private final List<Firing> spikes;
    private final Real target;
    private final List<Stretch> stretches;

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
        Map<Firing, Real> byFiring = new HashMap<>();
        Map<Weight, Real> byWeight = new HashMap<>();
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

    /** ∫ (V − target) k(t − from) dt from {@code from} to the horizon. */
    private Real missTimes(ExponentialSum k, Real from) {
        Real integral = precision.of(0);
        for (Stretch stretch : stretches) {
            if (stretch.start().compareTo(from) >= 0) {
                ExponentialSum there = k.shifted(stretch.start().minus(from));
                integral = integral.plus(stretch.miss().times(there).integral(stretch.length()));
            }
        }
        return integral;
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
