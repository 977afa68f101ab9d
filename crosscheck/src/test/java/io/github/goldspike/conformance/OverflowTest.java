package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Observations.Observation;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.format.NetworkReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where e^(t/τ) overflows in an engine that has other mistakes, too, it is said, with how often. */
class OverflowTest {

    /** One neuron with one input, after which it spikes once. */
    private static Golden at(int time) throws IOException {
        return at(time, 4);
    }

    private static Golden at(int time, int weight) throws IOException {
        String text = """
                {"format": "goldspike-network/1", "id": "one", "horizon": "%d.5",
                 "populations": [{"name": "in", "spikes": [["%d"]]}, {"name": "n", "size": 1, "beta": "1", "threshold": "1"}],
                 "projections": [{"from": "in", "to": "n", "alpha": "1", "weights": [["%d"]]}]}
                """.formatted(time, time, weight);
        return Golden.of(NetworkReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))), 10);
    }

    private static CaseResult judged(Golden golden, boolean silent) {
        ByNeuron<BigDecimal> spikes = silent ? ByNeuron.of("n", List.of(List.of())) : golden.spikes();
        Reply.Answered reply =
                new Reply.Answered(Optional.of(spikes), Optional.empty(), Optional.empty(), Optional.empty());
        return CaseResult.judged("one", golden, reply, Judge.of(golden, reply, Dtype.FLOAT64));
    }

    /** @param late whether a spike is lost in each of the cases after t/τ = 710 */
    private static Optional<String> known(List<Boolean> late, int early, int earlyLost) throws IOException {
        List<CaseResult> results = new ArrayList<>();
        results.add(judged(at(720, 1), true));
        for (boolean lost : late) {
            results.add(judged(at(720), lost));
        }
        for (int k = 0; k < early; k++) {
            results.add(judged(at(1), k < earlyLost));
        }
        return Overflow.of(results).map(Observation::sentence);
    }

    @Test
    void itIsSaidWithItsCountsWhereLessThanHalfOfTheOthersAreWrong() throws IOException {
        assertEquals(
                Optional.of("it fails in all 3 cases where t/τ comes to 720 and more, and in 1 of 4 others:"
                        + " e^(t/τ) is beyond the range there"),
                known(List.of(true, true, true), 4, 1));
    }

    @Test
    void itIsNotSaidOfFewOrOfOneThatIsRightOrWhereTheOthersAreAsWrong() throws IOException {
        assertTrue(known(List.of(true, true), 4, 1).isEmpty());
        assertTrue(known(List.of(true, true, true, false), 4, 1).isEmpty());
        assertTrue(known(List.of(true, true, true), 4, 2).isEmpty());
    }
}
