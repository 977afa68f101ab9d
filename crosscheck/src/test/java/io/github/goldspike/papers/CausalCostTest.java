package io.github.goldspike.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.CausalGraph;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.Network;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** [FP sec. 4.3], [FP rem. 6] (theorems-T6), counted. */
class CausalCostTest {

    /** A neuron that spikes about once for each of n regular inputs. */
    private static Network driven(int inputs) throws IOException {
        String train =
                IntStream.range(0, inputs).mapToObj(k -> "\"" + 4 * k + "\"").collect(Collectors.joining(", "));
        return read("""
                {"format": "goldspike-network/1", "horizon": "%d",
                 "populations": [{"name": "in", "spikes": [[%s]]}, {"name": "n", "size": 1, "beta": "1", "threshold": "1"}],
                 "projections": [{"from": "in", "to": "n", "alpha": "2", "weights": [["5"]]}]}
                """.formatted(4 * inputs, train));
    }

    private static Network read(String file) throws IOException {
        return NetworkReader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }

    private static CausalGraph<Ball> graph(Network network) {
        return new CertifiedEngine().causalGraph(network, Question.ofDigits(10), Progress.SILENT);
    }

    private static int edges(CausalGraph<Ball> graph) {
        return graph.rows().stream()
                .mapToInt(row -> row.bySpike().size() + row.byInput().size())
                .sum();
    }

    @Test
    void theEntriesOfLGrowWithTheSquareOfTheSpikes() throws IOException {
        CausalGraph<Ball> few = graph(driven(20));
        CausalGraph<Ball> many = graph(driven(80));
        double exponent = Math.log((double) edges(many) / edges(few))
                / Math.log((double) many.rows().size() / few.rows().size());
        assertEquals(2, exponent, 0.05);
    }

    private static final String LAYERS = """
            {"format": "goldspike-network/1", "horizon": "4",
             "populations": [{"name": "in", "spikes": [["0", "1"], ["0.5"]]},
              {"name": "hid", "size": 3, "beta": "1", "threshold": "1"}, {"name": "out", "size": 2, "beta": "1", "threshold": "1"}],
             "projections": [{"from": "in", "to": "hid", "alpha": "2", "weights": [["5", "6", "7"], ["6", "5", "5"]]},
              {"from": "hid", "to": "out", "alpha": "2", "weights": [["3", "2"], ["2", "3"], ["2", "2"]]}]}
            """;

    @Test
    void theJacobianHasAnEntryForEverySpikeAndEveryWeightThatLeadsToIt() throws IOException {
        Network network = read(LAYERS);
        var answer = new CertifiedEngine().solve(network, Question.ofDigits(10).withJacobian());
        int hidden = answer.spikes().get("hid").stream()
                .mapToInt(train -> train.size())
                .sum();
        int out = answer.spikes().get("out").stream()
                .mapToInt(train -> train.size())
                .sum();
        assertTrue(hidden > 3 && out > 2);
        // A hidden spike depends on its own 2 weights, an output spike on its own 3 and, after the third hidden neuron,
        // on all 6 below.
        int entries = answer.jacobian().orElseThrow().size();
        assertTrue(entries > 2 * hidden && entries <= 2 * hidden + 9 * out, entries + " entries");
    }

    @Test
    void spikesOfOneLayerDoNotDependOnEachOtherSoThatALayerCanBeDoneInParallel() throws IOException {
        boolean between = false;
        for (CausalGraph.Row<Ball> row : graph(read(LAYERS)).rows()) {
            for (SpikeId cause : row.bySpike().keySet()) {
                if (cause.population().equals(row.spike().population())) {
                    assertEquals(row.spike().neuron(), cause.neuron(), row.spike() + " by " + cause);
                } else {
                    between = true;
                    assertEquals("hid", cause.population());
                }
            }
        }
        assertTrue(between);
    }
}
