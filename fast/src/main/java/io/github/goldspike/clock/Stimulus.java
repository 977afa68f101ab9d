package io.github.goldspike.clock;

import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.WholeSteps;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;

/**
 * The input of one lane.
 *
 * @param steps for each unit of each source population, in file order, the numbers of the steps of its spikes, in any order
 */
public record Stimulus(List<int[]> steps) {

    public Stimulus {
        steps = List.copyOf(steps);
    }

    /** The spikes of a network's own sources. */
    public static Stimulus of(Network network, Grid grid) {
        WholeSteps whole = WholeSteps.of(network, grid);
        List<int[]> steps = new ArrayList<>();
        for (Population population : network.populations()) {
            if (population instanceof Population.Source source) {
                for (List<Rational> train : source.trains()) {
                    steps.add(train.stream().mapToInt(whole::of).toArray());
                }
            }
        }
        return new Stimulus(steps);
    }
}
