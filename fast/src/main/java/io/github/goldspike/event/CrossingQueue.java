package io.github.goldspike.event;

import java.util.Arrays;

/**
 * The neurons that may cross their threshold, by the time at which they do, or one before which they do not: a heap with four
 * children to a node in which every neuron knows its place. All operations but reading cost O(log n).
 */
final class CrossingQueue {

    /** What the time of a neuron in the queue is. */
    enum Key {
        /** Its crossing. */
        EXACT,
        /** A time before which it does not cross, as good as can be had without an exponential. */
        BOUND,
        /** Some time before which it does not cross; something happened to it since. */
        LOOSE
    }

    private static final Key[] KEYS = Key.values();
    private static final byte LOOSE = (byte) Key.LOOSE.ordinal();
    private static final int ABSENT = -1;

    private final int[] heap;
    private final int[] place;
    /** For each neuron its time, hi and lo side by side: they are looked at together, and for any neuron at any time. */
    private final double[] time;

    private final byte[] key;
    private int size;

    CrossingQueue(int neurons) {
        heap = new int[neurons];
        place = new int[neurons];
        Arrays.fill(place, ABSENT);
        time = new double[2 * neurons];
        key = new byte[neurons];
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean contains(int neuron) {
        return place[neuron] != ABSENT;
    }

    int first() {
        return heap[0];
    }

    double hi(int neuron) {
        return time[2 * neuron];
    }

    double lo(int neuron) {
        return time[2 * neuron + 1];
    }

    Key key(int neuron) {
        return KEYS[key[neuron]];
    }

    /** If the neuron is queued, its time becomes a bound that is not good any more but still holds. */
    void loosen(int neuron) {
        key[neuron] = LOOSE;
    }

    /** Queues a neuron with a bound; where it is queued with an earlier time, that is kept, and is loose. */
    void tighten(int neuron, double keyHi, double keyLo) {
        if (place[neuron] == ABSENT || before(keyHi, keyLo, neuron)) {
            put(neuron, keyHi, keyLo, Key.BOUND);
        } else {
            key[neuron] = LOOSE;
        }
    }

    void put(int neuron, double keyHi, double keyLo, Key what) {
        int at = place[neuron];
        key[neuron] = (byte) what.ordinal();
        if (at == ABSENT) {
            time[2 * neuron] = keyHi;
            time[2 * neuron + 1] = keyLo;
            up(neuron, size++);
        } else {
            boolean earlier = before(keyHi, keyLo, neuron);
            time[2 * neuron] = keyHi;
            time[2 * neuron + 1] = keyLo;
            if (earlier) {
                up(neuron, at);
            } else {
                down(neuron, at);
            }
        }
    }

    void remove(int neuron) {
        int at = place[neuron];
        if (at != ABSENT) {
            place[neuron] = ABSENT;
            int last = heap[--size];
            if (last != neuron) {
                if (at > 0 && before(time[2 * last], time[2 * last + 1], heap[(at - 1) >> 2])) {
                    up(last, at);
                } else {
                    down(last, at);
                }
            }
        }
    }

    private boolean before(double keyHi, double keyLo, int other) {
        return keyHi < time[2 * other] || (keyHi == time[2 * other] && keyLo < time[2 * other + 1]);
    }

    private void up(int neuron, int from) {
        int at = from;
        while (at > 0) {
            int parent = heap[(at - 1) >> 2];
            if (!before(time[2 * neuron], time[2 * neuron + 1], parent)) {
                break;
            }
            heap[at] = parent;
            place[parent] = at;
            at = (at - 1) >> 2;
        }
        heap[at] = neuron;
        place[neuron] = at;
    }

    private void down(int neuron, int from) {
        int at = from;
        while (4 * at + 1 < size) {
            int child = 4 * at + 1;
            int end = Math.min(child + 4, size);
            int best = heap[child];
            int bestAt = child;
            for (int other = child + 1; other < end; other++) {
                if (before(time[2 * heap[other]], time[2 * heap[other] + 1], best)) {
                    best = heap[other];
                    bestAt = other;
                }
            }
            if (!before(time[2 * best], time[2 * best + 1], neuron)) {
                break;
            }
            heap[at] = best;
            place[best] = at;
            at = bestAt;
        }
        heap[at] = neuron;
        place[neuron] = at;
    }
}
