package io.github.goldspike.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NirExportTest {

    private static final String NETWORK = """
            {"format": "goldspike-network/1", "convention": "CONVENTION", "horizon": "3", "populations": [
              {"name": "in", "spikes": [["0"], ["0.5", "1.25"]]},
              {"name": "h", "size": 2, "tau_mem": ["2", "1"], "threshold": ["1", "1.5"], "reset": "-0.5", "leak": "0.25"},
              {"name": "ro", "size": 1, "beta": "0.5", "threshold": null}],
             "projections": [
              {"from": "in", "to": "h", "tau_syn": {"post": ["0.5", "4"]}, "weights": [["3", "2.5"], ["-1", null]], "delays": [["0", "0.25"], ["0", null]]},
              {"from": "h", "to": "h", "tau_syn": {"post": ["0.5", "4"]}, "synapses": [[0, 1, "0.5"], [0, 1, "0.25"], [1, 0, "2", "0.125"]]},
              {"from": "h", "to": "ro", "alpha": "1", "weights": [["1"], ["1"]]}]}
            """;

    private static Network network(String text) throws IOException {
        return NetworkReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Network there(Network network, String shape) {
        NirExport.Exported file = NirExport.of(network, SpikeShape.parse(shape));
        assertEquals(0, file.rounded());
        Map<String, List<List<Rational>>> trains =
                Map.of("in", ((Population.Source) network.population("in")).trains());
        Reading reading =
                new Reading(TimeUnit.MS, SpikeShape.parse(shape), Reading.Initial.LEAK, Optional.of(network.horizon()));
        return NirImport.of(NirFile.read(file.bytes()), "", reading, new Inputs(trains, Optional.empty()))
                .network();
    }

    /** All that acts on neurons, in convention current: from, to, unit, neuron, delay, α and the sum of weights. */
    private static List<String> synapses(Network network) {
        Map<String, Rational> sums = new java.util.TreeMap<>();
        for (Projection projection : network.projections()) {
            Population.Neurons to = (Population.Neurons) network.population(projection.to());
            for (Synapse synapse : projection.synapses()) {
                Rational beta = to.beta(synapse.post());
                Rational w = network.convention().field().equals("current")
                        ? synapse.weight()
                        : synapse.weight().dividedBy(beta);
                String place = List.of(
                                projection.from(),
                                projection.to(),
                                synapse.pre(),
                                synapse.post(),
                                synapse.delay(),
                                projection.decay().alpha(synapse.pre(), synapse.post()))
                        .toString();
                sums.merge(place, w, Rational::plus);
            }
        }
        List<String> lines = new ArrayList<>();
        sums.forEach((place, sum) -> {
            if (sum.signum() != 0) {
                lines.add(place + " " + sum);
            }
        });
        return lines;
    }

    /** nir-N8, back by nir-N4. */
    @ParameterizedTest
    @CsvSource({"kernel, jump", "kernel, impulse", "current, jump", "current, impulse:0.25"})
    void aNetworkThatGoesOutAndComesInIsTheSame(String convention, String shape) throws IOException {
        Network before = network(NETWORK.replace("CONVENTION", convention));
        Network after = there(before, shape);
        assertEquals(synapses(before), synapses(after));
        for (String name : List.of("h", "ro")) {
            Population.Neurons one = (Population.Neurons) before.population(name);
            Population.Neurons other = (Population.Neurons) after.population(name);
            for (int n = 0; n < one.size(); n++) {
                assertEquals(one.beta(n), other.beta(n));
                assertEquals(one.threshold(n), other.threshold(n));
                assertEquals(one.leak().of(n), other.leak().of(n));
                assertEquals(
                        one.spiking() ? one.reset().of(n) : Rational.ZERO,
                        other.reset().of(n));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"refractory\": \"0.1\"", "\"initial\": \"0.1\"", "\"current\": [[\"0\", \"1\"]]"})
    void whatNirCannotSayIsRefusedWithItsPlace(String field) {
        String text = NETWORK.replace("CONVENTION", "kernel").replace("\"reset\": \"-0.5\"", field);
        InvalidNetworkException refused =
                assertThrows(InvalidNetworkException.class, () -> NirExport.of(network(text), new SpikeShape.Jump()));
        assertEquals("/populations/1/" + field.split("\"")[1], refused.pointer());
    }

    @Test
    void severalSynapticTimeConstantsOfANeuronAreRefused() {
        String text = NETWORK.replace("CONVENTION", "kernel")
                .replace(
                        "[[\"1\"], [\"1\"]]}",
                        "[[\"1\"], [\"1\"]]},"
                                + "{\"from\": \"in\", \"to\": \"ro\", \"alpha\": \"2\", \"weights\": [[\"1\"], [\"1\"]]}");
        InvalidNetworkException refused =
                assertThrows(InvalidNetworkException.class, () -> NirExport.of(network(text), new SpikeShape.Jump()));
        assertEquals("/projections/3/alpha", refused.pointer());
    }
}
