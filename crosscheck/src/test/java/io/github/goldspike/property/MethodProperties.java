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
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * Two derivations, one answer (promise 5): forward, adjoint and eventprop for every loss and parameters of every kind
 * (gradient-G13, eventprop-V11 to eventprop-V15), and the textbook engine, by any of its methods, inside the enclosures.
 */
@AddLifecycleHook(Campaign.class)
class MethodProperties {

    private static final Question QUESTION = Solved.question(40).withRespectTo(EnumSet.allOf(ParameterKind.class));

    private static double smallestSlope = Double.POSITIVE_INFINITY;

    @AfterContainer
    static void tellTheSmallestSlope() {
        System.out.println("the smallest slope of a spike that was met: " + smallestSlope);
    }

    @Provide
    Arbitrary<Network> networks() {
        return Networks.withLoss();
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void threeDerivationsAndTheTextbookGiveOneAnswer(@ForAll("networks") Network network, @ForAll Method textbookBy) {
        Solved.holds(network, QUESTION, solved -> {
            solved.slopes().forEach(slope -> smallestSlope = Math.min(smallestSlope, slope));
            TextbookComparison.compare(solved, textbookBy);
            Outcome<Gradient<Ball>> forward = solved.answer().gradient().orElseThrow();
            boolean known = forward instanceof Outcome.Known;
            Statistics.label("gradient by three methods")
                    .collect(known)
                    .coverage(coverage -> coverage.check(true).percentage(share -> share > 40));
            Statistics.label("gradient, and a spike after a refractory period")
                    .collect(known && Features.of(solved).refractory())
                    .coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
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
        return new CertifiedEngine()
                .solve(network, QUESTION.by(method))
                .gradient()
                .orElseThrow();
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
