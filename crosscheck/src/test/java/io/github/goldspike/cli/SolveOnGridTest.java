package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code solve --grid}, {@code grids}, and what the other commands say about answers on grids. */
class SolveOnGridTest {

    /** Two inputs of ½ and a decay of ½: after the first step V = ½ + ½ = 1 = ϑ exactly. */
    private static final String EQUALITY = """
            {"format": "goldspike-network/1", "horizon": "3",
             "populations": [
               {"name": "in", "spikes": [["0"], ["0", "2"]]},
               {"name": "n", "size": 1, "beta": "0.5", "threshold": "1"}],
             "projections": [{"from": "in", "to": "n", "alpha": "0.5", "weights": [["0.5"], ["0.5"]]}],
             "loss": {"kind": "spike-count-square", "population": "n", "targets": ["2"]}}
            """;

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Invocation solve(String network, String... options) throws IOException {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "solve";
        arguments[1] = file("n.json", network);
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Invocation.ofAll(arguments);
    }

    private void assertRefused(String line, Invocation invocation) {
        assertEquals(2, invocation.exitStatus());
        assertEquals(
                "goldspike: " + line + "\n",
                invocation.err().replace(folder.resolve("n.json").toString(), "FILE"));
        assertEquals("", invocation.out());
    }

    @Test
    void aPotentialAtItsThresholdExactlyIsASpikeForTheOneProfileAndNoneForTheOther() throws IOException {
        Invocation ge = solve(EQUALITY, "--grid", "spikingjelly", "--dt", "1", "--digits", "5");
        Invocation gt = solve(EQUALITY, "--grid", "spikingjelly,threshold=gt", "--dt", "1", "--digits", "5");
        assertEquals(0, ge.exitStatus(), ge.err());
        assertTrue(ge.out().contains("\"n\": [\n      [0, 2]\n    ]"), ge.out());
        // V = 1, 1, 1.25 in steps 0, 1, 2 as long as it does not fire.
        assertTrue(gt.out().contains("\"n\": [\n      [2]\n    ]"), gt.out());
        assertTrue(gt.out().contains("\"distance\": \"0\""), gt.out());
    }

    @Test
    void anAnswerFitsItsSchemaWithAllThatCanBeAskedFor() throws IOException {
        Invocation answer = solve(
                EQUALITY,
                "--grid",
                "norse",
                "--dt",
                "1",
                "--surrogate",
                "fast-sigmoid:25",
                "--wrt",
                "weights,alpha,beta,threshold,reset,leak",
                "--traces");
        assertEquals(0, answer.exitStatus(), answer.err());
        String schema = Files.readString(Path.of("src/main/resources/schema/answer.schema.json"));
        assertEquals(
                List.of(),
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(answer.out(), InputFormat.JSON));
        assertTrue(answer.out().contains("\"potentials\""), answer.out());
    }

    @Test
    void theGridOfAnAnswerIsAGridFile() throws IOException {
        String profile = solve(EQUALITY, "--grid", "genn", "--dt", "0.5").out();
        String grid = profile.replaceFirst("(?s).*\"grid\": (\\{.*?\\n  \\}).*", "$1");
        Invocation again = solve(EQUALITY, "--grid", file("grid.json", grid));
        assertEquals(0, again.exitStatus(), again.err());
        assertEquals(profile, again.out());
    }

    @Test
    void verifySaysThatThereIsNoCertificate() throws IOException {
        String answer =
                file("a.json", solve(EQUALITY, "--grid", "norse", "--dt", "1").out());
        Invocation verify = Invocation.ofAll("verify", folder.resolve("n.json").toString(), answer);
        assertEquals(2, verify.exitStatus());
        assertEquals("goldspike: " + answer + ": /grid: an answer on a grid has no certificate\n", verify.err());
    }

    @Test
    void whatDoesNotFitAGridIsRefusedInOneLineWithItsPlace() throws IOException {
        assertRefused(
                "FILE: /populations/0/spikes/1/1: 2 is no whole number of steps of 0.75 (inputs: exact)",
                solve(EQUALITY, "--grid", "norse", "--dt", "0.75"));
        assertRefused(
                "FILE: /loss/kind: \"spike-count-square\" has a meaning on a grid only (--grid)", solve(EQUALITY));
        assertRefused(
                "FILE: /populations/1/refractory: a refractory time needs a grid whose reset stands after fire in the"
                        + " order",
                solve(
                        EQUALITY.replace("\"threshold\": \"1\"", "\"threshold\": \"1\", \"refractory\": \"1\""),
                        "--grid",
                        "snntorch",
                        "--dt",
                        "1"));
        assertRefused(
                "on a grid there is no derivative by delays",
                solve(EQUALITY, "--grid", "norse", "--dt", "1", "--wrt", "delays"));
        assertRefused("--grid: needs --dt, the length of a step", solve(EQUALITY, "--grid", "norse"));
        assertRefused("--dt: needs --grid", solve(EQUALITY, "--dt", "1"));
        assertRefused("--dt: must be positive, but is -1", solve(EQUALITY, "--grid", "norse", "--dt", "-1"));
        assertRefused(
                "--grid: threshold: expected gt or ge, found \"eq\"",
                solve(EQUALITY, "--grid", "norse,threshold=eq", "--dt", "1"));
        assertRefused(
                "--grid: transmission: with same-step, receive must stand after fire in the order",
                solve(EQUALITY, "--grid", "norse,transmission=same-step", "--dt", "1"));
        assertRefused(
                "--surrogate: the slope must be positive, but is -1",
                solve(EQUALITY, "--grid", "norse", "--dt", "1", "--surrogate", "triangle:-1"));
    }

    @Test
    void gridsNamesEveryProfileWithItsSource() {
        Invocation grids = Invocation.ofAll("grids");
        assertEquals(0, grids.exitStatus());
        for (String name :
                List.of("norse", "snntorch", "snntorch-zero", "spikingjelly", "genn", "mlgenn", "nest", "brian2")) {
            assertTrue(grids.out().contains("\n" + name + ": ") || grids.out().startsWith(name + ": "), name);
        }
    }

    /** V passes 1 in step 1: V' = −0.5·1.25 + ΣI is asked of the engine that stores it. */
    @Test
    void theFastEngineAnswersOnGridsInBothFormatsAndItsEventPropByTimes() throws IOException {
        String times = EQUALITY.replaceAll(
                "\"loss\": .*\\}\\n",
                "\"loss\": {\"kind\": \"spike-time-square\", \"targets\": [[\"n\", 0, 0, \"2\"]]}}");
        for (String engine : List.of("fast", "fast32")) {
            Invocation ge = solve(EQUALITY, "--grid", "spikingjelly", "--dt", "1", "--engine", engine);
            assertEquals(0, ge.exitStatus(), ge.err());
            assertTrue(ge.out().contains("\"n\": [\n      [0, 2]\n    ]"), ge.out());
            assertTrue(ge.out().contains("\"status\": \"uncertified\""), ge.out());
            assertTrue(ge.out().contains("there is no surrogate"), ge.out());
            Invocation eventProp = solve(
                    times,
                    "--grid",
                    "norse",
                    "--dt",
                    "0.5",
                    "--engine",
                    engine,
                    "--method",
                    "eventprop",
                    "--digits",
                    "6");
            assertEquals(0, eventProp.exitStatus(), eventProp.err());
            assertTrue(eventProp.out().contains("\"weights\""), eventProp.out());
        }
        Invocation counts =
                solve(EQUALITY, "--grid", "norse", "--dt", "0.5", "--engine", "fast", "--method", "eventprop");
        assertTrue(counts.out().contains("numbers of spikes do not move with the spikes"), counts.out());
        assertRefused(
                "--method: eventprop in steps is of the engines fast and fast32",
                solve(times, "--grid", "norse", "--dt", "0.5", "--method", "eventprop"));
        assertRefused(
                "eventprop needs a grid with a reset, and that after fire in the order",
                solve(times, "--grid", "snntorch", "--dt", "1", "--engine", "fast", "--method", "eventprop"));
    }

    @Test
    void compareHoldsStepsAndGridsAgainstOneAnother() throws IOException {
        String ge = file(
                "ge.json",
                solve(EQUALITY, "--grid", "spikingjelly", "--dt", "1").out());
        String gt = file(
                "gt.json",
                solve(EQUALITY, "--grid", "spikingjelly,threshold=gt", "--dt", "1")
                        .out());
        String fast = file(
                "fast.json",
                solve(EQUALITY, "--grid", "spikingjelly", "--dt", "1", "--engine", "fast")
                        .out());
        assertEquals(0, Invocation.ofAll("compare", ge, ge).exitStatus());
        Invocation others = Invocation.ofAll("compare", ge, gt);
        assertEquals(1, others.exitStatus());
        assertTrue(
                others.out()
                        .contains("neuron 0 of \"n\" fires in steps [0, 2] in the golden file, [2] in the candidate"),
                others.out());
        assertTrue(others.out().contains("grid: DISAGREES"), others.out());
        Invocation same = Invocation.ofAll("compare", ge, fast);
        assertEquals(0, same.exitStatus(), same.out());
        assertTrue(same.out().contains("steps: agrees, 2 values"), same.out());
    }

    /** One step, V = w·1/dt·… = w: ℓ = dt/2 (w − 1)², so that κ by w is |w·dt(w − 1)|/ℓ = 2w/(1 − w). */
    @Test
    void theConditionOfALossIsThatWithItsRasterFixed() throws IOException {
        String network = """
                {"format": "goldspike-network/1", "horizon": "0",
                 "populations": [
                   {"name": "in", "spikes": [["0"]]},
                   {"name": "n", "size": 1, "beta": "0.5", "threshold": "1"}],
                 "projections": [{"from": "in", "to": "n", "alpha": "0.5", "weights": [["0.2"]]}],
                 "loss": {"kind": "voltage-square", "population": "n", "neuron": 0, "target": "1"}}
                """;
        for (String engine : List.of("certified", "fast")) {
            Invocation answer =
                    solve(network, "--grid", "genn,gain=one", "--dt", "1", "--condition", "--engine", engine);
            assertEquals(0, answer.exitStatus(), answer.err());
            assertTrue(answer.out().contains("\"condition\": \"0.5"), answer.out());
        }
        Invocation counts = solve(EQUALITY, "--grid", "norse", "--dt", "1", "--condition");
        assertTrue(counts.out().contains("\"condition\": \"0\""), counts.out());
    }
}
