package io.github.goldspike.event;

/**
 * The arrivals of spikes and inputs in the order of their times, none of them beyond the horizon. A spike on its way is a cursor at the
 * synapses that it reaches next; what happens in a short window of time is listed and sorted together, so that an arrival costs O(1) where
 * there are many (event-double-D5). How long windows are changes the speed, not the order.
 */
final class Arrivals {

    /** A window that holds so many arrivals is long enough, one that holds twice as many is too long. */
    private static final int ENOUGH = 1 << 12;

    /** To look at all cursors is little beside so many arrivals of each. */
    private static final int ENOUGH_PER_CURSOR = 4;

    private static final double FIRST_WINDOW = 0x1p-20;
    private static final double SHORTEST_WINDOW = 0x1p-60;

    private final EventNetwork network;
    private final Raster raster;

    /** Where the spikes on their way are next, beyond the window and in no order. */
    private final ArrivalList cursors = new ArrivalList();

    private double earliest = Double.POSITIVE_INFINITY;

    private double window;
    /** The window ends before this. */
    private double until = Double.NEGATIVE_INFINITY;

    private final ArrivalList collected = new ArrivalList();
    /** What happens in the window, as far as it was known when it began; it is taken from {@link #at} on. */
    private final ArrivalList listed = new ArrivalList();

    private int at;
    private int cursorsLookedAt;

    /** What was sent within the window to arrive within it. */
    private final Flights late;

    private final FlightQueue lateQueue;
    private int lateInWindow;
    private boolean lateIsFirst;

    Arrivals(Raster raster) {
        this.raster = raster;
        network = raster.network;
        late = Flights.forward(raster);
        lateQueue = late.queue();
        window = FIRST_WINDOW * raster.horizonHi;
    }

    /** Looks for the first arrival; false if there is none any more. To be called before the first is asked for, after any change. */
    boolean hasFirst() {
        if (at == listed.size && lateQueue.isEmpty()) {
            if (cursors.size == 0) {
                return false;
            }
            openWindow();
        }
        lateIsFirst = !lateQueue.isEmpty()
                && (at == listed.size
                        || TwoDoubles.before(lateQueue.firstHi(), lateQueue.firstLo(), listed.hi[at], listed.lo[at]));
        return true;
    }

    double firstHi() {
        return lateIsFirst ? lateQueue.firstHi() : listed.hi[at];
    }

    double firstLo() {
        return lateIsFirst ? lateQueue.firstLo() : listed.lo[at];
    }

    int firstSpike() {
        return lateIsFirst ? lateQueue.firstSpike() : listed.spike[at];
    }

    /** The first of the synapses that are reached. */
    int firstSynapse() {
        return lateIsFirst ? lateQueue.firstSynapse() : listed.first[at];
    }

    /** The first of the synapses that are not reached. */
    int endSynapse() {
        return lateIsFirst ? endOfDelay(lateQueue.firstSpike(), lateQueue.firstSynapse()) : listed.end[at];
    }

    /** How many arrivals after the first are known already. */
    int known() {
        return listed.size - at;
    }

    /** The first synapse of one of the {@link #known} arrivals. */
    int knownSynapse(int index) {
        return listed.first[at + index];
    }

    void removeFirst() {
        if (!lateIsFirst) {
            at++;
            return;
        }
        int spike = lateQueue.firstSpike();
        int next = endOfDelay(spike, lateQueue.firstSynapse());
        if (next < network.fanOut[late.unit(spike) + 1] && late.reaches(spike, next)) {
            if (late.arrivalHi() < until) {
                lateInWindow++;
                lateQueue.replaceFirst(late.arrivalHi(), late.arrivalLo(), next);
                return;
            }
            addCursor(spike, next);
        }
        lateQueue.removeFirst();
    }

    /** Sends a spike to the synapses of its unit from one on. */
    void launch(int spike, int synapse) {
        if (!late.reaches(spike, synapse)) {
            return;
        }
        if (late.arrivalHi() < until) {
            lateInWindow++;
            lateQueue.add(late.arrivalHi(), late.arrivalLo(), spike, synapse);
        } else {
            addCursor(spike, synapse);
        }
    }

    private void addCursor(int spike, int synapse) {
        cursors.add(late.arrivalHi(), late.arrivalLo(), spike, synapse, endOfDelay(spike, synapse));
        earliest = Math.min(earliest, late.arrivalHi());
    }

    private int endOfDelay(int spike, int synapse) {
        return network.endOfDelay(synapse, network.fanOut[late.unit(spike) + 1]);
    }

    private void openWindow() {
        chooseWindow();
        double start = earliest;
        until = Math.max(start + window, Math.nextUp(start));
        collect();
        collected.sortInto(listed, start, until - start);
        at = 0;
    }

    private void chooseWindow() {
        if (listed.size > 2 * ENOUGH || 4 * lateInWindow > listed.size) {
            window = Math.max(window / 2, SHORTEST_WINDOW * raster.horizonHi);
        } else if (listed.size < ENOUGH
                && listed.size < ENOUGH_PER_CURSOR * cursorsLookedAt
                && 16 * lateInWindow <= listed.size) {
            window = Math.min(2 * window, raster.horizonHi);
        }
        lateInWindow = 0;
        cursorsLookedAt = cursors.size;
    }

    /** Moves each cursor out of the window and notes what it met. */
    private void collect() {
        collected.size = 0;
        earliest = Double.POSITIVE_INFINITY;
        int cursor = 0;
        while (cursor < cursors.size) {
            if (cursors.hi[cursor] >= until) {
                earliest = Math.min(earliest, cursors.hi[cursor]);
                cursor++;
                continue;
            }
            int spike = cursors.spike[cursor];
            int next = cursors.end[cursor];
            collected.add(cursors.hi[cursor], cursors.lo[cursor], spike, cursors.first[cursor], next);
            if (next < network.fanOut[late.unit(spike) + 1] && late.reaches(spike, next)) {
                cursors.set(cursor, late.arrivalHi(), late.arrivalLo(), spike, next, endOfDelay(spike, next));
            } else {
                cursors.remove(cursor);
            }
        }
    }
}
