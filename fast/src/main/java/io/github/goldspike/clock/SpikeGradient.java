package io.github.goldspike.clock;

/**
 * What a gradient takes for the derivative of a spike.
 *
 * @param kind which one
 * @param spikes for EventProp, how many spikes of each neuron the ring buffers have room for
 */
public record SpikeGradient(Kind kind, int spikes) {

    /** The two gradients. */
    public enum Kind {
        /** Backpropagation through time with the grid's surrogate. */
        SURROGATE,
        /** EventProp in steps: tends to the exact gradient of the continuous network as dt → 0. */
        EVENTPROP
    }

    /** Backpropagation through time with the grid's surrogate. */
    public static final SpikeGradient SURROGATE = new SpikeGradient(Kind.SURROGATE, 0);

    /** @param spikes how many spikes of each neuron there is room for, ≥ 1 */
    public static SpikeGradient eventProp(int spikes) {
        if (spikes < 1) {
            throw new IllegalArgumentException("there must be room for a spike, not for " + spikes);
        }
        return new SpikeGradient(Kind.EVENTPROP, spikes);
    }
}
