package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.CaseResult.Outcome;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Question;
import io.github.goldspike.event.EventEngine;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Right engines of this project are never held to anything, losses of potentials included. */
class OwnEnginesTest {

    private static final int NETWORKS = 60 * Integer.getInteger("goldspike.tries.factor", 1);

    @ParameterizedTest
    @EnumSource(names = {"ADJOINT", "EVENTPROP"})
    void theEventDrivenEngineInBinary64Agrees(Method method) {
        int agrees = 0;
        int potentials = 0;
        double greatest = 0;
        for (int index = 0; index < NETWORKS; index++) {
            Golden golden =
                    ((Case.Prepared.Ready) new RandomCase(9, index).prepare(EnumSet.allOf(Feature.class))).golden();
            Answer<Double> answer = new EventEngine()
                    .solve(golden.network(), Question.ofDigits(15).by(method));
            Reply.Answered reply = reply(golden, answer);
            List<Judgement> judgements = Judge.of(golden, reply, Dtype.FLOAT64);
            CaseResult result = CaseResult.judged(golden.network().id(), golden, reply, judgements);
            assertTrue(!result.outcome().against(), result::toString);
            agrees += result.outcome() == Outcome.AGREES ? 1 : 0;
            boolean potential = golden.network()
                    .loss()
                    .filter(loss -> loss.kind().startsWith("voltage"))
                    .isPresent();
            potentials += potential && judgements.size() == 4 ? 1 : 0;
            greatest = Math.max(
                    greatest,
                    judgements.stream()
                            .flatMapToDouble(one -> one.share().stream())
                            .max()
                            .orElse(0));
        }
        System.out.println(
                method + ": " + agrees + " agree, " + potentials + " losses of potentials, greatest share " + greatest);
        assertTrue(agrees > 0.9 * NETWORKS && potentials > 0);
    }

    private static Reply.Answered reply(Golden golden, Answer<Double> answer) {
        return new Reply.Answered(
                Optional.of(Golden.ofSpikes(answer, spike -> new BigDecimal(spike.time()))),
                Optional.of(Golden.ofSpikes(answer, spike -> new BigDecimal(spike.slope()))),
                answer.loss().map(loss -> loss.map(BigDecimal::new)),
                answer.gradient()
                        .map(gradient -> gradient.map(known -> Replies.matrices(
                                golden.network(),
                                known.weights().stream()
                                        .map(list -> list.stream()
                                                .map(BigDecimal::new)
                                                .toList())
                                        .toList()))));
    }
}
