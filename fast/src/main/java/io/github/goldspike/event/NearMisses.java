package io.github.goldspike.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Peaks ahead that will miss the threshold by no more than rounding, unless an arrival comes before (event-double-D6). */
final class NearMisses {

    private final List<Ambiguity> doubts;
    private final Map<Integer, Miss> ahead = new HashMap<>();

    private record Miss(double from, Ambiguity doubt) {}

    /** @param doubts takes what has come true */
    NearMisses(List<Ambiguity> doubts) {
        this.doubts = doubts;
    }

    /** Whether nothing is ahead. */
    boolean isEmpty() {
        return ahead.isEmpty();
    }

    /** @param from when the potential will first be within rounding of its threshold */
    void expect(Ambiguity doubt, double from) {
        ahead.put(doubt.neuron(), new Miss(from, doubt));
    }

    /** Something changes the course of a potential. */
    void change(int neuron, double time) {
        if (!ahead.isEmpty()) {
            Miss miss = ahead.remove(neuron);
            if (miss != null && miss.from <= time) {
                doubts.add(miss.doubt);
            }
        }
    }

    /** Nothing changes any more. */
    void end() {
        ahead.values().forEach(miss -> doubts.add(miss.doubt));
        ahead.clear();
    }
}
