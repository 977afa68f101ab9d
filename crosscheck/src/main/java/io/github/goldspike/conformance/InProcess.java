package io.github.goldspike.conformance;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Fault;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Network;
import java.math.BigDecimal;
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

    /** As a rule other programs give no slopes. */
    private static Reply.Answered reply(Network network, Answer<Double> answer) {
        Reply.Answered all = Replies.of(network, answer, BigDecimal::new);
        return new Reply.Answered(all.spikes(), Optional.empty(), all.loss(), all.gradient());
    }
}
