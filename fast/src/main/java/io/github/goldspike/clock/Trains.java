package io.github.goldspike.clock;

import java.util.ArrayList;
import java.util.List;

/** The steps in which neurons fired, by unit and lane. */
final class Trains {

    private final List<List<Integer>> trains = new ArrayList<>();
    private final int lanes;

    Trains(Layout layout, Simulation simulation) {
        lanes = simulation.lanes();
        for (int k = 0; k < layout.size() * lanes; k++) {
            trains.add(new ArrayList<>());
        }
        for (int step = layout.first(); step <= layout.last(); step++) {
            Lanes spikes = simulation.tape().spikes[step];
            for (int unit = 0; unit < layout.size(); unit++) {
                for (int lane = 0; lane < lanes && !spikes.isClear(unit); lane++) {
                    if (spikes.get(unit, lane) != 0) {
                        trains.get(unit * lanes + lane).add(step);
                    }
                }
            }
        }
    }

    int lanes() {
        return lanes;
    }

    /** In ascending order; of neurons only. */
    List<Integer> of(int unit, int lane) {
        return trains.get(unit * lanes + lane);
    }
}
