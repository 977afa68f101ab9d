package io.github.goldspike.model;

import java.util.List;

/**
 * Synapses from one population to another (or to itself).
 *
 * @param from name of the source population
 * @param to name of the target population, which must consist of neurons
 * @param decay synaptic time constants
 * @param connectivity the synapses
 */
public record Projection(String from, String to, SynapticDecay decay, Connectivity connectivity) {

    /** The synapses in file order. */
    public List<Synapse> synapses() {
        return connectivity.synapses();
    }

    void requireShape(int pre, int post) {
        decay.constant().given().requireSize(decay.pointer(), decay.axis() == SynapticDecay.Axis.PRE ? pre : post);
        decay.constant().given().requirePositive(decay.pointer());
        if (connectivity instanceof Connectivity.Matrix matrix) {
            matrix.requireShape(pre, post);
        } else if (connectivity instanceof Connectivity.Listed listed) {
            listed.requireShape(pre, post);
        }
    }
}
