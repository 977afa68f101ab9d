package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Network;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

/** Two derivations, one answer (promise 5): forward, adjoint and eventprop for parameters of every kind (gradient.md G13, eventprop.md V11 to V14). */
@AddLifecycleHook(Campaign.class)
class MethodProperties {

    private static final int DIGITS = 40;

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void allMethodsEncloseTheSameGradientByAllKindsOfParameters(@ForAll("networks") Network network) {
        Solved.holds(network, DIGITS, solved -> {
            if (network.loss().isEmpty()) {
                return;
            }
            Outcome<Gradient<Ball>> forward = gradient(network, Method.FORWARD);
            boolean known = forward instanceof Outcome.Known;
            Statistics.label("gradient")
                    .collect(known)
                    .coverage(coverage -> coverage.check(true).percentage(share -> share > 40));
            for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
                Outcome<Gradient<Ball>> other = gradient(network, method);
                assertEquals(forward.getClass(), other.getClass(), method::field);
                if (known) {
                    assertOverlap(values(forward), values(other), method);
                }
            }
        });
    }

    private static Outcome<Gradient<Ball>> gradient(Network network, Method method) {
        Question question = Solved.question(DIGITS)
                .withRespectTo(EnumSet.allOf(ParameterKind.class))
                .by(method);
        return new CertifiedEngine().solve(network, question).gradient().orElseThrow();
    }

    private static Map<ParameterKind, List<List<Ball>>> values(Outcome<Gradient<Ball>> gradient) {
        return ((Outcome.Known<Gradient<Ball>>) gradient).value().values();
    }

    private static void assertOverlap(
            Map<ParameterKind, List<List<Ball>>> forward, Map<ParameterKind, List<List<Ball>>> other, Method method) {
        forward.forEach((kind, owners) -> {
            boolean nonzero = false;
            for (int p = 0; p < owners.size(); p++) {
                for (int k = 0; k < owners.get(p).size(); k++) {
                    Ball one = owners.get(p).get(k);
                    Ball two = other.get(kind).get(p).get(k);
                    String message =
                            method.field() + ", " + kind.field() + " " + p + " " + k + ": " + one + " and " + two;
                    assertTrue(one.overlaps(two), message);
                    nonzero |= !one.isZero();
                }
            }
            Statistics.label("not zero: " + kind.field()).collect(nonzero);
        });
    }
}
