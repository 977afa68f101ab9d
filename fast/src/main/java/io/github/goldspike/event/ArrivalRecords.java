package io.github.goldspike.event;

import java.util.Arrays;

/**
 * Arrivals at the neurons of a block in one window, four words each: time, its low part, weight, and spike, slot and neuron. They are
 * written as they are sent, and then put in the order of each neuron's events (event-double-D15).
 */
final class ArrivalRecords {

    private static final int WORDS = 4;
    private static final int SLOT_BITS = 16;

    private final int neurons;
    private long[] words = new long[256];
    private int size;
    /** For each neuron of the block where its arrivals begin in {@link #order}, and the end of all. */
    private final int[] begin;

    private int[] order = new int[64];

    ArrivalRecords(int neurons) {
        this.neurons = neurons;
        begin = new int[neurons + 2];
    }

    int size() {
        return size;
    }

    /**
     * Notes an arrival.
     *
     * @param neuron counted from the block's first, below 65,536
     * @param rate which of its currents the synapse drives, below 65,536
     */
    void add(double hi, double lo, double weight, int spike, int neuron, int rate) {
        int at = WORDS * size++;
        if (at == words.length) {
            words = Arrays.copyOf(words, Math.multiplyExact(2, at));
        }
        words[at] = Double.doubleToRawLongBits(hi);
        words[at + 1] = Double.doubleToRawLongBits(lo);
        words[at + 2] = Double.doubleToRawLongBits(weight);
        words[at + 3] = (long) spike << 2 * SLOT_BITS | (long) rate << SLOT_BITS | neuron;
    }

    /** Adds what others have noted, after its own, and leaves them empty. */
    void takeFrom(ArrivalRecords others) {
        int end = Math.multiplyExact(WORDS, Math.addExact(size, others.size));
        if (end > words.length) {
            words = Arrays.copyOf(words, end);
        }
        System.arraycopy(others.words, 0, words, WORDS * size, WORDS * others.size);
        size += others.size;
        others.clear();
    }

    /** Puts all in order; they may then be read, neuron after neuron. */
    void sort() {
        if (order.length < size) {
            order = new int[words.length / WORDS];
        }
        Arrays.fill(begin, 0);
        for (int k = 0; k < size; k++) {
            begin[neuron(k) + 2]++;
        }
        for (int neuron = 1; neuron <= neurons; neuron++) {
            begin[neuron + 1] += begin[neuron];
        }
        for (int k = 0; k < size; k++) {
            order[begin[neuron(k) + 1]++] = k;
        }
        for (int neuron = 0; neuron < neurons; neuron++) {
            sort(begin[neuron], begin[neuron + 1]);
        }
    }

    /** Shell sort; one pass of insertions where there are few. */
    private void sort(int from, int to) {
        for (int gap = Math.max(1, (to - from) >> 3); gap > 0 && to - from > 1; gap >>= 1) {
            for (int k = from + gap; k < to; k++) {
                int moved = order[k];
                int hole = k;
                while (hole - gap >= from && before(moved, order[hole - gap])) {
                    order[hole] = order[hole - gap];
                    hole -= gap;
                }
                order[hole] = moved;
            }
        }
    }

    /** By time; at equal times by spike, then as they were sent, which is by synapse. */
    private boolean before(int one, int other) {
        double hi = hi(one);
        double otherHi = hi(other);
        if (hi != otherHi) {
            return hi < otherHi;
        }
        double lo = lo(one);
        double otherLo = lo(other);
        if (lo != otherLo) {
            return lo < otherLo;
        }
        return spike(one) < spike(other) || (spike(one) == spike(other) && one < other);
    }

    void clear() {
        size = 0;
    }

    /** The place in the order at which the arrivals of a neuron begin; those of the next begin where they end. */
    int begin(int neuron) {
        return begin[neuron];
    }

    /** The arrival at a place in the order. */
    int at(int place) {
        return order[place];
    }

    double hi(int arrival) {
        return Double.longBitsToDouble(words[WORDS * arrival]);
    }

    double lo(int arrival) {
        return Double.longBitsToDouble(words[WORDS * arrival + 1]);
    }

    double weight(int arrival) {
        return Double.longBitsToDouble(words[WORDS * arrival + 2]);
    }

    int spike(int arrival) {
        return (int) (words[WORDS * arrival + 3] >> 2 * SLOT_BITS);
    }

    int rate(int arrival) {
        return (int) (words[WORDS * arrival + 3] >>> SLOT_BITS) & 0xffff;
    }

    private int neuron(int arrival) {
        return (int) words[WORDS * arrival + 3] & 0xffff;
    }
}
