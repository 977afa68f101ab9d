package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.CURRENTS;

/** A share of the spikes that are on their way, taken from window to window: what they meet is written down by block (event-double-D15). */
final class Courier {

    private final EventNetwork network;
    private final Flights flights;
    private final boolean oneRate;
    private final int blockBits;
    private final ArrivalRecords[] records;
    /** Where the spikes are next. */
    private final ArrivalList cursors = new ArrivalList();

    private double next = Double.POSITIVE_INFINITY;
    private long arrived;

    /**
     * A courier without spikes.
     *
     * @param oneRate whether no neuron has several synaptic rates
     * @param records for each block of 2^{@code blockBits} neurons where what arrives at them is written
     */
    Courier(Raster raster, boolean oneRate, int blockBits, ArrivalRecords[] records) {
        network = raster.network;
        flights = Flights.forward(raster);
        this.oneRate = oneRate;
        this.blockBits = blockBits;
        this.records = records;
    }

    /** What arrives at a block in the window that was collected last. */
    ArrivalRecords records(int block) {
        return records[block];
    }

    /** When the first of the spikes that are left, or were added since, arrives; infinite without one. */
    double next() {
        return next;
    }

    /** How much arrived so far. */
    long arrived() {
        return arrived;
    }

    /** Takes a spike of a unit. */
    void launch(int spike, int unit) {
        int first = network.fanOut[unit];
        if (first < network.fanOut[unit + 1] && flights.reaches(spike, first)) {
            cursors.add(flights.arrivalHi(), flights.arrivalLo(), spike, first, network.fanOut[unit + 1]);
            next = Math.min(next, flights.arrivalHi());
        }
    }

    /**
     * Writes what arrives in the window to the blocks, and moves each cursor out of it. Cursors stay in the order of their spikes: what is
     * written in the order of times needs no sorting.
     */
    void collect(double windowEnd) {
        next = Double.POSITIVE_INFINITY;
        int kept = 0;
        for (int cursor = 0; cursor < cursors.size; cursor++) {
            if (cursors.hi[cursor] >= windowEnd || passOn(cursor, windowEnd)) {
                next = Math.min(next, cursors.hi[cursor]);
                cursors.copy(cursor, cursors, kept++);
            }
        }
        cursors.size = kept;
    }

    /** False if the spike arrives nowhere after the window. */
    private boolean passOn(int cursor, double windowEnd) {
        int spike = cursors.spike[cursor];
        int end = cursors.end[cursor];
        double hi = cursors.hi[cursor];
        double lo = cursors.lo[cursor];
        int synapse = cursors.first[cursor];
        while (true) {
            int other = network.endOfDelay(synapse, end);
            send(spike, hi, lo, synapse, other);
            if (other == end || !flights.reaches(spike, other)) {
                return false;
            }
            synapse = other;
            hi = flights.arrivalHi();
            lo = flights.arrivalLo();
            if (hi >= windowEnd) {
                cursors.set(cursor, hi, lo, spike, synapse, end);
                return true;
            }
        }
    }

    /** Writes one arrival at some synapses. */
    private void send(int spike, double hi, double lo, int first, int end) {
        int inBlock = (1 << blockBits) - 1;
        for (int synapse = first; synapse < end; synapse++) {
            int target = network.target[synapse];
            int rate = oneRate ? 0 : network.slot[synapse] - network.state[target] - CURRENTS;
            records[target >> blockBits].add(hi, lo, network.weight[synapse], spike, target & inBlock, rate);
        }
        arrived += end - first;
    }
}
