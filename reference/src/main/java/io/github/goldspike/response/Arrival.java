package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;

/**
 * A spike arriving over a synapse; or the end of the refractory time after a spike of the neuron itself, which comes in turn with
 * arrivals (kernels-R12).
 *
 * @param synapse index of the synapse
 * @param spike index of the spike: among those found, or in the train of the synapse's input
 * @param time enclosure of g + d, or of f + R
 */
record Arrival(int synapse, int spike, Ball time) {

    private static final int NO_SYNAPSE = -1;

    static Arrival release(int spike, Ball time) {
        return new Arrival(NO_SYNAPSE, spike, time);
    }

    boolean isRelease() {
        return synapse == NO_SYNAPSE;
    }

    /** Whether it is proved to come before another one. */
    boolean isBefore(Arrival other) {
        return time.isLessThan(other.time);
    }
}
