package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Question.Limits;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.contract.UnsupportedQuestionException;
import io.github.goldspike.model.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolveCommandTest {

    private static final String NETWORK = "{\"format\": \"goldspike-network/1\", \"id\": \"x\", \"horizon\": 1,"
            + " \"populations\": [{\"name\": \"n\", \"size\": 1, \"beta\": 1, \"threshold\": 1}], \"projections\": []}\n";

    /** sha256sum of {@link #NETWORK}. */
    private static final String SHA256 = "38853897d0bee531b0f8411e5a2cf35d8ea925248528523df7b7cfe930e0d455";

    /** An input, a neuron that hears it and itself, and a readout that is the loss. */
    private static final String NETWORK_WITH_LOSS = """
            {"format": "goldspike-network/1", "convention": "current", "horizon": 3,
             "populations": [{"name": "in", "spikes": [[0.25, 1]]},
                             {"name": "n", "size": 1, "tau_mem": 1, "threshold": 0.5, "reset": 0.1, "leak": 0.05},
                             {"name": "r", "size": 1, "beta": 1.5, "threshold": null}],
             "projections": [{"from": "in", "to": "n", "tau_syn": 0.5, "weights": [[4]], "delays": 0.125},
                             {"from": "n", "to": "n", "alpha": 1, "weights": [[0.25]], "delays": 0.25},
                             {"from": "n", "to": "r", "alpha": 1.5, "weights": [[2]]}],
             "loss": {"kind": "voltage-square", "population": "r", "neuron": 0, "target": 0.5}}
            """;

    private static final Engine<Rational> NEVER = (network, question, progress) -> fail("must not be asked");

    @TempDir
    private Path folder;

    private static Answer<Rational> answer(Undecided... undecided) {
        return new Answer<>(
                ByNeuron.of("n", List.of(List.of(new Spike<>(Rational.of(1, 4), Rational.of(3))))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(undecided));
    }

    private static Engine<Rational> answering(Answer<Rational> answer) {
        return (network, question, progress) -> answer;
    }

    private String network() throws IOException {
        return Files.writeString(folder.resolve("net.json"), NETWORK).toString();
    }

    private static void refused(Invocation run, String line) {
        assertEquals("goldspike: " + line + "\n", run.err());
        assertEquals(2, run.exitStatus());
        assertEquals("", run.out());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theAnswerGoesToStandardOutput() throws IOException {
        Invocation run = Invocation.of(answering(answer()), "solve", network(), "--digits", "7");
        assertEquals("", run.err());
        assertEquals(0, run.exitStatus());
        assertEquals("""
                {
                  "format": "goldspike-answer/1",
                  "network": {"id": "x", "sha256": "%s"},
                  "digits": 7,
                  "status": "certified",
                  "spikes": {
                    "n": [
                      ["0.25/7"]
                    ]
                  },
                  "slopes": {
                    "n": [
                      ["3/7"]
                    ]
                  }
                }
                """.formatted(SHA256), run.out());
    }

    @Test
    void aDashReadsStandardInput() {
        Invocation run = Invocation.of(answering(answer()), NETWORK, false, "solve", "-", "-o", "-");
        assertEquals(0, run.exitStatus());
        assertTrue(run.out().contains(SHA256));
    }

    @Test
    void anotherEngineIsUncertified() throws IOException {
        Invocation run = Invocation.of(answering(answer()), "solve", network(), "--engine", "other");
        assertTrue(run.out().contains("\"status\": \"uncertified\""), run.out());
    }

    @Test
    void theAnswerGoesToAFile() throws IOException {
        Path file = folder.resolve("answer.json");
        Files.writeString(file, "old");
        Invocation run = Invocation.of(answering(answer()), "solve", network(), "-o", file.toString());
        assertEquals(new Invocation(0, "", ""), run);
        assertTrue(Files.readString(file).endsWith("}\n"));
        assertEquals(List.of("answer.json", "net.json"), files());
    }

    @Test
    void anUndecidedAnswerIsWrittenWithExitStatusThree() throws IOException {
        Undecided limit = new Undecided(
                Undecided.Kind.LIMIT,
                new Undecided.Place("n", 0, Optional.empty(), Optional.empty(), List.of()),
                "too many");
        Invocation run = Invocation.of(answering(answer(limit)), "solve", network());
        assertEquals(3, run.exitStatus());
        assertTrue(run.out().contains("\"status\": \"undecided\""), run.out());
    }

    @Test
    void theOptionsReachTheEngine() throws IOException {
        AtomicReference<Question> asked = new AtomicReference<>();
        Engine<Rational> engine = (network, question, progress) -> {
            asked.set(question);
            return answer();
        };
        Invocation.of(engine, "solve", network());
        assertEquals(
                Question.ofDigits(50).with(Conditioning.USUAL).withLimits(new Limits(500, Limits.DEFAULT_SPIKES)),
                asked.get());
        Invocation.of(
                engine,
                "solve",
                "--jacobian",
                "--digits=20",
                "--max-digits=90",
                "--max-spikes=4",
                "--wrt=weights",
                "--method=eventprop",
                "--condition",
                network());
        Question expected = Question.ofDigits(20)
                .withJacobian()
                .by(Method.EVENTPROP)
                .with(Conditioning.ALL)
                .withLimits(new Limits(90, 4));
        assertEquals(expected, asked.get());
        Invocation.of(engine, "solve", "--digits=20", "--wrt", "inputs,weights,inputs", network());
        assertEquals(
                Question.ofDigits(20)
                        .withRespectTo(EnumSet.of(ParameterKind.WEIGHTS, ParameterKind.INPUTS))
                        .with(Conditioning.USUAL),
                asked.get());
    }

    @Test
    void aQuestionThatAnEngineCannotAnswerIsOneLine() throws IOException {
        refused(
                Invocation.of(
                        (network, question, progress) -> {
                            throw new UnsupportedQuestionException("no derivatives by " + question.wrt());
                        },
                        "solve",
                        network(),
                        "--wrt=delays"),
                "no derivatives by [DELAYS]");
    }

    @Test
    void badUsageIsOneLine() throws IOException {
        String network = network();
        refused(
                Invocation.of(NEVER),
                "a command is expected: solve or verify or compare or import or export or corpus or conform or compare-reports or mutants or experiment or bench or serve or grids or show or study or campaign (see goldspike --help)");
        refused(Invocation.of(NEVER, "sovle"), "Unmatched argument at index 0: 'sovle'; did you mean solve?");
        refused(Invocation.of(NEVER, "nothing"), "Unmatched argument at index 0: 'nothing'");
        refused(
                Invocation.of(NEVER, "solve", network, "--digts", "30"),
                "Unknown options: '--digts', '30'; did you mean --digits?");
        refused(Invocation.of(NEVER, "solve"), "Missing required parameter: 'NETWORK'");
        refused(Invocation.of(NEVER, "solve", network, "x"), "Unmatched argument at index 2: 'x'");
        refused(
                Invocation.of(NEVER, "solve", network, "--digit", "5"),
                "Unknown options: '--digit', '5'; did you mean --digits?");
        refused(
                Invocation.of(NEVER, "solve", network, "--digits", "five"),
                "Invalid value for option '--digits': 'five' is not an int");
        refused(Invocation.of(NEVER, "solve", network, "--digits", "0"), "--digits: must be 1 to 9900, but is 0");
        refused(
                Invocation.of(NEVER, "solve", network, "--max-digits", "49"),
                "--max-digits: must be 50 or more, but is 49");
        refused(
                Invocation.of(NEVER, "solve", network, "--max-spikes", "0"),
                "--max-spikes: must be 1 or more, but is 0");
        refused(
                Invocation.of(NEVER, "solve", network, "--engine", "slow"),
                "--engine: there is no engine \"slow\", expected certified or other");
        refused(
                Invocation.of(NEVER, "solve", network, "--wrt", "weights,delay"),
                "--wrt: there is no kind of parameter \"delay\", expected some of"
                        + " weights,delays,alpha,beta,threshold,reset,leak,inputs,initial,current,current-times,kernel,reset-kernel");
        refused(
                Invocation.of(NEVER, "solve", network, "--wrt="),
                "--wrt: there is no kind of parameter \"\", expected some of"
                        + " weights,delays,alpha,beta,threshold,reset,leak,inputs,initial,current,current-times,kernel,reset-kernel");
        refused(
                Invocation.of(NEVER, "solve", network, "--method", "backprop"),
                "--method: there is no method \"backprop\", expected forward or adjoint or eventprop");
    }

    @Test
    void badInputIsOneLineWithFileAndPlace() throws IOException {
        String bad = Files.writeString(folder.resolve("bad.json"), NETWORK.replace("\"beta\"", "\"beta\\n\""))
                .toString();
        refused(
                Invocation.of(NEVER, "solve", bad),
                bad
                        + ": /populations/0/beta?: unknown field, expected one of name, spikes, size, beta, tau_mem, threshold, reset,"
                        + " leak, initial, refractory, current, reset_kernel");
        refused(
                Invocation.of(NEVER, NETWORK.substring(0, 40), false, "solve", "-"),
                "-: /id: line 1, column 41: the file ends in the middle of the JSON document");
        refused(Invocation.of(NEVER, "solve", folder + "/none"), folder + "/none: no such file");
        refused(Invocation.of(NEVER, "solve", folder.toString()), folder + ": is a directory");
        refused(Invocation.of(NEVER, "solve", "a\0b"), "a?b: not a file name: Nul character not allowed");
    }

    @Test
    void aFeatureThatTheEngineLacksIsBadInput() throws IOException {
        Engine<Rational> engine = (network, question, progress) -> {
            throw new UnsupportedNetworkException("/populations/0/refractory", "not in this engine");
        };
        String network = network();
        refused(Invocation.of(engine, "solve", network), network + ": /populations/0/refractory: not in this engine");
    }

    @Test
    void aQuestionThatTheEngineCannotAnswerIsBadUsage() throws IOException {
        Engine<Rational> engine = (network, question, progress) -> {
            throw new UnsupportedQuestionException(
                    "no method " + question.method().field() + " here");
        };
        refused(Invocation.of(engine, "solve", network(), "--method", "adjoint"), "no method adjoint here");
    }

    @Test
    void everyMethodPrintsTheSameBytesWhateverItIsAskedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("loss.json"), NETWORK_WITH_LOSS);
        String kinds = "weights,delays,alpha,beta,threshold,reset,leak,inputs";
        Invocation forward = Invocation.ofAll("solve", file.toString(), "--wrt", kinds);
        assertEquals(0, forward.exitStatus(), forward.err());
        for (String kind : kinds.split(",")) {
            assertTrue(forward.out().contains("\"" + kind + "\""), forward.out());
        }
        for (String method : List.of("adjoint", "eventprop")) {
            assertEquals(forward, Invocation.ofAll("solve", file.toString(), "--wrt", kinds, "--method", method));
        }
    }

    @Test
    void anOutputThatCannotBeWrittenIsRefusedBeforeTheComputation() throws IOException {
        String network = network();
        refused(
                Invocation.of(NEVER, "solve", network + "x", "-o", folder + "/none/a.json"),
                network + "x: no such file");
        refused(Invocation.of(NEVER, "solve", network, "-o", folder.toString()), folder + ": is a directory");
        refused(
                Invocation.of(NEVER, "solve", network, "-o", network + "/a.json"),
                network + "/a.json: cannot be written: " + network + " is not a directory");
        refused(
                Invocation.of(NEVER, "solve", network, "-o", "/proc/a.json"),
                "/proc/a.json: cannot be written: no such file");
        assertEquals(List.of("net.json"), files());
    }

    @Test
    void badInputLeavesNoOutputFile() throws IOException {
        refused(
                Invocation.of(NEVER, "[]", false, "solve", "-", "-o", folder + "/a.json"),
                "-: /: expected an object, found a list");
        assertEquals(List.of(), files());
    }

    @Test
    void aFailureWhileWritingLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "old");
        OutputFile output = OutputFile.open(file.toString(), new Streams(System.in, System.out, System.err, false));
        try {
            output.write(bytes -> {
                bytes.write(new byte[100_000]);
                throw new IOException("No space left on device");
            });
            fail("the failure is reported");
        } catch (Failure failure) {
            assertEquals(file + ": cannot be written: No space left on device", failure.getMessage());
        }
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.json"), files());
    }

    @Test
    void aDeviceIsWrittenToAndNotReplaced() throws IOException {
        Invocation run = Invocation.of(answering(answer()), "solve", network(), "-o", "/dev/null");
        assertEquals(new Invocation(0, "", ""), run);
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void anOutputThroughALinkKeepsTheLink() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Invocation.of(answering(answer()), "solve", network(), "-o", link.toString());
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.readString(file).startsWith("{"));
    }

    @Test
    void theOutputHasThePermissionsOfANewFile() throws IOException {
        Path fresh = Files.createFile(folder.resolve("fresh"));
        Invocation.of(answering(answer()), "solve", network(), "-o", folder + "/a.json");
        assertEquals(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)),
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a.json"))));
    }

    @Test
    void aBugIsOneLine() throws IOException {
        Engine<Rational> broken = (network, question, progress) -> {
            throw new IllegalStateException("two\nlines");
        };
        Invocation run = Invocation.of(broken, "solve", network());
        assertEquals(70, run.exitStatus());
        assertEquals(
                "goldspike: this is a bug in goldspike: java.lang.IllegalStateException: two?lines"
                        + " (GOLDSPIKE_DEBUG=1 shows where)\n",
                run.err());
    }

    @Test
    void runningOutOfMemoryIsOneLine() throws IOException {
        Engine<Rational> hungry = (network, question, progress) -> {
            throw new OutOfMemoryError();
        };
        Invocation run = Invocation.of(hungry, "solve", network());
        assertEquals(70, run.exitStatus());
        assertTrue(
                run.err().matches("goldspike: out of memory: this needs more than a heap of [0-9]+ MB\n"), run.err());
    }

    private static Engine<Rational> slow(int reports) {
        return (network, question, progress) -> {
            for (int k = 0; k < reports; k++) {
                progress.reached(0.5, 1234, 80);
                try {
                    Thread.sleep(1);
                } catch (InterruptedException impossible) {
                    Thread.currentThread().interrupt();
                }
            }
            return answer();
        };
    }

    @Test
    void progressIsRedrawnOnATerminalAndErased() {
        long start = System.nanoTime();
        String err = Invocation.of(slow(450), NETWORK, true, "solve", "-").err();
        long fifthsOfASecond = (System.nanoTime() - start) / 200_000_000;
        String line = "\r\033[Kgoldspike: t = 0.5000 of 1.000, 1,234 spikes, working with 80 digits";
        assertTrue(err.startsWith(line), err);
        assertTrue(err.endsWith("digits\r\033[K"), err);
        int drawn = err.split("goldspike", -1).length - 1;
        assertTrue(drawn >= 2 && drawn <= fifthsOfASecond, err);
    }

    @Test
    void nothingIsDrawnWhereThereIsNoTerminal() {
        assertEquals("", Invocation.of(slow(300), NETWORK, false, "solve", "-").err());
    }

    @Test
    void anEngineMayReportNothing() {
        Engine<Rational> engine = (network, question, progress) -> {
            assertFalse(progress == Progress.SILENT);
            return answer();
        };
        assertEquals("", Invocation.of(engine, NETWORK, true, "solve", "-").err());
    }
}
