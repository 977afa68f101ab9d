package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import io.github.goldspike.textbook.TextbookEngine;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.statistics.Statistics;
import org.apfloat.Apfloat;

/**
 * The textbook engine against the certified one: what it finds with many more digits lies in the certified enclosures (promises
 * 1, 2 and 5).
 */
final class TextbookComparison {

    static final int TEXTBOOK_DIGITS = 55;

    /** The textbook's own error, relative to one plus the value: far more than it makes, far less than a last place. */
    private static final Rational SLACK = Rationals.powerOfTen(-54);

    private static final Set<ParameterKind> ALL = EnumSet.allOf(ParameterKind.class);

    private TextbookComparison() {}

    private static Answer<Apfloat> textbook(Network network, Method method) {
        Question question = Solved.question(TEXTBOOK_DIGITS).withRespectTo(ALL).by(method);
        return new TextbookEngine().solve(network, question);
    }

    /** Times, slopes, loss, gradient by the method, Jacobian. */
    static void compare(Solved solved, Method method) {
        Answer<Apfloat> textbook = textbook(solved.network(), method);
        Statistics.label("textbook undecided")
                .collect(!textbook.undecided().isEmpty())
                .coverage(coverage -> coverage.check(true).percentage(share -> share < 45));
        solved.network()
                .loss()
                .ifPresent(loss -> Statistics.label("loss and method").collect(loss.kind() + " by " + method.field()));
        boolean bothDecided = solved.decided() && textbook.undecided().isEmpty();
        assertSpikes(solved, textbook, bothDecided);
        if (bothDecided) {
            assertLoss(solved.answer(), textbook);
            assertGradient(solved.answer(), textbook);
            assertJacobian(solved.answer(), textbook);
        }
    }

    private static void assertSpikes(Solved solved, Answer<Apfloat> textbook, boolean complete) {
        solved.answer().spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                List<Spike<Ball>> certified = trains.get(n);
                List<Spike<Apfloat>> other = textbook.spikes().get(population).get(n);
                if (complete) {
                    assertEquals(other.size(), certified.size(), "number of spikes of " + population + "/" + n);
                }
                for (int k = 0; k < Math.min(certified.size(), other.size()); k++) {
                    String name = new SpikeId(population, n, k).toString();
                    assertContains(
                            "time of " + name,
                            certified.get(k).time(),
                            other.get(k).time());
                    assertContains(
                            "slope of " + name,
                            certified.get(k).slope(),
                            other.get(k).slope());
                }
            }
        });
    }

    private static void assertLoss(Answer<Ball> certified, Answer<Apfloat> textbook) {
        certified.loss().ifPresent(outcome -> {
            Outcome<Apfloat> other = textbook.loss().orElseThrow();
            assertEquals(outcome.getClass(), other.getClass(), "outcome of the loss");
            if (outcome instanceof Outcome.Known<Ball> known) {
                assertContains("loss", known.value(), ((Outcome.Known<Apfloat>) other).value());
            }
        });
    }

    private static void assertGradient(Answer<Ball> certified, Answer<Apfloat> textbook) {
        certified.gradient().ifPresent(outcome -> {
            Outcome<Gradient<Apfloat>> other = textbook.gradient().orElseThrow();
            if (outcome instanceof Outcome.Known<Gradient<Ball>> known) {
                assertInstanceOf(Outcome.Known.class, other);
                Gradient<Apfloat> values = ((Outcome.Known<Gradient<Apfloat>>) other).value();
                assertContains(known.value(), values, "");
            } else {
                assertEquals(outcome.getClass(), other.getClass(), "outcome of the gradient");
            }
        });
    }

    private static void assertContains(Gradient<Ball> enclosures, Gradient<Apfloat> values, String network) {
        assertEquals(ALL, values.values().keySet());
        enclosures.values().forEach((kind, owners) -> {
            for (int owner = 0; owner < owners.size(); owner++) {
                List<Apfloat> others = values.values().get(kind).get(owner);
                assertEquals(owners.get(owner).size(), others.size(), "number of " + kind + " of " + owner);
                for (int k = 0; k < others.size(); k++) {
                    assertContains(
                            "gradient with respect to " + new ParameterId(kind, owner, k) + " " + network,
                            owners.get(owner).get(k),
                            others.get(k));
                }
            }
        });
    }

    private static void assertJacobian(Answer<Ball> certified, Answer<Apfloat> textbook) {
        Function<Derivative<?>, Object> place = d -> List.of(d.spike(), d.parameter());
        Map<Object, Ball> entries =
                certified.jacobian().orElseThrow().stream().collect(Collectors.toMap(place, Derivative::value));
        Map<Object, Apfloat> others =
                textbook.jacobian().orElseThrow().stream().collect(Collectors.toMap(place, Derivative::value));
        entries.forEach(
                (key, value) -> assertContains("derivative " + key, value, others.getOrDefault(key, Apfloat.ZERO)));
        others.forEach(
                (key, value) -> assertContains("derivative " + key, entries.getOrDefault(key, Ball.ZERO), value));
    }

    private static void assertContains(String what, Ball enclosure, Apfloat value) {
        Rational real = Rational.of(new BigDecimal(value.toString()));
        Rational size = real.signum() < 0 ? real.negate() : real;
        Ball slack = Ball.of(SLACK.times(size.plus(Rational.ONE)), 64);
        assertTrue(
                enclosure.withPrecision(500).widenedBy(slack).contains(real),
                () -> what + ": " + enclosure + " does not contain " + value);
    }
}
