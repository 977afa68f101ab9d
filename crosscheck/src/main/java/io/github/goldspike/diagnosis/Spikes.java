package io.github.goldspike.diagnosis;

import java.util.ArrayList;
import java.util.List;

/**
 * What happened in a run.
 *
 * @param firings in order of time
 * @param arrivals for each neuron what was sent to it, also what arrives after the horizon
 */
record Spikes(List<Firing> firings, List<List<Arrival>> arrivals) {

    /**
     * A spike.
     *
     * @param number index in {@link Spikes#firings}
     * @param cell index of its neuron
     * @param slope V' just before
     * @param freed when V was let go after it
     * @param reset V just then
     */
    record Firing(int number, int cell, double time, double slope, double freed, double reset) {}

    /**
     * A spike that arrives.
     *
     * @param cause number of the spike, or −1 for an input
     * @param wire index of the synapse
     */
    record Arrival(double time, double sent, int cause, int wire) {}

    /** The spikes of a neuron. */
    List<Firing> of(int cell) {
        List<Firing> train = new ArrayList<>();
        for (Firing firing : firings) {
            if (firing.cell == cell) {
                train.add(firing);
            }
        }
        return train;
    }
}
