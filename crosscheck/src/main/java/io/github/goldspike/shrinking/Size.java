package io.github.goldspike.shrinking;

import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import java.util.List;

/**
 * How big a network is.
 *
 * @param neurons units that are no sources
 * @param synapses of all projections
 * @param inputs spikes of all sources
 */
public record Size(int neurons, int synapses, int inputs) {

    public static Size of(Network network) {
        int neurons = 0;
        int inputs = 0;
        for (Population population : network.populations()) {
            if (population instanceof Population.Source source) {
                inputs += source.trains().stream().mapToInt(List::size).sum();
            } else {
                neurons += population.size();
            }
        }
        int synapses = network.projections().stream()
                .mapToInt(projection -> projection.synapses().size())
                .sum();
        return new Size(neurons, synapses, inputs);
    }

    @Override
    public String toString() {
        return count(neurons, "neuron") + ", " + count(synapses, "synapse") + ", " + count(inputs, "input spike");
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
