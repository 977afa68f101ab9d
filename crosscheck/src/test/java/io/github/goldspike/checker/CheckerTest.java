package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checker accepts what the engine proves: promise 6. */
class CheckerTest {

    private static void accepts(Solved solved) {
        Checker.Verdict verdict = Checker.check(solved.network(), solved.answer());
        assertEquals(solved.certified() ? 0 : 3, verdict.status(), solved.name() + ": " + verdict.line());
    }

    @Test
    void everyCaseIsAccepted() throws IOException {
        for (Path file : Solved.cases()) {
            accepts(Solved.of(file.getFileName().toString(), Files.readAllBytes(file), 50, false));
        }
    }

    @Test
    void jacobiansAreAccepted() throws IOException {
        for (Path file : Solved.cases()) {
            accepts(Solved.of(file.getFileName().toString(), Files.readAllBytes(file), 30, true));
        }
    }

    @Test
    void derivativesByEveryRealAreAccepted() throws IOException {
        for (Path file : Solved.cases()) {
            String name = file.getFileName().toString();
            accepts(Solved.of(name, Files.readAllBytes(file), 20, true, EnumSet.allOf(ParameterKind.class)));
        }
        for (int seed = 0; seed < 40; seed++) {
            Set<ParameterKind> kinds = EnumSet.allOf(ParameterKind.class);
            accepts(Solved.of("seed " + seed, Solved.random(seed), 20, seed % 2 == 0, kinds));
        }
    }

    @Test
    void anUndecidedAnswerIsProvedUpToWhereItIs() throws IOException {
        Path touch = Solved.cases().stream()
                .filter(file -> file.toString().contains("c07"))
                .findFirst()
                .orElseThrow();
        Solved solved = Solved.of("touch", Files.readAllBytes(touch), 50, false);
        assertEquals(false, solved.certified());
        assertEquals(
                "undecided: 0 spikes and their slopes, silence otherwise, but of 1 neurons only until they are undecided;"
                        + " not proved by this checker: that no more can be decided",
                Checker.check(solved.network(), solved.answer()).line());
    }

    /** Each spike hands on four times the error of the one before, and derivatives through a hundred of them lose that twice (certificate-K10). */
    @Test
    void aCertificateIsAsWideAsWhatIsPrintedNeeds() throws IOException {
        byte[] network = """
                {"format": "goldspike-network/1", "horizon": "0.6190612869", "populations": [{"name": "in", "spikes": [["0"]]},
                  {"name": "o", "size": 1, "beta": "1", "threshold": "1", "reset": "0.999999999999"}],
                 "projections": [{"from": "in", "to": "o", "alpha": "1", "weights": [["3"]]}]}
                """.getBytes(StandardCharsets.UTF_8);
        accepts(Solved.of("reset near threshold", network, 20, true));
    }

    private static void acceptsWithAllDerivatives(String name, String network) throws IOException {
        byte[] file = network.getBytes(StandardCharsets.UTF_8);
        accepts(Solved.of(name, file, 30, true, EnumSet.allOf(ParameterKind.class)));
    }

    @Test
    void namesWithASlashAndRealsOfEveryFormAreRead() throws IOException {
        acceptsWithAllDerivatives("forms", """
                {"format": "goldspike-network/1", "convention": "current", "horizon": "0x1.4p1",
                 "populations": [{"name": "in/a", "spikes": [["0x1p-3", 0.5, "1/2"], []]},
                   {"name": "h~1", "size": 2, "tau_mem": ["1/3", "0X1.8P0"], "threshold": ["1", "3/2"], "reset": "-1/7"}],
                 "projections": [{"from": "in/a", "to": "h~1", "tau_syn": {"post": ["1/3", "2"]}, "weights": [["12", "7"], [null, "1"]]},
                   {"from": "h~1", "to": "h~1", "alpha": "0x1.8p1", "synapses": [[0, 1, "5"], [1, 0, "-0x1p-1", "0.7"]]}],
                 "loss": {"kind": "spike-time-square", "targets": [["h~1", 0, 0, "1"]]}}
                """);
    }

    /** Neither potential nor, after the hold, the current depend on when within the hold it jumped: the derivative is exactly 0 (certificate-K7). */
    @Test
    void theTimeOfAJumpWithinAHoldMovesNothing() throws IOException {
        for (String loss : List.of(
                "\"kind\": \"voltage-square\", \"population\": \"n\", \"neuron\": 0, \"target\": \"0.5\"",
                "\"kind\": \"voltage-integral\", \"population\": \"n\", \"weights\": [\"1\"], \"kappa\": \"0.3\"")) {
            acceptsWithAllDerivatives("jump in a hold", """
                    {"format": "goldspike-network/1", "horizon": "3",
                     "populations": [{"name": "in", "spikes": [["0", "1.65"]]},
                       {"name": "n", "size": 1, "beta": "1", "threshold": "1", "refractory": "0.1", "current": [["0", "1.33"], ["1.7", "1.4"]]}],
                     "projections": [{"from": "in", "to": "n", "alpha": "1", "weights": [["-0.2"]]}],
                     "loss": {LOSS}}
                    """.replace("LOSS", loss));
        }
    }

    /** Of no length, so exactly 0 whatever the potential is. */
    @Test
    void anIntegralUpToTheBeginningIsNothing() throws IOException {
        acceptsWithAllDerivatives("no time", """
                {"format": "goldspike-network/1", "horizon": "0",
                 "populations": [{"name": "n", "size": 1, "beta": "1", "threshold": "1", "initial": "0.3", "leak": "-0.1"}],
                 "projections": [],
                 "loss": {"kind": "voltage-square", "population": "n", "neuron": 0, "target": "0.7"}}
                """);
    }

    /** From spike 30 on fewer digits were certified than are printed: the certificate has these spikes, the answer names the first of them (certificate-K9). */
    @Test
    void whatIsNamedAsLackingDigitsIsProvedAndNotPrinted() throws IOException {
        String network = """
                {"format": "goldspike-network/1", "horizon": "4.3",
                 "populations": [{"name": "in", "spikes": [["0.7", "1.2"]]},
                   {"name": "o", "size": 1, "beta": "1.4", "threshold": "1", "reset": "0.99999999999"}],
                 "projections": [
                   {"from": "in", "to": "o", "alpha": "4.2", "synapses": [[0, 0, "51428973191007014811021/45035996275990760000000"]]},
                   {"from": "in", "to": "o", "alpha": "0.7", "synapses": [[0, 0, "51428973191007014811021/45035996275990760000000"]]}]}
                """;
        Question question = Question.ofDigits(24).withLimits(new Question.Limits(144, 60));
        Solved solved = Solved.of("limit", network.getBytes(StandardCharsets.UTF_8), question);
        String line = Checker.check(solved.network(), solved.answer()).line();
        assertTrue(line.startsWith("undecided: 30 spikes") && line.contains(", 4 more spikes,"), line);
        String unnamed = new String(solved.answer(), StandardCharsets.UTF_8).replace("\"spike\": 30", "\"spike\": 29");
        assertEquals(
                "refused: /spikes/o/0/30: is missing",
                Checker.check(solved.network(), unnamed.getBytes(StandardCharsets.UTF_8))
                        .line());
    }

    /** κ + β = 0, κ + α = 0, both; α = β or not (certificate-K7). */
    @Test
    void discountsThatUndoADecayAreIntegrated() throws IOException {
        for (String rates : List.of("1 2 -1", "2 1 -1", "1 1 -1", "1 1 0.5", "1 2 -2", "1 2 0")) {
            String[] rate = rates.split(" ");
            acceptsWithAllDerivatives(
                    rates, """
                    {"format": "goldspike-network/1", "horizon": "3",
                     "populations": [{"name": "in", "spikes": [["0", "1"]]}, {"name": "n", "size": 1, "beta": "B", "threshold": "1"}],
                     "projections": [{"from": "in", "to": "n", "alpha": "A", "weights": [["4"]]}],
                     "loss": {"kind": "voltage-integral", "population": "n", "weights": ["1"], "kappa": "K"}}
                    """.replace("B", rate[0]).replace("A", rate[1]).replace("K", rate[2]));
        }
    }

    /** V reaches 1 at its maximum after its first spike, which is all that the loss needs (certificate-K9). */
    @Test
    void aLossOfSpikesBeforeAnUndecidedPlaceIsProved() throws IOException {
        Solved solved = Solved.of("touch", """
                {"format": "goldspike-network/1", "horizon": "4",
                 "populations": [{"name": "in", "spikes": [["0"]]}, {"name": "n", "size": 1, "beta": "1", "threshold": "1"}],
                 "projections": [{"from": "in", "to": "n", "alpha": "2", "weights": [["6.25"]]}],
                 "loss": {"kind": "spike-time-square", "targets": [["n", 0, 0, "1"]]}}
                """.getBytes(StandardCharsets.UTF_8), 30, false);
        assertEquals(false, solved.certified());
        assertEquals(
                "undecided: 1 spikes and their slopes, silence otherwise, but of 1 neurons only until they are undecided, loss, its condition number,"
                        + " gradient by weights (1 entries), 1 condition numbers; not proved by this checker: that no more can be decided",
                Checker.check(solved.network(), solved.answer()).line());
    }

    /** The piece that is needed if a rate times its length is 1 is left out by the writer: both have to draw the line at the same side (certificate-K4). */
    @Test
    void aRateIsSlowIfItIsTheInverseOfAPiece() throws IOException {
        acceptsWithAllDerivatives("round numbers", """
                {"format": "goldspike-network/1", "horizon": "0.5",
                 "populations": [{"name": "in", "spikes": [["0"], ["0"]]}, {"name": "a", "size": 1, "beta": "1", "threshold": "1"}],
                 "projections": [{"from": "in", "to": "a", "alpha": {"pre": ["1", "2"]}, "weights": [["4"], ["-3"]]}]}
                """);
    }

    /** Each in one line, whatever it is. */
    @Test
    void hostileFilesAreRefused() throws IOException {
        Solved solved = Solved.of("seed 1", Solved.random(1), 15, false);
        String answer = new String(solved.answer(), StandardCharsets.UTF_8);
        String digits =
                answer.replaceFirst("\"digits\": [0-9]+,\n    \"spikes\"", "\"digits\": 99999999999,\n    \"spikes\"");
        for (String hostile : List.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "9".repeat(10_000_000),
                "\"" + "\\\\".repeat(1_000_000),
                "",
                "null",
                answer + "x",
                answer.replaceAll("\"[-0-9.E]+\"", "\"1e999999\""),
                answer.replaceAll("\"[-0-9.E]+\"", "\"1e99999999999\""),
                answer.replaceAll("\"[-0-9.E]+\"", "\"-1\""),
                answer.replaceAll("\"[-0-9.E]+\"", "\"" + "9".repeat(1_000_000) + "\""),
                answer.replaceAll("\"[-0-9.E]+\"", "[]"),
                digits)) {
            Checker.Verdict verdict = Checker.check(solved.network(), hostile.getBytes(StandardCharsets.UTF_8));
            assertTrue(verdict.status() > 0 && verdict.line().lines().count() == 1, verdict.line());
        }
    }

    @Test
    void theCheckerUsesTheJdkOnly() throws IOException {
        Path file = Path.of("src/main/java/io/github/goldspike/checker/Checker.java");
        assertEquals(
                List.of(),
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("import ") && !line.startsWith("import java."))
                        .toList());
        assertTrue(Files.readAllLines(file).size() <= 1870, "the checker is to be read in one sitting");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(
                    List.of("Checker.java"),
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> !name.equals("package-info.java"))
                            .toList());
        }
    }

    @Test
    void randomNetworksAreAccepted() throws IOException {
        int certified = 0;
        for (int seed = 0; seed < 100; seed++) {
            Solved solved = Solved.of("seed " + seed, Solved.random(seed), 25, seed % 4 == 0);
            accepts(solved);
            certified += solved.certified() ? 1 : 0;
        }
        assertTrue(certified >= 95, "only " + certified + " of 100 networks were certified");
    }

    /** Two neurons of one kind with one history spike at the same time, and each feels the other without delay. */
    @Test
    void twinsAreSimultaneous() throws IOException {
        String network = "{\"format\": \"goldspike-network/1\", \"horizon\": \"4\", \"populations\": ["
                + "{\"name\": \"in\", \"spikes\": [[\"0\", \"1/3\"]]},"
                + "{\"name\": \"n\", \"size\": 2, \"beta\": 1, \"threshold\": 1}], \"projections\": ["
                + "{\"from\": \"in\", \"to\": \"n\", \"alpha\": 2, \"weights\": [[6, 6]]},"
                + "{\"from\": \"n\", \"to\": \"n\", \"alpha\": 3, \"weights\": [[1, 1], [1, 1]]}]}";
        accepts(Solved.of("twins", network.getBytes(StandardCharsets.UTF_8), 40, false));
    }

    static Solved refractory(String delays, String loss, ParameterKind... kinds) throws IOException {
        String network = "{\"format\": \"goldspike-network/1\", \"horizon\": \"4\", \"populations\": ["
                + "{\"name\": \"in\", \"spikes\": [[\"0\", \"1/3\", \"2\"]]},"
                + "{\"name\": \"n\", \"size\": 2, \"beta\": 1, \"threshold\": 1, \"reset\": \"-0.1\", \"leak\": \"0.2\","
                + " \"refractory\": [\"0.25\", \"0.7\"]}], \"projections\": ["
                + "{\"from\": \"in\", \"to\": \"n\", \"alpha\": 2, \"weights\": [[6, 7]]},"
                + "{\"from\": \"n\", \"to\": \"n\", \"alpha\": 3, \"weights\": [[1, 1.5], [-1, 2]], \"delays\": "
                + delays + "}]" + loss + "}";
        EnumSet<ParameterKind> wrt = EnumSet.noneOf(ParameterKind.class);
        wrt.addAll(List.of(kinds));
        return Solved.of("refractory", network.getBytes(StandardCharsets.UTF_8), 25, true, wrt);
    }

    /** semantics-S19 and semantics-S20: the potential is held, and what arrives at the very end of that makes derivatives one-sided. */
    @Test
    void refractoryPeriodsAreProved() throws IOException {
        String square =
                ", \"loss\": {\"kind\": \"voltage-square\", \"population\": \"n\", \"neuron\": 0, \"target\": \"0.3\"}";
        ParameterKind[] all = ParameterKind.values();
        for (String loss : List.of("", square)) {
            accepts(refractory("[[\"0.5\", \"0.3\"], [\"0.125\", \"1\"]]", loss, all));
            accepts(refractory("\"0.1\"", loss, all));
            // By the delays themselves they are undefined, entry by entry; the checker proves that of no hold
            // (certificate-K5).
            Solved atTheEnd = refractory("[[\"0.25\", \"0.3\"], [\"0.125\", \"0.7\"]]", loss, all);
            Checker.Verdict verdict = Checker.check(atTheEnd.network(), atTheEnd.answer());
            assertEquals(3, verdict.status(), verdict.line());
        }
    }

    @Test
    void badFilesAreBadInput() {
        byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                2, Checker.check("{".getBytes(StandardCharsets.UTF_8), empty).status());
        assertEquals(1, Checker.check(empty, empty).status());
    }
}
