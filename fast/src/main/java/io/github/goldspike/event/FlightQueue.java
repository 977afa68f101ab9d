package io.github.goldspike.event;

import java.util.Arrays;

/**
 * Spikes on their way, each with the synapse at which it arrives next, by the time of that arrival: a binary heap, earliest
 * first or, for sweeps backward, latest first. Its size is the number of spikes on their way, not that of synapses.
 */
final class FlightQueue {

    /** 1 for the earliest first, −1 for the latest first. */
    private final double direction;

    private int size;
    private double[] hi = new double[16];
    private double[] lo = new double[16];
    private int[] spike = new int[16];
    private int[] synapse = new int[16];

    private FlightQueue(double direction) {
        this.direction = direction;
    }

    static FlightQueue earliestFirst() {
        return new FlightQueue(1);
    }

    static FlightQueue latestFirst() {
        return new FlightQueue(-1);
    }

    boolean isEmpty() {
        return size == 0;
    }

    double firstHi() {
        return direction * hi[0];
    }

    double firstLo() {
        return direction * lo[0];
    }

    int firstSpike() {
        return spike[0];
    }

    int firstSynapse() {
        return synapse[0];
    }

    void add(double arrivalHi, double arrivalLo, int ofSpike, int atSynapse) {
        if (size == hi.length) {
            hi = Arrays.copyOf(hi, 2 * size);
            lo = Arrays.copyOf(lo, 2 * size);
            spike = Arrays.copyOf(spike, 2 * size);
            synapse = Arrays.copyOf(synapse, 2 * size);
        }
        int at = size++;
        double keyHi = direction * arrivalHi;
        double keyLo = direction * arrivalLo;
        while (at > 0) {
            int parent = (at - 1) >> 1;
            if (!before(keyHi, keyLo, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        set(at, keyHi, keyLo, ofSpike, atSynapse);
    }

    /** The first spike has arrived, and will do so again at another synapse. */
    void replaceFirst(double arrivalHi, double arrivalLo, int atSynapse) {
        down(direction * arrivalHi, direction * arrivalLo, spike[0], atSynapse);
    }

    void removeFirst() {
        size--;
        if (size > 0) {
            down(hi[size], lo[size], spike[size], synapse[size]);
        }
    }

    private void down(double keyHi, double keyLo, int ofSpike, int atSynapse) {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && before(hi[child + 1], lo[child + 1], child)) {
                child++;
            }
            if (!TwoDoubles.before(hi[child], lo[child], keyHi, keyLo)) {
                break;
            }
            move(child, at);
            at = child;
        }
        set(at, keyHi, keyLo, ofSpike, atSynapse);
    }

    private boolean before(double keyHi, double keyLo, int other) {
        return TwoDoubles.before(keyHi, keyLo, hi[other], lo[other]);
    }

    private void move(int from, int to) {
        set(to, hi[from], lo[from], spike[from], synapse[from]);
    }

    private void set(int at, double keyHi, double keyLo, int ofSpike, int atSynapse) {
        hi[at] = keyHi;
        lo[at] = keyLo;
        spike[at] = ofSpike;
        synapse[at] = atSynapse;
    }
}
