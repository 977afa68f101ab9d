package io.github.goldspike.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.Network;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** proofs-notes/mistakes.md, 35 and 48, on the network on which respikeprop f1e31d2 was run. */
class OwnSpikeMistakesTest {

    private static final double LIBRARY = -0.0481642858685;
    private static final double DECAYED_TWICE = -0.0492108839198;
    private static final double TRUTH = -0.0498436457572;

    private static Network network() throws IOException {
        return NetworkReader.read(new ByteArrayInputStream("""
                {"format": "goldspike-network/1", "horizon": 1,
                 "populations": [{"name": "in", "spikes": [["0.5"]]}, {"name": "n", "size": 1, "beta": 1, "threshold": 1}],
                 "projections": [{"from": "in", "to": "n", "alpha": 2, "weights": [[9]]}],
                 "loss": {"kind": "spike-time-square", "targets": [["n", 0, 1, 0]]}}""".getBytes(StandardCharsets.UTF_8)));
    }

    private static double gradient(Optional<Prediction> prediction) {
        Outcome<List<List<Double>>> gradient =
                prediction.orElseThrow().gradient().orElseThrow();
        return ((Outcome.Known<List<List<Double>>>) gradient).value().get(0).get(0);
    }

    private static double gradientWith(String mistake) throws IOException {
        Suspect suspect = Mistake.all().stream()
                .filter(one -> one.id().equals(mistake))
                .findFirst()
                .orElseThrow()
                .suspects(new Traits(1, 1, OptionalDouble.empty()))
                .get(0);
        return gradient(((Suspect.Answering) suspect).answer(network(), new Simulations()));
    }

    @Test
    void aDecayOverTheTimeBeforeTheSpikeGivesTheNumberOfRespikeprop() throws IOException {
        assertEquals(TRUTH, gradient(RightProgram.answer(network())), 1e-12);
        assertEquals(LIBRARY, gradientWith("own-spike-decayed-since-the-one-before"), 1e-12);
        assertEquals(DECAYED_TWICE, gradientWith("own-spike-decayed-twice"), 1e-12);
    }
}
