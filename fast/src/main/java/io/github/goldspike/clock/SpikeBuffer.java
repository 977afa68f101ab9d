package io.github.goldspike.clock;

import io.github.goldspike.contract.UnsupportedQuestionException;

/**
 * What EventProp needs of each spike, in one ring for each neuron and lane (EventProp notes, section 6). A ring that is full refuses the next
 * spike; nothing is dropped.
 */
final class SpikeBuffer {

    private static final int FIELDS = 5;
    private static final int SLOPE = 0;
    private static final int BEFORE = 1;
    private static final int AFTER = 2;
    private static final int RELEASE = 3;
    private static final int BY_TIME = 4;

    private final int capacity;
    private final double[][] rings;
    private final int[] count;

    SpikeBuffer(int rings, int capacity) {
        this.capacity = capacity;
        this.rings = new double[rings][0];
        this.count = new int[rings];
    }

    /**
     * Stores a spike.
     *
     * @param slope V' just before it
     * @param before V before the reset
     * @param after V after it
     * @throws UnsupportedQuestionException if the ring is full
     */
    void push(int ring, double slope, double before, double after) {
        if (count[ring] == capacity) {
            throw new UnsupportedQuestionException("a neuron fires more than " + capacity
                    + " times, which is how many spikes the ring buffer of EventProp has room for (--max-spikes)");
        }
        int at = count[ring] * FIELDS;
        if (rings[ring].length == at) {
            int spikes = Math.min(capacity, Math.max(4, 2 * count[ring]));
            rings[ring] = java.util.Arrays.copyOf(rings[ring], spikes * FIELDS);
        }
        rings[ring][at + SLOPE] = slope;
        rings[ring][at + BEFORE] = before;
        rings[ring][at + AFTER] = after;
        rings[ring][at + RELEASE] = 0;
        rings[ring][at + BY_TIME] = 0;
        count[ring]++;
    }

    /** V' just after the hold that the latest spike led to. */
    void release(int ring, double slope) {
        rings[ring][(count[ring] - 1) * FIELDS + RELEASE] = slope;
    }

    /** Takes the latest spike away. */
    void pop(int ring) {
        count[ring]--;
    }

    /** How many spikes there are. */
    int count(int ring) {
        return count[ring];
    }

    /** V' before the latest spike. */
    double slope(int ring) {
        return latest(ring, SLOPE);
    }

    /** V before the reset of the latest spike. */
    double before(int ring) {
        return latest(ring, BEFORE);
    }

    /** V after the reset of the latest spike. */
    double after(int ring) {
        return latest(ring, AFTER);
    }

    /** V' after the hold of the latest spike; 0 if it did not end. */
    double release(int ring) {
        return latest(ring, RELEASE);
    }

    /** Adds to ∂ℓ/∂f of the latest spike. */
    void addByTime(int ring, double value) {
        rings[ring][(count[ring] - 1) * FIELDS + BY_TIME] += value;
    }

    /** What was added to ∂ℓ/∂f of the latest spike. */
    double byTime(int ring) {
        return latest(ring, BY_TIME);
    }

    private double latest(int ring, int field) {
        return rings[ring][(count[ring] - 1) * FIELDS + field];
    }
}
