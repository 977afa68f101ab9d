package io.github.goldspike.conformance.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.conformance.cases.NormalForm;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.protocol.Requests;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Question;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.Network;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** verdict-R17. */
class PotentialErrorsTest {

    /** A ramp V = t that falls to 0 at 1, 2, 3: two of the times, eighths of 4, are those of spikes, and others in a hold. */
    private static Network network(String refractory) {
        String text = "{\"format\": \"goldspike-network/1\", \"horizon\": 4, \"populations\": [{\"name\": \"o\","
                + " \"size\": 1, \"beta\": 0, \"threshold\": 1, \"current\": [[0, 1]], \"refractory\": " + refractory
                + "}, {\"name\": \"ro\", \"size\": 1, \"beta\": 2, \"threshold\": null}], \"projections\":"
                + " [{\"from\": \"o\", \"to\": \"ro\", \"alpha\": 1, \"weights\": [[1]]}]}";
        try {
            return NormalForm.of(NetworkReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static ByNeuron<Optional<BigDecimal>> right(Network network) {
        return new CertifiedEngine()
                .solve(network, Question.ofDigits(20).withTraces(Requests.traceTimes(network)))
                .potentials()
                .orElseThrow()
                .map(value -> value.map(ball -> new BigDecimal(ball.toDecimalOrZero(20))));
    }

    private static Judgement judged(Network network, ByNeuron<Optional<BigDecimal>> potentials) {
        Golden golden = Golden.of(network, 100);
        Reply.Answered reply = new Reply.Answered(
                Optional.of(golden.spikes()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(potentials));
        List<Judgement> judgements = Judge.of(golden, reply, Dtype.FLOAT64);
        return judgements.get(judgements.size() - 1);
    }

    @Test
    void certifiedPotentialsAgreeAndThoseAtSpikesAreNotJudged() {
        Judgement judgement = judged(network("0"), right(network("0")));
        assertEquals("potentials", judgement.quantity());
        assertEquals(Verdict.AGREES, judgement.verdict(), judgement.detail());
        // Seven times for two neurons, without those of the spikes at 1, 2 and 3.
        assertEquals(11, judgement.values());
    }

    @Test
    void aPotentialOnTheOtherSideOfASpikeIsLawful() {
        ByNeuron<Optional<BigDecimal>> after = right(network("0"))
                .map(value -> value.map(v -> v.compareTo(BigDecimal.ONE) == 0 ? BigDecimal.ZERO : v));
        assertEquals(Verdict.AGREES, judged(network("0"), after).verdict());
    }

    @Test
    void aPotentialThatMovesInAHoldIsWrong() {
        Network network = network("0.75");
        assertEquals(Verdict.AGREES, judged(network, right(network)).verdict());
        ByNeuron<Optional<BigDecimal>> moving =
                right(network).map(value -> value.map(v -> v.signum() == 0 ? new BigDecimal("0.5") : v));
        Judgement judgement = judged(network, moving);
        assertEquals(Verdict.DISAGREES, judgement.verdict());
        assertTrue(judgement.detail().startsWith("/potentials/o/0/2 is 0.5"), judgement.detail());
    }

    @Test
    void aPotentialThatIsOffByMoreThanRoundingIsWrong() {
        ByNeuron<Optional<BigDecimal>> off =
                right(network("0")).map(value -> value.map(v -> v.add(new BigDecimal("1e-11"))));
        assertEquals(Verdict.DISAGREES, judged(network("0"), off).verdict());
    }

    @Test
    void listsOfAnotherLengthAreWrongAndMissingPopulationsAreNotGiven() {
        ByNeuron<Optional<BigDecimal>> right = right(network("0"));
        assertEquals(
                Verdict.AGREES,
                judged(network("0"), ByNeuron.of("ro", right.get("ro"))).verdict());
        assertEquals(
                Verdict.DISAGREES,
                judged(
                                network("0"),
                                ByNeuron.of("ro", List.of(right.get("ro", 0).subList(0, 3))))
                        .verdict());
        assertEquals(
                Verdict.DISAGREES,
                judged(network("0"), ByNeuron.of("none", right.get("ro"))).verdict());
    }
}
