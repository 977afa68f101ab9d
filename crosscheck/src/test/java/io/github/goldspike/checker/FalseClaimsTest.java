package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.checker.Tree.Path;
import io.github.goldspike.contract.ParameterKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** True answers in which one claim is another, so that one rule alone refuses them. */
class FalseClaimsTest {

    /** Fires at 1, where its current jumps; on [0, 2] three times. */
    private static final String RAMP = """
            {"format": "goldspike-network/1", "horizon": "2.25",
             "populations": [{"name": "b", "size": 1, "beta": 0, "threshold": "%s", "current": [[0, 1], [1, 2]]}],
             "projections": [], "loss": %s}
            """;

    private static final String FIRST_SPIKE = "{\"kind\": \"spike-time-square\", \"targets\": [[\"b\", 0, 0, \"0\"]]}";
    private static final String POTENTIAL =
            "{\"kind\": \"voltage-integral\", \"population\": \"b\", \"weights\": [\"1\"]}";

    private static Path path(Object... steps) {
        return new Path(List.of(steps));
    }

    private static byte[] network(String threshold, String loss) {
        return String.format(RAMP, threshold, loss).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] answer(byte[] network, ParameterKind kind) throws IOException {
        byte[] answer =
                Solved.of("claims", network, 15, false, EnumSet.of(kind)).answer();
        Checker.Verdict verdict = Checker.check(network, answer);
        assertEquals(0, verdict.status(), verdict.line());
        return answer;
    }

    private static void assertRefused(String why, byte[] network, byte[] answer) {
        Checker.Verdict verdict = Checker.check(network, answer);
        assertEquals(1, verdict.status(), verdict.line());
        assertTrue(verdict.line().contains(why), verdict.line());
    }

    /** To the left it is 1, which is what the tape says of a spike before the jump; to the right ½. */
    @Test
    void aTiedSpikeHasNoDerivativeByWhatPartsIt() throws IOException {
        byte[] network = network("1", FIRST_SPIKE);
        Tree tree = new Tree(answer(network, ParameterKind.THRESHOLD));
        Map<String, Object> value = Map.of("threshold", Map.of("b", "1.00000000000000"));
        assertRefused("one-sided", network, tree.with(path("gradient"), value));
        value = Map.of("threshold", Map.of("b", "0.500000000000000"));
        assertRefused("one-sided", network, tree.with(path("gradient"), value));
    }

    /** What it says is the truth of a neuron that never fires. */
    @Test
    void anIntegralOverAPotentialIsNotProvedWhereItsSpikesAreOpen() throws IOException {
        byte[] network = network("1", POTENTIAL);
        byte[] silent = network("100", POTENTIAL);
        Tree tree = new Tree(new String(answer(silent, ParameterKind.WEIGHTS), StandardCharsets.UTF_8)
                .replace(Solved.sha256(silent), Solved.sha256(network))
                .getBytes(StandardCharsets.UTF_8));
        tree = new Tree(tree.with(path("status"), "undecided"));
        Map<String, Object> at =
                Map.of("population", "b", "neuron", 0, "affected", List.of(List.of("b", 0, "0.500000")));
        Object open = List.of(Map.of("kind", "grazing", "at", at, "detail", ""));
        assertRefused("undecided", network, tree.with(path("undecided"), open));
    }

    @Test
    void aLossThatHasAValueIsNotUndefined() throws IOException {
        byte[] network = network("1", FIRST_SPIKE);
        Tree tree = new Tree(answer(network, ParameterKind.BETA));
        assertRefused("undefined if and only if", network, tree.with(path("loss"), Map.of("undefined", "so")));
    }
}
