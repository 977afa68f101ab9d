package io.github.goldspike.shrinking;

import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A part that has all that {@link Sought} names: added to a network that lacks something, so that no network is drawn in vain.
 *
 * @param inputs 2 or more
 * @param weight of each of three synapses, 2 or more
 * @param delay in tenths, more than 0
 * @param initial in tenths, of a neuron that rests at 0
 */
record ShowsAll(int inputs, int weight, int delay, int initial) {

    /** The network with this part beside its own, and a loss of this part. */
    Network addedTo(Network network) {
        Network part = part();
        List<Population> populations = new ArrayList<>(network.populations());
        populations.addAll(part.populations());
        List<Projection> projections = new ArrayList<>(network.projections());
        projections.addAll(part.projections());
        return new Network(
                network.id(), network.convention(), network.horizon(), populations, projections, part.loss());
    }

    private Network part() {
        String file = """
                {"format": "goldspike-network/1", "horizon": "2",
                 "populations": [{"name": "part in", "spikes": [[%s]]},
                  {"name": "part", "size": 3, "beta": "1", "threshold": "1", "initial": "%d/10"}],
                 "projections": [{"from": "part in", "to": "part", "alpha": "2", "weights": [[%d, %d, %d]], "delays": "%d/10"}],
                 "loss": {"kind": "voltage-integral", "population": "part", "weights": ["1", "-1", "1"]}}
                """.formatted(
                String.join(", ", Collections.nCopies(inputs, "\"1/2\"")), initial, weight, weight, weight, delay);
        try {
            return NetworkReader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
    }
}
