package io.github.goldspike.model;

import java.util.List;
import java.util.Optional;

/**
 * Synapses from one population to another (or to itself).
 *
 * @param from name of the source population
 * @param to name of the target population, which must consist of neurons
 * @param response what a spike does at its arrival: a current with its time constants, or a kernel of the potential itself
 * @param connectivity the synapses
 */
public record Projection(String from, String to, SynapticResponse response, Connectivity connectivity) {

    /** The synapses in file order. */
    public List<Synapse> synapses() {
        return connectivity.synapses();
    }

    /** The kernel; empty for synapses with a current. */
    public Optional<ResponseKernel> kernel() {
        return response instanceof ResponseKernel kernel ? Optional.of(kernel) : Optional.empty();
    }

    /**
     * The synaptic time constants.
     *
     * @throws IllegalStateException if there is a {@link #kernel} instead
     */
    public SynapticDecay decay() {
        if (response instanceof SynapticDecay decay) {
            return decay;
        }
        throw new IllegalStateException("a projection with a kernel has no synaptic time constants");
    }

    void requireShape(int pre, int post) {
        if (response instanceof SynapticDecay decay) {
            decay.constant().given().requireSize(decay.pointer(), decay.axis() == SynapticDecay.Axis.PRE ? pre : post);
            decay.constant().given().requirePositive(decay.pointer());
        }
        if (connectivity instanceof Connectivity.Matrix matrix) {
            matrix.requireShape(pre, post);
        } else if (connectivity instanceof Connectivity.Listed listed) {
            listed.requireShape(pre, post);
        }
    }
}
