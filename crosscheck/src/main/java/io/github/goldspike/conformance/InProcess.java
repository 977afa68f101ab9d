package io.github.goldspike.conformance;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.model.Connectivity.Matrix;
import io.github.goldspike.model.Network;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks an engine of this program as if it were another program. */
final class InProcess {

    private static final int DIGITS = 15;
    private static final int MOST_SPIKES = 2_000;

    private final Engine<Double> engine;
    private final Question question;

    InProcess(Engine<Double> engine, Method method) {
        this.engine = engine;
        question = Question.ofDigits(DIGITS)
                .by(method)
                .withLimits(
                        new Question.Limits(Question.Limits.defaultsFor(DIGITS).digits(), MOST_SPIKES));
    }

    /** What becomes of a case. */
    CaseResult ask(String id, Golden golden) {
        try {
            Reply.Answered reply = reply(golden.network(), engine.solve(golden.network(), question));
            return CaseResult.judged(id, golden, reply, Judge.of(golden, reply, Dtype.FLOAT64));
        } catch (NumberFormatException notReal) {
            return CaseResult.broken(
                    id, Optional.of(golden), new Fault.NotReal("/", String.valueOf(notReal.getMessage())), "");
        } catch (RuntimeException failed) {
            String message = String.valueOf(failed.getMessage());
            return CaseResult.declined(id, golden, new Reply.Errored(message), CaseResult.Outcome.ERRORED, message);
        }
    }

    private static Reply.Answered reply(Network network, Answer<Double> answer) {
        Map<String, List<List<BigDecimal>>> spikes = new LinkedHashMap<>();
        answer.spikes()
                .forEach((name, trains) -> spikes.put(
                        name,
                        trains.stream()
                                .map(train -> train.stream()
                                        .map(Spike::time)
                                        .map(BigDecimal::new)
                                        .toList())
                                .toList()));
        return new Reply.Answered(
                Optional.of(spikes),
                Optional.empty(),
                decided(answer.loss()).map(loss -> loss.map(BigDecimal::new)),
                decided(answer.gradient()).map(gradient -> gradient.map(known -> matrices(network, known))));
    }

    /** What is not decided is not given. */
    private static <T> Optional<Outcome<T>> decided(Optional<Outcome<T>> outcome) {
        return outcome.filter(some -> !(some instanceof Outcome.Open));
    }

    private static List<List<List<Optional<BigDecimal>>>> matrices(Network network, Gradient<Double> gradient) {
        List<List<List<Optional<BigDecimal>>>> matrices = new ArrayList<>();
        for (int p = 0; p < gradient.weights().size(); p++) {
            Iterator<Double> values = gradient.weights().get(p).iterator();
            Matrix matrix = (Matrix) network.projections().get(p).connectivity();
            matrices.add(matrix.weights().stream()
                    .map(row -> row.stream()
                            .map(weight -> weight.map(real -> new BigDecimal(values.next())))
                            .toList())
                    .toList());
        }
        return matrices;
    }
}
