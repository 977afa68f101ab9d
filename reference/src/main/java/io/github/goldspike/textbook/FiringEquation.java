package io.github.goldspike.textbook;

/**
 * The firing equation of one neuron i, eq. (9): V_i(f) − ϑ = 0, with the potential of eq. (5), here with delays, leak,
 * initial potential and a reset r:
 *
 * <pre>
 * V_i(t) = leak + (initial − leak) e^{−βt} + Σ_{arrivals a &lt; t} W h(t − a) − Σ_{own m &lt; t} (ϑ − r) e^{−β(t − m)}
 * </pre>
 *
 * Arrivals and own spikes at t itself, to working precision, do not count: all values are left limits.
 *
 * @param number of the neuron, counted over all populations
 */
record FiringEquation(Neuron neuron, int number, History history) {

    /** V_i(t⁻), eq. (5). */
    Real potential(Real t) {
        Real potential =
                neuron.leak().plus(neuron.initial().minus(neuron.leak()).times(Kernel.decay(neuron.beta(), t)));
        for (Arrival arrival : history.arrivals(number)) {
            if (arrival.time().precedes(t)) {
                Connection synapse = arrival.connection();
                potential = potential.plus(
                        synapse.kernelWeight().times(synapse.kernel().at(t.minus(arrival.time()))));
            }
        }
        for (Firing own : history.spikes(number)) {
            if (own.time().precedes(t)) {
                potential = potential.minus(neuron.fall().times(Kernel.decay(neuron.beta(), t.minus(own.time()))));
            }
        }
        return potential;
    }

    /** V_i'(f⁻) = I(f⁻) − β (ϑ − leak) where V_i(f⁻) = ϑ, the current I = Σ W e^{−α(f − a)}. */
    Real slope(Real f) {
        Real slope = neuron.currentAtThreshold().negate();
        for (Arrival arrival : history.arrivals(number)) {
            if (arrival.time().precedes(f)) {
                Connection synapse = arrival.connection();
                Real decay = Kernel.decay(synapse.kernel().alpha(), f.minus(arrival.time()));
                slope = slope.plus(synapse.kernelWeight().times(decay));
            }
        }
        return slope;
    }

    /** One Newton step on eq. (9): takes a firing time found on collected exponentials to the root of the sum of kernels. */
    Real settled(Real f) {
        return f.minus(potential(f).minus(neuron.threshold().orElseThrow()).over(slope(f)));
    }
}
