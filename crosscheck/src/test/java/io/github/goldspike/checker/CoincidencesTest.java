package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.ParameterKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that coincide by accident: what follows from that is printed, and proved, and nothing more (events-E5). */
class CoincidencesTest {

    private static String accepted(String network, Set<ParameterKind> kinds) throws IOException {
        byte[] file = network.getBytes(StandardCharsets.UTF_8);
        Solved solved = Solved.of("coincidence", file, 15, true, kinds);
        Checker.Verdict verdict = Checker.check(file, solved.answer());
        assertEquals(0, verdict.status(), verdict.line());
        String answer = new String(solved.answer(), StandardCharsets.UTF_8);
        assertTrue(solved.certified(), answer);
        return answer.substring(0, answer.indexOf("\"certificate\"")).replaceAll("\\s+", "");
    }

    private static String one(String constants, String loss) {
        return "{\"format\": \"goldspike-network/1\", \"horizon\": \"2\", \"populations\": [{\"name\": \"in\", \"spikes\": [[\"0.25\"]]},"
                + " {\"name\": \"a\", \"size\": 1, \"threshold\": \"1\", " + constants
                + "}], \"projections\": [{\"from\": \"in\", \"to\": \"a\", \"alpha\": \"2\", \"weights\": [[\"5\"]]}], \"loss\": "
                + loss + "}";
    }

    /** A zero by accident prints as 0e-N: the checker, whose enclosures have a width, cannot see that it is exact. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"beta\": \"0\", \"current\": [[0, 8]] | {\"kind\": \"spike-time-square\", \"targets\": [[\"a\", 0, 0, \"0.125\"]]}",
                "\"beta\": \"1\" | {\"kind\": \"voltage-square\", \"population\": \"a\", \"neuron\": 0, \"target\": \"0.5\"}",
                "\"beta\": \"1\", \"reset\": \"-1\" | {\"kind\": \"voltage-square\", \"population\": \"a\", \"neuron\": 0, \"target\": \"0\"}",
                "\"beta\": \"0\", \"initial\": \"-1\", \"current\": [[0, 2]] | {\"kind\": \"spike-time-square\", \"targets\": [[\"a\", 0, 0, \"0\"]]}"
            })
    void aZeroByAccidentIsNotPrintedAsOneByStructure(String constants, String loss) throws IOException {
        accepted(one(constants, loss), EnumSet.allOf(ParameterKind.class));
    }

    private static final String TWINS = """
            {"format": "goldspike-network/1", "horizon": "2.5", "populations": [{"name": "in", "spikes": [["1"]]},
              {"name": "a", "size": 2, "beta": "1", "threshold": "1", %s}],
             "projections": [{"from": "in", "to": "a", "alpha": "1", "weights": [["5", "5"]]%s},
              {"from": "a", "to": "a", "alpha": "1", "weights": [[null, "1"], ["1", null]]}],
             "loss": {"kind": "spike-time-square", "targets": [["a", 0, 0, "0"], ["a", 1, 0, "0"]]}}
            """;

    /** Their first spikes do not depend on the resets, though the names of twins do. */
    @Test
    void whatMovesTogetherToFirstOrderHasItsDerivative() throws IOException {
        String answer =
                accepted(String.format(TWINS, "\"reset\": [\"0\", \"0\"]", ""), EnumSet.of(ParameterKind.RESET));
        assertTrue(answer.contains("\"gradient\":{\"reset\":{\"a\":[\"0\",\"0\"]}}"), answer);
    }

    /** Without leak a spike only takes V down, whenever it was: later times do not depend on a tie. */
    @Test
    void withoutLeakASpikeIsOnlyAFall() throws IOException {
        accepted("""
                {"format": "goldspike-network/1", "horizon": "3", "populations": [
                  {"name": "a", "size": 1, "beta": "1", "threshold": "1", "current": [["0", "2"]]},
                  {"name": "c", "size": 1, "beta": "0", "threshold": "1", "current": [["0", "0.5"]]},
                  {"name": "b", "size": 1, "beta": "0", "threshold": "1", "current": [["0", "0.5"]]}],
                 "projections": [{"from": "c", "to": "b", "alpha": "1", "weights": [["3"]]},
                                 {"from": "a", "to": "b", "alpha": "1", "weights": [["0"]]}]}
                """, EnumSet.of(ParameterKind.CURRENT, ParameterKind.THRESHOLD));
    }

    /** Whether another target is reached does not matter then. */
    @Test
    void aTargetThatIsProvedNeverToComeMakesALossUndefinedBesideOpenSpikes() throws IOException {
        byte[] file = """
                {"format": "goldspike-network/1", "horizon": "2", "populations": [
                  {"name": "a", "size": 1, "beta": "1", "threshold": "1"},
                  {"name": "b", "size": 1, "beta": "0", "threshold": "1", "current": [["0", "0.5"]]}],
                 "projections": [],
                 "loss": {"kind": "spike-time-square", "targets": [["b", 0, 0, "0"], ["a", 0, 0, "1"]]}}
                """.getBytes(StandardCharsets.UTF_8);
        Solved solved = Solved.of("never", file, 15, false);
        assertFalse(solved.certified());
        Checker.Verdict verdict = Checker.check(file, solved.answer());
        assertEquals(3, verdict.status(), verdict.line());
    }
}
