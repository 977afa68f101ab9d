package io.github.goldspike.textbook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The potential V and the synaptic currents I_k of one neuron at one time, [FP alg. 1]: all that the past means for
 * the future. Between events V' = −β(V − leak) + Σ I_k, or V stays where it is held, and I_k' = −α_k I_k.
 *
 * @param currents by kernel
 */
record State(Neuron neuron, Real time, Real potential, boolean held, Map<Kernel, Real> currents) {

    static State initial(Neuron neuron, Real zero) {
        return new State(neuron, zero, neuron.initial().value(), false, Map.of());
    }

    /** V as a function of the time since {@link #time()}: leak + (V − leak) e^{−βs} + Σ I_k h_k(s). */
    ExponentialSum course() {
        if (held) {
            return ExponentialSum.constant(potential);
        }
        Real leak = neuron.leak().value();
        ExponentialSum course = ExponentialSum.constant(leak).plus(neuron.beta().value(), 0, potential.minus(leak));
        for (Map.Entry<Kernel, Real> current : currents.entrySet()) {
            course = course.plus(current.getKey().response().times(current.getValue()));
        }
        return course;
    }

    /** Σ I_k e^{−α_k s}. */
    ExponentialSum current() {
        ExponentialSum sum = ExponentialSum.zero(time.precision());
        for (Map.Entry<Kernel, Real> current : currents.entrySet()) {
            sum = sum.plus(current.getKey().alpha(), 0, current.getValue());
        }
        return sum;
    }

    State at(Real later) {
        Map<Kernel, Real> decayed = new LinkedHashMap<>();
        currents.forEach((kernel, current) -> decayed.put(
                kernel, current.times(time.precision().exponentials().between(kernel.alpha(), time, later))));
        return new State(neuron, later, course().between(time, later).value(), held, decayed);
    }

    /** After a spike over this synapse. */
    State with(Connection synapse) {
        Map<Kernel, Real> raised = new LinkedHashMap<>(currents);
        raised.merge(synapse.kernel(), synapse.weight().value(), Real::plus);
        return new State(neuron, time, potential, held, raised);
    }

    /** After a spike of its own: at the reset, and held there. */
    State spiked() {
        return new State(neuron, time, neuron.reset().value(), true, currents);
    }

    /** Let go after the refractory time. */
    State restarted() {
        return new State(neuron, time, potential, false, currents);
    }
}
