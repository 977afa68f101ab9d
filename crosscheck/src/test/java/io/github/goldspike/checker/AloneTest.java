package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.ParameterKind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The checker is compiled alone, with nothing but the JDK, and that class proves the acceptance list. */
class AloneTest {

    private static final String SOURCE = "src/main/java/io/github/goldspike/checker/Checker.java";

    /** In the default run one answer of the corpus in so many is proved, of those that are small. */
    private static final int PART = 3;

    private static final int SMALL = 16_000;

    private static final boolean CAMPAIGN = Integer.getInteger("goldspike.tries.factor", 1) > 1;

    @TempDir
    private Path folder;

    private interface Check {
        Object of(byte[] network, byte[] answer) throws ReflectiveOperationException;
    }

    private Check alone(URLClassLoader classes) throws ReflectiveOperationException {
        Method check =
                classes.loadClass("io.github.goldspike.checker.Checker").getMethod("check", byte[].class, byte[].class);
        return (network, answer) -> check.invoke(null, network, answer);
    }

    private URLClassLoader compiled() throws IOException {
        // Neither a class path nor a module of ours, nor annotation processors.
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-Xlint:all",
                        "-Werror",
                        "-cp",
                        "",
                        "-d",
                        folder.toString(),
                        SOURCE);
        assertEquals(0, status, "Checker.java does not compile alone");
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private static byte[] resource(String path) throws IOException {
        try (InputStream bytes = AloneTest.class.getResourceAsStream("/corpus/" + path)) {
            return bytes.readAllBytes();
        }
    }

    private static List<Path> networks() throws IOException {
        List<Path> networks = new ArrayList<>(Solved.cases());
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/independent"))) {
            networks.addAll(files.filter(file -> file.toString().endsWith(".network.json"))
                    .toList());
        }
        return networks;
    }

    private static void assertAccepted(Check check, String name, byte[] network, byte[] answer)
            throws ReflectiveOperationException {
        String verdict = check.of(network, answer).toString();
        boolean open =
                new JsonMapper().readTree(answer).get("status").asString().equals("undecided");
        String expected = open ? "Verdict[status=3, line=undecided: " : "Verdict[status=0, line=accepted: ";
        assertTrue(verdict.startsWith(expected), name + ": " + verdict);
    }

    @Test
    void theCheckerAloneAcceptsTheCasesAndTheCorpus() throws IOException, ReflectiveOperationException {
        try (URLClassLoader classes = compiled()) {
            Check check = alone(classes);
            int cases = 0, proved = 0, turn = 0;
            for (Path file : networks()) {
                byte[] network = Files.readAllBytes(file);
                if (CAMPAIGN || network.length < 4000) {
                    assertAccepted(
                            check,
                            file.toString(),
                            network,
                            Solved.of("", network, 20, false).answer());
                    cases++;
                }
            }
            for (JsonNode entry :
                    new JsonMapper().readTree(resource("index.json")).get("networks")) {
                if (entry.get("features").toString().contains("\"kernels\"")) {
                    // Answers of networks with kernels have no certificate (kernels-R10).
                    continue;
                }
                byte[] answer = resource(entry.at("/answer/path").asString());
                if (CAMPAIGN || answer.length <= SMALL && turn++ % PART == 1) {
                    byte[] network = resource(entry.at("/network/path").asString());
                    assertAccepted(check, entry.get("id").toString(), network, answer);
                    proved++;
                }
            }
            assertTrue(cases >= 25 && proved >= 50, cases + " cases, " + proved + " answers of the corpus");
        }
    }

    /** Of each fault that is a network, the one of 286 spikes aside, which cli.FaultsTest proves: accepted, or proved as far as it goes. */
    @Test
    void theCheckerAloneAcceptsWhatIsAnsweredToTheFaults() throws IOException, ReflectiveOperationException {
        try (URLClassLoader classes = compiled()) {
            Check check = alone(classes);
            for (String name : List.of(
                    "shared-tie",
                    "tie-gives-up-all",
                    "cancelling-currents-silent",
                    "cancelling-currents-spikes",
                    "huge-horizon",
                    "late-epoch",
                    "small-tau0",
                    "fast-synapse-two-inputs",
                    "delay-of-no-synapse",
                    "zero-slope-upcrossing",
                    "opposite-inputs-at-once")) {
                byte[] network = Files.readAllBytes(Path.of("src/test/resources/faults", name + ".network.json"));
                EnumSet<ParameterKind> kinds = EnumSet.of(ParameterKind.THRESHOLD, ParameterKind.DELAYS);
                assertAccepted(
                        check,
                        name,
                        network,
                        Solved.of(name, network, 15, false, kinds).answer());
            }
        }
    }

    @Test
    void theCheckerAloneRefusesFalseAnswers() throws IOException, ReflectiveOperationException {
        try (URLClassLoader classes = compiled()) {
            for (String name : List.of("false-silence", "escaped-name", "gradient-of-nothing")) {
                Path faults = Path.of("src/test/resources/faults");
                byte[] network = Files.readAllBytes(faults.resolve(name + ".network.json"));
                byte[] answer = Files.readAllBytes(faults.resolve(name + ".false-answer.json"));
                String verdict = alone(classes).of(network, answer).toString();
                assertTrue(verdict.matches("Verdict\\[status=[12], line=.*"), name + ": " + verdict);
            }
        }
    }
}
