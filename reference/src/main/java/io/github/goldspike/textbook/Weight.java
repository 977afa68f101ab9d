package io.github.goldspike.textbook;

import java.util.Comparator;

/**
 * Names a weight W_ji.
 *
 * @param projection index of the projection
 * @param synapse index in the projection's {@code synapses()}
 */
record Weight(int projection, int synapse) implements Comparable<Weight> {

    private static final Comparator<Weight> IN_FILE_ORDER =
            Comparator.comparingInt(Weight::projection).thenComparingInt(Weight::synapse);

    @Override
    public int compareTo(Weight other) {
        return IN_FILE_ORDER.compare(this, other);
    }
}
