package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import io.github.goldspike.textbook.TextbookEngine;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Reals from 10⁻³⁰⁰ to 10³⁰⁰ in every field, in the textbook engine and in the one in double precision: numbers, or a sentence that says why not
 * (textbook-X6, event-double-D13).
 */
@AddLifecycleHook(Campaign.class)
class ExtremeNetworksTest {

    private static final int DIGITS = 15;

    /** Relative, for times of which fifteen digits are right. */
    private static final double LAST_PLACES = 1e-14;

    /** In units of κ·2⁻⁵³, for times in double precision. */
    private static final double ROUNDINGS = 64;

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void everyEngineEndsInNumbersOrInASentenceAndTwoThatDecideAgree(@ForAll long seed) {
        Network network = ExtremeNetworks.of(seed);
        try {
            Answer<Ball> certified = new CertifiedEngine().solve(network, question(Conditioning.USUAL));
            Answer<?> textbook = new TextbookEngine().solve(network, question(Conditioning.NONE));
            assertReal(textbook, real -> new BigDecimal(real.toString()).precision() > 0);
            assertSame(certified, textbook, condition -> LAST_PLACES);
            Optional<Answer<Double>> fast = fast(network);
            fast.ifPresent(answer -> {
                assertReal(answer, real -> Double.isFinite((Double) real));
                assertSame(certified, answer, condition -> ROUNDINGS * 0x1p-53 * Math.max(1, condition));
            });
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + ExtremeNetworks.text(seed), failure);
        }
    }

    private static Question question(Conditioning conditioning) {
        return new Question(
                DIGITS,
                EnumSet.allOf(ParameterKind.class),
                Method.ADJOINT,
                true,
                conditioning,
                new Question.Limits(10 * DIGITS, 20));
    }

    /** Empty if a real of the file is none of binary64: then the engine says which. */
    private static Optional<Answer<Double>> fast(Network network) {
        try {
            Answer<Double> adjoint = new EventEngine().solve(network, question(Conditioning.NONE));
            Answer<Double> other =
                    new EventEngine().solve(network, question(Conditioning.NONE).by(Method.EVENTPROP));
            assertReal(other, real -> Double.isFinite((Double) real));
            return Optional.of(adjoint);
        } catch (UnsupportedNetworkException notHeld) {
            assertTrue(notHeld.getMessage().contains("binary64"), notHeld::getMessage);
            return Optional.empty();
        }
    }

    private static <R> void assertReal(Answer<R> answer, Function<Object, Boolean> isReal) {
        answer.spikes().values().forEach(spike -> {
            assertTrue(isReal.apply(spike.time()), spike::toString);
            assertTrue(isReal.apply(spike.slope()), spike::toString);
        });
        if (answer.loss().orElse(null) instanceof Outcome.Known<?> loss) {
            assertTrue(isReal.apply(loss.value()), loss::toString);
        }
        if (answer.gradient().orElse(null) instanceof Outcome.Known<?> known) {
            ((Gradient<?>) known.value())
                    .values().values().stream()
                            .flatMap(List::stream)
                            .flatMap(List::stream)
                            .forEach(entry -> assertTrue(entry == null || isReal.apply(entry), known::toString));
        }
        answer.jacobian()
                .ifPresent(
                        entries -> entries.forEach(entry -> assertTrue(isReal.apply(entry.value()), entry::toString)));
        answer.undecided().forEach(ExtremeNetworksTest::assertSaysWhy);
    }

    private static void assertSaysWhy(Undecided undecided) {
        assertTrue(undecided.detail().split(" ").length >= 4, undecided::toString);
    }

    /** @param error that is allowed, relative, given the condition of a spike */
    private static <R> void assertSame(Answer<Ball> certified, Answer<R> other, Function<Double, Double> error) {
        if (!certified.undecided().isEmpty() || !other.undecided().isEmpty()) {
            return;
        }
        certified.spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                List<Spike<R>> found = other.spikes().get(population).get(n);
                assertEquals(trains.get(n).size(), found.size(), population + "/" + n + " of " + other);
                for (int k = 0; k < found.size(); k++) {
                    double condition = certified
                            .conditions()
                            .orElseThrow()
                            .spikes()
                            .orElseThrow()
                            .get(population)
                            .get(n)
                            .get(k)
                            .map(Ball::approximate)
                            .orElse(1.0);
                    Rational right = Rational.parse(trains.get(n).get(k).time().toDecimalOrZero(DIGITS + 3));
                    Rational off = Rational.of(
                                    new BigDecimal(found.get(k).time().toString()))
                            .minus(right)
                            .dividedBy(right);
                    assertTrue(
                            Math.abs(off.toDouble()) <= error.apply(condition),
                            () -> found + " is not " + right + " with condition " + condition);
                }
            }
        });
        assertEquals(
                certified.loss().map(Object::getClass), other.loss().map(Object::getClass), () -> "loss of " + other);
    }
}
