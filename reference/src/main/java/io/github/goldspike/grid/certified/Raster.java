package io.github.goldspike.grid.certified;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who fired when, as far as that is decided: spikes of neurons, 0 or 1 in a step, and of inputs, any number. */
final class Raster {

    private final Circuit circuit;
    private final List<List<Integer>> trains = new ArrayList<>();
    private final Map<Long, Integer> counts = new HashMap<>();
    private final Map<Long, List<Circuit.Fan>> arrivals = new HashMap<>();

    Raster(Circuit circuit) {
        this.circuit = circuit;
        for (int unit = 0; unit < circuit.size(); unit++) {
            trains.add(new ArrayList<>());
        }
    }

    /** A unit fires in a step; its spike arrives where and when it is due. */
    void fires(int unit, int step) {
        trains.get(unit).add(step);
        counts.merge(key(step, unit), 1, Integer::sum);
        for (Circuit.Fan fan : circuit.fansOf(unit)) {
            arrivals.computeIfAbsent(key(step + fan.lag(), fan.target()), key -> new ArrayList<>())
                    .add(fan);
        }
    }

    /** Number of spikes of a unit in a step. */
    int count(int unit, int step) {
        return counts.getOrDefault(key(step, unit), 0);
    }

    /** The wires over which spikes arrive at a population in a step. */
    List<Circuit.Fan> arrivals(int step, int population) {
        return arrivals.getOrDefault(key(step, population), List.of());
    }

    /** The steps in which a unit fired. */
    List<Integer> train(int unit) {
        return trains.get(unit);
    }

    private static long key(int step, int which) {
        return ((long) step << 32) | which;
    }
}
