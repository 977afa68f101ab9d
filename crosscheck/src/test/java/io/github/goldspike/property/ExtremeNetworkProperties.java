package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Network;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Reals from 10⁻³⁰⁰ to 10³⁰⁰ in every field end in an answer, or in what is undecided with a sentence (crossing-C10). */
@AddLifecycleHook(Campaign.class)
class ExtremeNetworkProperties {

    private static final int DIGITS = 20;

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void everyValidNetworkIsAnsweredWhateverTheSizeOfItsReals(@ForAll long seed) {
        Network network = ExtremeNetworks.of(seed);
        try {
            Answer<Ball> forward = solve(network, Method.FORWARD, Conditioning.ALL);
            forward.undecided().forEach(ExtremeNetworkProperties::assertSaysWhy);
            for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
                Answer<Ball> other = solve(network, method, Conditioning.NONE);
                assertSameSpikes(forward.spikes(), other.spikes());
                assertOverlap(forward.gradient().orElse(null), other.gradient().orElse(null));
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + ExtremeNetworks.text(seed), failure);
        }
    }

    private static Answer<Ball> solve(Network network, Method method, Conditioning conditioning) {
        Question question = new Question(
                DIGITS,
                EnumSet.allOf(ParameterKind.class),
                method,
                true,
                conditioning,
                new Question.Limits(10 * DIGITS, 20));
        return new CertifiedEngine(true).solve(network, question);
    }

    private static void assertSaysWhy(Undecided undecided) {
        assertTrue(undecided.detail().length() > 20, undecided::toString);
    }

    /** The same numbers of spikes; times and slopes overlap: each method works at the precision that its own numbers need. */
    private static void assertSameSpikes(ByNeuron<Spike<Ball>> one, ByNeuron<Spike<Ball>> other) {
        assertEquals(one.names(), other.names());
        one.forEach((population, neurons) -> {
            for (int i = 0; i < neurons.size(); i++) {
                List<Spike<Ball>> first = neurons.get(i);
                List<Spike<Ball>> second = other.get(population).get(i);
                assertEquals(first.size(), second.size(), population + "[" + i + "]");
                for (int k = 0; k < first.size(); k++) {
                    Spike<Ball> a = first.get(k);
                    Spike<Ball> b = second.get(k);
                    assertTrue(a.time().overlaps(b.time()) && a.slope().overlaps(b.slope()), () -> a + " and " + b);
                }
            }
        });
    }

    private static void assertOverlap(Outcome<Gradient<Ball>> one, Outcome<Gradient<Ball>> other) {
        if (one instanceof Outcome.Known<Gradient<Ball>> a && other instanceof Outcome.Known<Gradient<Ball>> b) {
            a.value().values().forEach((kind, lists) -> {
                for (int p = 0; p < lists.size(); p++) {
                    for (int k = 0; k < lists.get(p).size(); k++) {
                        Ball first = lists.get(p).get(k);
                        Ball second = b.value().values().get(kind).get(p).get(k);
                        assertTrue(
                                first == null ? second == null : first.overlaps(second),
                                () -> kind + ": " + first + " and " + second);
                    }
                }
            });
        }
    }
}
