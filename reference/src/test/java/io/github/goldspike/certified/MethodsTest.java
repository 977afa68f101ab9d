package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Network;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three derivations of the same gradient: proofs-notes/gradient.md G3 and G7, proofs-notes/eventprop.md. */
class MethodsTest {

    private static final Question QUESTION = Question.ofDigits(40).withRespectTo(EnumSet.allOf(ParameterKind.class));

    static LongStream seeds() {
        return LongStream.range(0, 16);
    }

    private static Outcome<Gradient<Ball>> gradient(Network network, Method method) {
        Answer<Ball> answer = new CertifiedEngine().solve(network, QUESTION.by(method));
        return answer.gradient().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allMethodsEncloseTheSameGradient(long seed) {
        for (Network network : RandomNetworks.withEveryLoss(seed)) {
            assertMethodsAgree(network);
        }
    }

    static void assertMethodsAgree(Network network) {
        Outcome<Gradient<Ball>> forward = gradient(network, Method.FORWARD);
        for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
            Outcome<Gradient<Ball>> other = gradient(network, method);
            assertEquals(forward.getClass(), other.getClass(), network.id());
            if (forward instanceof Outcome.Known<Gradient<Ball>> expected
                    && other instanceof Outcome.Known<Gradient<Ball>> found) {
                assertOverlap(expected.value(), found.value(), network.id() + " " + method);
            }
        }
    }

    private static void assertOverlap(Gradient<Ball> expected, Gradient<Ball> found, String where) {
        assertEquals(QUESTION.wrt(), expected.values().keySet());
        assertEquals(QUESTION.wrt(), found.values().keySet());
        expected.values().forEach((kind, owners) -> {
            for (int p = 0; p < owners.size(); p++) {
                for (int s = 0; s < owners.get(p).size(); s++) {
                    Ball one = owners.get(p).get(s);
                    Ball other = found.values().get(kind).get(p).get(s);
                    String message = where + " " + kind + " " + p + " " + s + ": " + one + " and " + other;
                    assertTrue(one.overlaps(other), message);
                    assertTrue(other.certifies(QUESTION.digits()), message);
                    assertEquals(one.isZero(), other.isZero(), message);
                }
            }
        });
    }

    @Test
    void theRandomNetworksSpikeOftenAndHaveGradients() {
        int known = 0;
        int spikes = 0;
        int multiple = 0;
        int nonzero = 0;
        for (long seed : seeds().toArray()) {
            for (Network network : RandomNetworks.withEveryLoss(seed)) {
                Answer<Ball> answer = new CertifiedEngine().solve(network, QUESTION.by(Method.ADJOINT));
                for (List<? extends List<?>> trains : answer.spikes().values()) {
                    spikes += trains.stream().mapToInt(List::size).sum();
                    multiple += (int)
                            trains.stream().filter(train -> train.size() > 1).count();
                }
                if (answer.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Ball>> gradient) {
                    known++;
                    nonzero += (int) gradient.value().weights().stream()
                            .flatMap(List::stream)
                            .filter(value -> !value.isZero())
                            .count();
                }
            }
        }
        assertTrue(known > 60, known + " gradients are known");
        assertTrue(spikes > 1500, spikes + " spikes");
        assertTrue(multiple > 250, multiple + " neurons spike more than once");
        assertTrue(nonzero > 1200, nonzero + " derivatives are not zero");
    }
}
