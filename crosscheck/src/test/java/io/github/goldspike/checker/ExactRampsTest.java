package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.format.NetworkReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Spikes of ramps are exact numbers (events-E5). */
class ExactRampsTest {

    /** Neuron 0 fires at 1/2, 1, 3/2, 2; neuron 1 at 2, and neuron 0 hears of it at once. */
    @Test
    void anArrivalAtTheNumberOfASpikeUnderAnotherNameIsATieAndNoOrder() throws IOException {
        String network = """
                {"format": "goldspike-network/1", "horizon": 3,
                 "populations": [{"name": "b", "size": 2, "beta": 0, "threshold": 1,
                                  "current": {"neuron": [[[0, 2]], [[0, 0.5]]]}}],
                 "projections": [{"from": "b", "to": "b", "alpha": 1, "weights": [[null, null], [1, null]]}]}
                """;
        Answer<Ball> answer = new CertifiedEngine()
                .solve(
                        NetworkReader.read(new ByteArrayInputStream(network.getBytes(StandardCharsets.UTF_8))),
                        Question.ofDigits(20));
        assertEquals(Undecided.Kind.TIE, answer.undecided().get(0).kind());
        assertEquals(3, answer.spikes().get("b").get(0).size());
        assertEquals(1, answer.spikes().get("b").get(1).size());
    }
}
