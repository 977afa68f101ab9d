package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.diagnosis.Prediction;
import io.github.goldspike.diagnosis.RightProgram;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** proofs-notes/mistakes.md: the plain simulator is right in everything that a mistake does not override. */
class ProgramTest {

    private static final int NETWORKS = 40 * Integer.getInteger("goldspike.tries.factor", 1);

    @Test
    void withoutAMistakeItAgrees() {
        int agrees = 0;
        for (int index = 0; index < NETWORKS; index++) {
            RandomCase one = new RandomCase(5, index);
            Golden golden = ((Case.Prepared.Ready) one.prepare(Claims.everything())).golden();
            Reply.Answered reply =
                    reply(golden, RightProgram.answer(golden.network()).orElseThrow());
            CaseResult result = CaseResult.judged(one.id(), golden, reply, Judge.of(golden, reply, Dtype.FLOAT64));
            assertTrue(!result.outcome().against(), result::toString);
            agrees += result.outcome() == CaseResult.Outcome.AGREES ? 1 : 0;
        }
        assertTrue(agrees > 0.9 * NETWORKS, agrees + " of " + NETWORKS + " agree");
    }

    private static Reply.Answered reply(Golden golden, Prediction prediction) {
        ByNeuron<BigDecimal> spikes = ByNeuron.ofSpiking(
                golden.network(),
                (population, neuron) -> prediction.spikes().get(population, neuron).stream()
                        .map(BigDecimal::new)
                        .toList());
        return new Reply.Answered(
                Optional.of(spikes),
                Optional.empty(),
                prediction.loss().map(loss -> loss.map(BigDecimal::new)),
                prediction
                        .gradient()
                        .map(gradient -> gradient.map(values -> Replies.matrices(golden.network(), decimals(values)))));
    }

    private static List<List<BigDecimal>> decimals(List<List<Double>> values) {
        return values.stream()
                .map(list -> list.stream().map(BigDecimal::new).toList())
                .toList();
    }
}
