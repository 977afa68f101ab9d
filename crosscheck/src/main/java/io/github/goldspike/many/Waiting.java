package io.github.goldspike.many;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Lines that wait for an earlier one. */
final class Waiting {

    /** A line may be so far ahead; more would be held in memory behind one that takes long. */
    static final int MOST = 256;

    private final Map<Long, byte[]> lines = new HashMap<>();
    private long next;

    /** Takes a line whose turn has come. */
    interface Target {
        void write(byte[] line) throws IOException;
    }

    /** @param next first index that is missing */
    Waiting(long next) {
        this.next = next;
    }

    synchronized boolean has(long index) {
        return index < next || lines.containsKey(index);
    }

    synchronized long next() {
        return next;
    }

    synchronized boolean none() {
        return lines.isEmpty();
    }

    /** Adds a line and writes all whose turn has come. */
    synchronized void put(long index, byte[] line, Target target) throws IOException {
        lines.put(index, line);
        for (byte[] due = lines.remove(next); due != null; due = lines.remove(next)) {
            target.write(due);
            next++;
        }
        notifyAll();
    }

    /** Waits until the index is not too far ahead. Who has the line that is missing never waits. */
    synchronized void until(long index) throws InterruptedException {
        while (index - next > MOST) {
            wait();
        }
    }
}
