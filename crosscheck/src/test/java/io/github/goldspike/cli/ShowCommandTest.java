package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShowCommandTest {

    static final String NETWORK = """
            {"format": "goldspike-network/1", "id": "a </script> & b", "convention": "current", "horizon": 3,
             "populations": [{"name": "in", "spikes": [[0.25, 1], ["1/3"]]},
                             {"name": "n", "size": 2, "tau_mem": 1, "threshold": 0.5, "reset": 0.1, "leak": 0.05,
                              "refractory": [0, 0.25], "current": [[1, 0.25], [2, 0]]},
                             {"name": "r", "size": 1, "beta": 1.5, "threshold": null}],
             "projections": [{"from": "in", "to": "n", "tau_syn": 0.5, "weights": [[4, 3], [-1, null]], "delays": 0.125},
                             {"from": "n", "to": "n", "alpha": 1, "synapses": [[0, 1, 0.25, 0.5]]},
                             {"from": "n", "to": "r", "alpha": 1.5, "weights": [[2], [1]]}],
             "loss": {"kind": "voltage-square", "population": "r", "neuron": 0, "target": 0.5}}
            """;

    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static JsonNode data(String page) {
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*)</script>")
                .matcher(page);
        assertTrue(data.find());
        return JsonMapper.shared().readTree(data.group(1));
    }

    @Test
    void theNumbersInThePageAreThoseOfTheAnswer() throws IOException {
        String network = file("n.json", NETWORK);
        String answer = folder.resolve("a.json").toString();
        assertEquals(
                0,
                Invocation.ofAll("solve", network, "--condition", "-o", answer).exitStatus());
        String output = folder.resolve("p.html").toString();
        assertEquals(new Invocation(0, "", ""), Invocation.ofAll("show", network, answer, "-o", output));
        JsonNode shown = data(Files.readString(Path.of(output)));
        JsonNode golden = JsonMapper.shared().readTree(Files.readString(Path.of(answer)));
        for (String field : List.of("spikes", "slopes", "condition", "nearest", "loss")) {
            assertEquals(golden.get(field), shown.get("answers").get(0).get(field), field);
        }
        assertEquals(
                golden.at("/gradient/weights/0/0/1"),
                shown.get("gradient").get(0).get(1));
        assertEquals(
                golden.at("/gradient/weights/0/1/0"),
                shown.get("gradient").get(0).get(2),
                "after it the null");
        assertEquals(3, shown.get("gradient").get(0).size());
        assertEquals(
                golden.at("/gradient/weights/1/0"), shown.get("gradient").get(1).get(0));
        String graph = folder.resolve("g.json").toString();
        Invocation.ofAll("solve", network, "--digits", "20", "--graph", graph);
        assertEquals(
                JsonMapper.shared().readTree(Files.readString(Path.of(graph))).get("spikes"), shown.get("graph"));
        JsonNode projection = shown.get("network").get("projections").get(2);
        assertEquals("[3.0,1.5]", projection.get("weight").toString(), "W = beta w");
        assertEquals(
                "[[[1.0,0.25],[2.0,0.0]],[[1.0,0.25],[2.0,0.0]]]",
                shown.get("network").get("populations").get(1).get("current").toString());
    }

    @Test
    void thePageNeedsNothingElseAndNoFileCanPutScriptIntoIt() throws IOException {
        String output = folder.resolve("p.html").toString();
        Invocation.ofAll("show", file("n.json", NETWORK), "-o", output);
        String page = Files.readString(Path.of(output));
        assertFalse(
                Pattern.compile("(src|href)=|https?:|url\\(|@import")
                        .matcher(page)
                        .find(),
                page);
        assertEquals(3, page.split("</script>", -1).length, "two scripts and what follows");
        assertFalse(page.contains("{{"));
        for (String needed :
                List.of("name=\"viewport\"", "prefers-color-scheme: dark", "@media print", "lang=\"en\"")) {
            assertTrue(page.contains(needed), needed);
        }
    }

    @Test
    void answersOfOthersAndOfGridsAreShownBesideTheGoldenOne() throws IOException {
        String network = file("n.json", NETWORK.replace("[\"1/3\"]", "[0.375]"));
        String golden = folder.resolve("golden.json").toString();
        Invocation.ofAll("solve", network, "-o", golden);
        String fast = folder.resolve("fast.json").toString();
        Invocation.ofAll("solve", network, "--engine", "fast", "-o", fast);
        String grid = folder.resolve("grid.json").toString();
        Invocation run = Invocation.ofAll("solve", network, "--grid", "genn", "--dt", "0.0625", "-o", grid);
        assertEquals(0, run.exitStatus(), run.err());
        String own = file(
                "own.json",
                "{\"format\": \"goldspike-answer/1\", \"status\": \"uncertified\","
                        + " \"spikes\": {\"n\": [[0.5, \"0x1.8p0\", \"4/3\"], []]}}");
        String output = folder.resolve("p.html").toString();
        assertEquals(
                new Invocation(0, "", ""), Invocation.ofAll("show", network, golden, fast, grid, own, "-o", output));
        JsonNode answers = data(Files.readString(Path.of(output))).get("answers");
        assertEquals(4, answers.size());
        assertEquals(
                "[[\"0.5\",\"1.5\",\"1.3333333333333333\"],[]]",
                answers.get(3).get("spikes").get("n").toString());
        int step = JsonMapper.shared()
                .readTree(Files.readString(Path.of(grid)))
                .at("/steps/n/0/0")
                .asInt();
        assertEquals(
                Double.toString(step * 0.0625),
                answers.get(2).get("spikes").get("n").get(0).get(0).asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"svg", "pdf", "png"})
    void aFigureIsWhatItsNameSays(String ending) throws IOException {
        String output = folder.resolve("f." + ending).toString();
        Invocation run = Invocation.ofAll("show", file("n.json", NETWORK), "-o", output, "--neurons", "r:0,n:1");
        assertEquals(new Invocation(0, "", ""), run);
        byte[] bytes = Files.readAllBytes(Path.of(output));
        String begins = new String(bytes, 0, Math.min(bytes.length, 2000), StandardCharsets.ISO_8859_1);
        assertTrue(begins.contains(ending.equals("svg") ? "<svg" : ending.equals("pdf") ? "%PDF-" : "PNG"), begins);
        if (ending.equals("svg")) {
            String drawing = new String(bytes, StandardCharsets.UTF_8);
            assertTrue(
                    drawing.contains("height=\"958"),
                    "three panels of 300 and a caption, as two neurons were asked for");
            assertTrue(drawing.contains("goldspike show"), "the command that makes it again");
        }
    }

    @Test
    void aNetworkOfKernelsIsDrawnToo() throws IOException {
        String network = Path.of("src/main/resources/corpus/level-2/ker-adaptation-01.network.json")
                .toString();
        String page = folder.resolve("kernels.html").toString();
        assertEquals(new Invocation(0, "", ""), Invocation.ofAll("show", network, "-o", page));
        JsonNode shown = data(Files.readString(Path.of(page))).get("network");
        JsonNode file = JsonMapper.shared().readTree(Path.of(network));
        assertEquals(
                file.at("/projections/0/kernel").size(),
                shown.at("/projections/0/kernel").size());
        JsonNode term = file.at("/populations/1/reset_kernel/0");
        JsonNode drawn = shown.at("/populations/1/resetKernel/0");
        for (int k = 0; k < 3; k++) {
            assertEquals(
                    Double.parseDouble(term.get(k).asString()), drawn.get(k).asDouble());
        }
        String figure = folder.resolve("kernels.svg").toString();
        assertEquals(new Invocation(0, "", ""), Invocation.ofAll("show", network, "-o", figure));
        assertTrue(Files.readString(Path.of(figure)).contains("Potentials of engine certified."));
    }

    @Test
    void whatCannotBeShownIsOneLineAndNoFile() throws IOException {
        String network = file("n.json", NETWORK);
        String output = folder.resolve("p.html").toString();
        refused("-o: x.txt: expected a name that ends with .html, .svg, .pdf or .png", "show", network, "-o", "x.txt");
        String other = file(
                "a.json",
                "{\"format\": \"goldspike-answer/1\", \"status\": \"uncertified\", \"spikes\": {\"m\": [[1]]}}");
        refused(
                other + ": /spikes/m: the network has no such population of neurons",
                "show",
                network,
                other,
                "-o",
                output);
        String few = file(
                "a.json",
                "{\"format\": \"goldspike-answer/1\", \"status\": \"uncertified\", \"spikes\": {\"n\": [[1]]}}");
        refused(few + ": /spikes/n: has 1 neurons, but the network has 2", "show", network, few, "-o", output);
        refused(
                "--neurons: there is no neuron n:2, expected NAME:N of the network",
                "show",
                network,
                "-o",
                folder + "/f.svg",
                "--neurons",
                "n:2");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count(), "network and answer, nothing drawn");
        }
    }

    private static void refused(String line, String... arguments) {
        assertEquals(new Invocation(2, "", "goldspike: " + line + "\n"), Invocation.ofAll(arguments));
    }
}
