package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.ParameterKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Spikes of ramps come at exact times, and those are their names (events-E9). */
class ExactRampsTest {

    private static final EnumSet<ParameterKind> KINDS = EnumSet.of(
            ParameterKind.WEIGHTS,
            ParameterKind.DELAYS,
            ParameterKind.THRESHOLD,
            ParameterKind.CURRENT,
            ParameterKind.CURRENT_TIMES,
            ParameterKind.INPUTS,
            ParameterKind.BETA);

    /** Solved and accepted by the checker; the answer without what it takes to prove it. */
    private static String accepted(String network) throws IOException {
        return answered(0, network);
    }

    private static String answered(int status, String network) throws IOException {
        byte[] file = network.getBytes(StandardCharsets.UTF_8);
        Solved solved = Solved.of("ramp", file, 15, true, KINDS);
        assertTrue(solved.certified(), new String(solved.answer(), StandardCharsets.UTF_8));
        Checker.Verdict verdict = Checker.check(file, solved.answer());
        assertEquals(status, verdict.status(), verdict.line());
        String answer = new String(solved.answer(), StandardCharsets.UTF_8);
        return answer.substring(0, answer.indexOf("\"certificate\"")).replaceAll("\\s+", "");
    }

    /** Neuron 0 fires at 1/2, 1, 3/2, 2, 5/2; neuron 1 at 2, and hears of neuron 0 at once, not a moment before. */
    @Test
    void anArrivalAtTheNumberOfASpikeUnderAnotherNameActsAfterIt() throws IOException {
        String answer = accepted("""
                {"format": "goldspike-network/1", "horizon": "2.75",
                 "populations": [{"name": "b", "size": 2, "beta": 0, "threshold": ["1", "1"],
                                  "current": {"neuron": [[[0, 2]], [[0, 0.5]]]}}],
                 "projections": [{"from": "b", "to": "b", "alpha": 1, "weights": [[null, null], [1, null]]}],
                 "loss": {"kind": "spike-time-square", "targets": [["b", 1, 0, "0"]]}}
                """);
        String times =
                "[\"0.500000000000000\",\"1.00000000000000\",\"1.50000000000000\",\"2.00000000000000\",\"2.35173371124920\",";
        assertTrue(answer.contains("\"spikes\":{\"b\":[" + times), answer);
        // The fourth, at 2: f = 2ϑ₀ alone; as ϑ₀ grows the arrival comes first, 2(x − 2) + x⁺ = 0.
        assertTrue(answer.contains("1.3333333asitgrows,2.0000000asitfalls"), answer);
        // As ϑ₁ falls it comes first: 2x + (x + 2) = 0 with x falling.
        assertTrue(answer.contains("0asitgrows,0.66666667asitfalls"), answer);
    }

    /** The current jumps at exactly the time of a spike: to one side in ϑ the new slope counts. */
    @Test
    void aJumpOfTheCurrentAtASpikeActsAfterIt() throws IOException {
        String answer = accepted("""
                {"format": "goldspike-network/1", "horizon": "2.25",
                 "populations": [{"name": "b", "size": 1, "beta": 0, "threshold": "1", "current": [[0, 1], [1, 2]]}],
                 "projections": [], "loss": {"kind": "spike-time-square", "targets": [["b", 0, 0, "0"]]}}
                """);
        assertTrue(answer.contains("[\"1.00000000000000\",\"1.50000000000000\",\"2.00000000000000\"]"), answer);
        assertTrue(answer.contains("0.50000000asitgrows,1.0000000asitfalls"), answer);
    }

    /** By what moves a ramp and an input alike nothing parts: both wait for the same current's beginning. */
    @Test
    void timesThatMoveTogetherKeepTheirDerivatives() throws IOException {
        String answer = accepted("""
                {"format": "goldspike-network/1", "horizon": "2.5",
                 "populations": [{"name": "b", "size": 2, "beta": 0, "threshold": ["1", "2"],
                                  "current": [["0.25", 1]]}],
                 "projections": [{"from": "b", "to": "b", "alpha": 1, "delays": "1", "weights": [[null, "0.5"], [null, null]]}],
                 "loss": {"kind": "spike-time-square", "targets": [["b", 1, 0, "0"]]}}
                """);
        assertTrue(answer.contains("\"current-times\":{\"b\":[\"2.25000000000000\"]"), answer);
    }

    /** Without the arrival's name the order would be open, and all after it. One-sided derivatives of a hold are not proved (certificate-K5). */
    @Test
    void theEndOfAHoldAtTheNumberOfAnArrivalIsATie() throws IOException {
        String answer = answered(3, """
                {"format": "goldspike-network/1", "horizon": "2.25",
                 "populations": [{"name": "in", "spikes": [["1.5"]]},
                                 {"name": "b", "size": 1, "beta": 0, "threshold": "1", "refractory": "0.5", "current": [[0, 1]]}],
                 "projections": [{"from": "in", "to": "b", "alpha": 1, "weights": [["2"]]}]}
                """);
        assertTrue(answer.contains("\"b\":[[\"1.00000000000000\",\"1."), answer);
    }
}
