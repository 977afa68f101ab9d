package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.report.JunitSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConformCommandTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String SAMPLE =
            ROOT.resolve("crosscheck/examples/sample_engine.py").toString();
    private static final String VARIANT = ROOT.resolve("crosscheck/src/test/resources/conformance/variant_engine.py")
            .toString();
    private static final String MISTAKEN = ROOT.resolve("crosscheck/src/test/resources/conformance/mistaken_engine.py")
            .toString();
    private static final int NETWORKS = 25 * Integer.getInteger("goldspike.tries.factor", 1);

    @TempDir
    private Path folder;

    /** With all the time in the world unless told otherwise: a right engine on a busy machine is right. */
    private static Invocation conform(String... arguments) {
        Stream<String> patience = List.of(arguments).contains("--time-limit")
                ? Stream.of()
                : Stream.of("--start-limit", "600", "--time-limit", "600");
        return Invocation.ofAll(Stream.of(Stream.of("conform"), patience, Stream.of(arguments))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private static Invocation sample(String... clothes) {
        return conform(Stream.concat(
                        Stream.of("--no-corpus", "--fuzz", "1:" + NETWORKS, "--", "python3", VARIANT, SAMPLE),
                        Stream.of(clothes))
                .toArray(String[]::new));
    }

    @Test
    void theSampleEngineAgrees() {
        Invocation run = conform("--no-corpus", "--fuzz", "1:" + NETWORKS, "--", "python3", SAMPLE);
        assertEquals(0, run.exitStatus(), run.out() + run.err());
        assertTrue(run.out().startsWith("engine: sample 1 (Python "), run.out());
        assertTrue(run.out().endsWith("\nagrees\n"), run.out());
    }

    @Test
    void aProgramInStepsThatComputesOnAnotherGridIsReportedByTheWayInWhichItFails() {
        String engine =
                ROOT.resolve("crosscheck/examples/sample_grid_engine.py").toString();
        Invocation run = conform(
                "--no-corpus",
                "--fuzz",
                "1:4",
                "--shrink-time",
                "0",
                "--grid",
                "snntorch",
                "--dt",
                "1",
                "--",
                "python3",
                engine);
        assertEquals(1, run.exitStatus(), run.out() + run.err());
        assertTrue(run.out().contains("\nfailures: "), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary64", "binary32"})
    void theGoldenCorpusIsTriedFirstUnlessOneSaysOtherwiseAndHoldsNothingAgainstTheSampleEngine(String arithmetic)
            throws IOException {
        Path json = folder.resolve("report.json");
        Invocation run =
                conform("--fuzz", "1:3", "--json", json.toString(), "--", "python3", VARIANT, SAMPLE, arithmetic);
        assertEquals(0, run.exitStatus(), run.out() + run.err());
        JsonNode cases = JsonMapper.shared().readTree(Files.readString(json)).path("cases");
        List<String> ids =
                cases.valueStream().map(one -> one.path("id").asString()).toList();
        List<String> golden = JsonMapper.shared()
                .readTree(Files.readString(ROOT.resolve("crosscheck/src/main/resources/corpus/index.json")))
                .path("networks")
                .valueStream()
                .map(one -> one.path("id").asString())
                .toList();
        assertEquals(Set.copyOf(golden), Set.copyOf(ids.subList(0, golden.size())));
        assertEquals(List.of("fuzz-1-0", "fuzz-1-1", "fuzz-1-2"), ids.subList(golden.size(), ids.size()));
        assertFalse(cases.valueStream()
                .anyMatch(one -> one.path("outcome").asString().equals("not-judged")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary32", "hex", "strings", "features=", "features=delays,recurrent,heterogeneous"})
    void rightEnginesAgreeInWhateverFormTheyReply(String clothes) {
        Invocation run = sample(clothes);
        assertEquals(0, run.exitStatus(), run.out() + run.err());
    }

    @Test
    void binary32DeclaredAsBinary64Disagrees() {
        Invocation run = sample("undeclared");
        assertEquals(1, run.exitStatus());
        assertTrue(run.out().endsWith("\nDISAGREES\n"), run.out());
    }

    @Test
    void theSameSeedGivesTheSameReport() {
        assertEquals(sample("features=").out(), sample("features=").out());
    }

    @Test
    void theReportsHoldTheRun() throws Exception {
        Path json = folder.resolve("report.json");
        Path junit = folder.resolve("report.xml");
        Path html = folder.resolve("report.html");
        Invocation run = conform(
                "--no-corpus",
                "--fuzz",
                "2:10",
                "--json",
                json.toString(),
                "--junit",
                junit.toString(),
                "--html",
                html.toString(),
                "--",
                "python3",
                VARIANT,
                SAMPLE,
                "undeclared");
        assertEquals(1, run.exitStatus(), run.out() + run.err());

        JsonNode report = JsonMapper.shared().readTree(Files.readString(json));
        assertEquals("goldspike-conformance/1", report.path("format").asString());
        assertFalse(report.path("agrees").asBoolean());
        assertEquals(10, report.path("cases").size());
        long wrong = report.path("counts").path("disagrees").asLong();
        assertTrue(wrong > 0);

        Element suite = (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(junit.toFile())
                .getDocumentElement()
                .getFirstChild();
        assertEquals("10", suite.getAttribute("tests"));
        assertEquals(Long.toString(wrong), suite.getAttribute("failures"));
        assertEquals(wrong, suite.getElementsByTagName("failure").getLength());
        JunitSchema.assertValid(Files.readString(junit));

        String page = Files.readString(html);
        assertTrue(page.startsWith("<!DOCTYPE html>") && page.contains("fuzz-2-9"), page);
        assertFalse(page.contains("src=") || page.contains("href="), "the page needs something else");
    }

    /** Four by default; in a campaign all. */
    static Stream<String> mistakes() {
        return Stream.of(
                        "own-spike",
                        "transposed",
                        "merged-inputs",
                        "nan",
                        "slope-without-reset",
                        "epsilon",
                        "weight-convention",
                        "no-recurrent-gradient",
                        "common-alpha",
                        "regulariser-left-out")
                .limit(Integer.getInteger("goldspike.tries.factor", 1) > 1 ? Long.MAX_VALUE : 4);
    }

    /** Networks at which each mistake shows, in a run that is as long as a test may take. */
    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakenEngineLeavesASmallRegressionTest(String mistake) throws IOException {
        Path kept = folder.resolve("kept");
        Path json = folder.resolve("report.json");
        String[] engine = {"--", "python3", MISTAKEN, SAMPLE, mistake};
        Invocation run = conform(Stream.concat(
                        Stream.of(
                                "--no-corpus",
                                "--fuzz",
                                "1:" + (mistake.equals("no-recurrent-gradient") ? 80 : 30),
                                "--shrink",
                                kept.toString(),
                                // Mistaken networks may run away; then each try costs the limit.
                                "--time-limit",
                                "1",
                                "--shrink-time",
                                "100",
                                "--json",
                                json.toString()),
                        Stream.of(engine))
                .toArray(String[]::new));
        assertEquals(1, run.exitStatus(), run.out() + run.err());
        JsonNode found = JsonMapper.shared().readTree(Files.readString(json)).path("counterexamples");
        assertFalse(found.isEmpty(), run.out());
        int small = 0;
        for (JsonNode one : found) {
            Path network = Path.of(one.path("file").asString());
            Path golden = kept.resolve(one.path("id").asString() + ".answer.json");
            Path reply = kept.resolve(one.path("id").asString() + ".reply.json");
            assertEquals(kept, network.getParent());
            assertTrue(run.out().contains(network.toString()), run.out());
            assertEquals("minimal", one.path("search").asString());
            assertEquals(
                    0,
                    Invocation.ofAll("verify", network.toString(), golden.toString())
                            .exitStatus());
            String signature = one.path("signature").asString();
            if (Set.of("not-a-number", "errored").contains(signature)) {
                assertTrue(Files.readString(reply).contains("\"notes\""));
            } else if (!signature.equals("potentials")) {
                // A reply is kept as an answer file, and that has no potentials at the times of a request.
                assertEquals(
                        1,
                        Invocation.ofAll("compare", golden.toString(), reply.toString())
                                .exitStatus());
            }
            small += one.path("neurons").asInt() <= 3 && one.path("synapses").asInt() <= 4 ? 1 : 0;
        }
        assertTrue(2 * small >= found.size(), run.out());

        engine[4] = "right";
        assertEquals(0, conform(again(kept, engine)).exitStatus(), "a right engine is blamed");
        engine[4] = mistake;
        Invocation again = conform(again(kept, engine));
        assertEquals(1, again.exitStatus());
        assertFalse(
                again.out().lines().anyMatch(line -> line.startsWith("cases: ") && line.contains(" agrees")),
                again.out());
    }

    private static String[] again(Path kept, String... engine) {
        return Stream.concat(Stream.of("--corpus", kept.toString(), "--shrink-time", "0"), Stream.of(engine))
                .toArray(String[]::new);
    }

    @Test
    void everyReportNamesTheCounterexampleAndItsSize() throws Exception {
        Path kept = folder.resolve("kept");
        Path junit = folder.resolve("report.xml");
        Path html = folder.resolve("report.html");
        Invocation run = conform(
                "--no-corpus",
                "--fuzz",
                "1:20",
                "--shrink",
                kept.toString(),
                "--junit",
                junit.toString(),
                "--html",
                html.toString(),
                "--",
                "python3",
                MISTAKEN,
                SAMPLE,
                "one-spike");
        JunitSchema.assertValid(Files.readString(junit));
        for (String report : List.of(run.out(), Files.readString(junit), Files.readString(html))) {
            assertTrue(report.contains("to 1 neuron, 1 synapse, 1 input spike"), report);
            assertTrue(report.contains(kept.toString()), report);
            assertTrue(report.replace("&quot;", "\"").contains("\"horizon\": \""), report);
        }
        String page = Files.readString(html);
        for (String part : List.of(
                "<polyline class=\"golden\"",
                "<polyline class=\"engine\"",
                "<circle class=\"gradient\"",
                "data-outcome=\"disagrees\"")) {
            assertTrue(page.contains(part), part);
        }
        String script = page.substring(page.indexOf("<script>") + 8, page.indexOf("</script>"));
        assertFalse(script.contains("&"), "a script is not unescaped");
    }

    @Test
    void anEngineThatHangsCostsNoMoreThanTheTimeForShrinking() throws IOException {
        Invocation run = conform(
                "--no-corpus",
                "--fuzz",
                "1:3",
                "--time-limit",
                "0.5",
                "--shrink-time",
                "2",
                "--",
                "python3",
                MISTAKEN,
                SAMPLE,
                "hang");
        assertEquals(1, run.exitStatus());
        assertTrue(run.out().contains("\ncounterexample (hang): "), run.out());
    }

    @Test
    void aCorpusIsTriedFirstInTheOrderOfItsNames() throws IOException {
        Files.copy(ROOT.resolve("crosscheck/examples/one-neuron.network.json"), folder.resolve("b.network.json"));
        Files.copy(ROOT.resolve("crosscheck/examples/one-neuron.network.json"), folder.resolve("a.network.json"));
        Path json = folder.resolve("report.json");
        Invocation run = conform(
                "--corpus", folder.toString(), "--fuzz", "5:1", "--json", json.toString(), "--", "python3", SAMPLE);
        assertEquals(0, run.exitStatus(), run.out() + run.err());
        JsonNode cases = JsonMapper.shared().readTree(Files.readString(json)).path("cases");
        assertEquals(
                List.of("a", "b", "fuzz-5-0"),
                cases.valueStream().map(one -> one.path("id").asString()).toList());
        assertEquals("agrees", cases.path(0).path("outcome").asString());
    }

    @Test
    void aCorpusMayBeAFileWithANetworkInEachLine() throws IOException {
        String network = Files.readString(ROOT.resolve("crosscheck/examples/one-neuron.network.json"))
                .replaceAll("\\s*\\n\\s*", " ");
        Path lines = Files.writeString(folder.resolve("networks.jsonl"), network + "\n" + network + "\n");
        Path json = folder.resolve("report.json");
        Invocation run = conform("--corpus", lines.toString(), "--json", json.toString(), "--", "python3", SAMPLE);
        assertEquals(0, run.exitStatus(), run.out() + run.err());
        JsonNode cases = JsonMapper.shared().readTree(Files.readString(json)).path("cases");
        assertEquals(
                List.of("one-neuron", "line-2"),
                cases.valueStream().map(one -> one.path("id").asString()).toList());
        assertEquals("agrees", cases.path(1).path("outcome").asString());

        Files.writeString(lines, network + "\n" + network.replace("\"1\"", "1e") + "\n");
        Invocation bad = Invocation.ofAll("conform", "--corpus", lines.toString(), "--", "x");
        assertEquals(2, bad.exitStatus());
        assertTrue(bad.err().startsWith("goldspike: " + lines + ": line 2: "), bad.err());
        assertEquals(1, bad.err().lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conform --no-corpus -- x | nothing to try: --no-corpus needs --fuzz SEED:N",
                "conform --no-corpus --corpus . -- x | --no-corpus and --corpus exclude each other",
                "conform --fuzz 1 -- x | --fuzz: \"1\" is not SEED:N, an integer and a number of networks",
                "conform --fuzz 1:1 --time-limit 0 -- x"
                        + " | --time-limit: must be more than 0 and at most 86400 seconds, but is 0.0",
                "conform --fuzz 1:1 --shrink pom.xml/folder -- x"
                        + " | pom.xml/folder: cannot be written: ROOT/pom.xml is not a directory",
                "conform --fuzz 1:1 --shrink-tries -1 -- x | --shrink-tries: must be 0 or more, but is -1",
                "conform --fuzz 1:1 --shrink-time -1 -- x"
                        + " | --shrink-time: must be more than 0 and at most 86400 seconds, but is -1.0",
                "conform --corpus /no/such/folder -- x" + " | /no/such/folder: no such directory, and no file *.jsonl",
                "conform --corpus /no/such.jsonl -- x | /no/such.jsonl: no such file",
                "conform --corpus /dev/null -- x | /dev/null: no such directory, and no file *.jsonl",
                "conform --fuzz 1:1 --json pom.xml/folder/file -- x"
                        + " | pom.xml/folder/file: cannot be written: ROOT/pom.xml is not a directory",
            })
    void badUsageIsOneLine(String arguments, String line) {
        Invocation run = Invocation.ofAll(arguments.split(" "));
        assertEquals(2, run.exitStatus());
        assertEquals(
                "goldspike: "
                        + line.replace("ROOT", Path.of("").toAbsolutePath().toString()) + "\n",
                run.err());
        assertEquals("", run.out());
    }

    @Test
    void aFileOfTheCorpusThatCannotBeReadIsNamedWithItsReason() throws IOException {
        Path missing = folder.resolve("missing.network.json");
        Files.createSymbolicLink(missing, folder.resolve("nowhere"));
        Invocation run = Invocation.ofAll("conform", "--corpus", folder.toString(), "--", "x");
        assertEquals(2, run.exitStatus());
        assertEquals("goldspike: " + missing + ": no such file\n", run.err());
    }

    @Test
    void aFolderThatIsNamedLikeANetworkIsNone() throws IOException {
        Files.createDirectory(folder.resolve("folder.network.json"));
        Invocation run = Invocation.ofAll("conform", "--corpus", folder.toString(), "--", "x");
        assertEquals(2, run.exitStatus());
        assertEquals("goldspike: " + folder + ": no files *.network.json or *.nir\n", run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aRunThatIsEndedBySignalWritesItsReportsAndLeavesNoProcess(String signal) throws Exception {
        Path json = folder.resolve("report.json");
        // What is started in the background of a script inherits that SIGINT is ignored.
        Process run = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "conform",
                        "--no-corpus",
                        "--fuzz",
                        "1:100000",
                        "--json",
                        json.toString(),
                        "--",
                        "python3",
                        SAMPLE)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        List<ProcessHandle> engines = List.of();
        for (int wait = 0; wait < 300 && engines.isEmpty(); wait++) {
            Thread.sleep(100);
            engines = run.toHandle().children().toList();
        }
        Thread.sleep(1500);
        engines = run.toHandle().descendants().toList();
        new ProcessBuilder("kill", "-s", signal, Long.toString(run.pid()))
                .start()
                .waitFor();
        assertTrue(run.waitFor(30, TimeUnit.SECONDS));
        String said = Files.readString(folder.resolve("said"));
        assertTrue(said.contains("\ninterrupted\n"), said);
        JsonNode report = JsonMapper.shared().readTree(Files.readString(json));
        assertEquals("interrupted", report.path("ended").asString());
        assertEquals(0, report.path("counts").path("fault").asInt(), said);
        assertFalse(engines.isEmpty());
        engines.forEach(engine -> assertFalse(engine.isAlive()));
    }
}
