package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code solve --graph}. */
class GraphFileTest {

    private static final String NETWORK = "examples/causality.network.json";

    @TempDir
    private Path folder;

    private Invocation solve(String graph, String... more) {
        String[] arguments = new String[5 + more.length];
        String[] fixed = {
            "solve",
            NETWORK,
            "--no-certificate",
            "--graph",
            folder.resolve(graph).toString()
        };
        System.arraycopy(fixed, 0, arguments, 0, fixed.length);
        System.arraycopy(more, 0, arguments, fixed.length, more.length);
        return Invocation.ofAll(arguments);
    }

    @Test
    void theJsonHasEverySpikeWithTheTimesOfTheAnswer() throws IOException {
        JsonNode answer =
                JsonMapper.shared().readTree(solve("g.json", "--digits", "20").out());
        JsonNode graph = JsonMapper.shared().readTree(Files.readString(folder.resolve("g.json")));
        assertEquals("goldspike-graph/1", graph.get("format").asString());
        assertEquals(answer.get("network"), graph.get("network"));
        assertEquals(6, graph.get("spikes").size());
        for (JsonNode row : graph.get("spikes")) {
            JsonNode spike = row.get("spike");
            JsonNode place = answer.get("spikes")
                    .get(spike.get(0).asString())
                    .get(spike.get(1).asInt());
            assertEquals(place.get(spike.get(2).asInt()), row.get("time"));
        }
    }

    @Test
    void theDotFileHasAnEdgeForEveryEntry() throws IOException {
        solve("g.dot", "--digits", "5");
        String dot = Files.readString(folder.resolve("g.dot"));
        assertTrue(dot.startsWith("digraph \"causality\" {\n"), dot);
        assertEquals(17, dot.split(" -> ", -1).length - 1, dot);
        assertTrue(dot.contains("\"2/0/0\" -> \"2/0/1\" [label=\"-0.40773\"];"), dot);
    }

    @Test
    void whatTheEndingDoesNotSayIsRefusedBeforeAnythingIsSolved() {
        Invocation run = solve("graph.txt");
        assertEquals(2, run.exitStatus());
        assertEquals("", run.out());
        assertEquals(
                "goldspike: --graph: " + folder.resolve("graph.txt")
                        + ": expected a name that ends with .dot or .json\n",
                run.err());
    }

    @Test
    void anEngineThatHasNoGraphSaysSo() {
        Invocation run = solve("g.dot", "--engine", "fast");
        assertEquals(2, run.exitStatus());
        assertFalse(Files.exists(folder.resolve("g.dot")));
        assertEquals("goldspike: --graph: engine fast has no causal graph, certified has\n", run.err());
    }
}
