package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.checker.Checker;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.format.AnswerHeading;
import io.github.goldspike.format.AnswerWriter;
import io.github.goldspike.format.Sha256;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

/** Networks with input currents and without leak (gradient-G15; eventprop-V16; crossing-C11). */
@AddLifecycleHook(Campaign.class)
class CurrentProperties {

    private static final Set<ParameterKind> ALL = EnumSet.allOf(ParameterKind.class);
    private static final Question QUESTION = Solved.question(40).withRespectTo(ALL);
    private static final Rational STEP = Rationals.powerOfTen(-30);

    @Provide
    Arbitrary<Network> networks() {
        return Combinators.combine(Networks.withLoss(), Arbitraries.longs()).as(Driven::of);
    }

    @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
    void threeDerivationsTheTextbookAndDifferencesGiveOneAnswer(
            @ForAll("networks") Network network, @ForAll Method textbookBy, @ForAll long which) {
        try {
            Solved solved = Solved.of(network, QUESTION);
            Statistics.label("undecided").collect(!solved.decided());
            Statistics.label("spikes").collect(Math.min(solved.spikes(), 10));
            TextbookComparison.compare(solved, textbookBy);
            Outcome<Gradient<Ball>> forward = solved.answer().gradient().orElseThrow();
            for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
                Outcome<Gradient<Ball>> other = new CertifiedEngine()
                        .solve(network, QUESTION.by(method))
                        .gradient()
                        .orElseThrow();
                assertEquals(forward.getClass(), other.getClass(), method::field);
                if (forward instanceof Outcome.Known<Gradient<Ball>> known) {
                    assertOverlap(known.value(), ((Outcome.Known<Gradient<Ball>>) other).value(), method);
                }
            }
            if (forward instanceof Outcome.Known<Gradient<Ball>> known) {
                assertDifference(network, known.value(), which);
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + Solved.text(network), failure);
        }
    }

    /** Whatever is printed: spikes, loss, gradient by all kinds, Jacobian, condition numbers (certificate-K11). */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theCheckerAcceptsWhatIsPrinted(@ForAll("networks") Network network) throws IOException {
        byte[] file = Solved.text(network).getBytes(StandardCharsets.UTF_8);
        Question question = Question.ofDigits(12)
                .withRespectTo(ALL)
                .withJacobian()
                .with(Conditioning.USUAL)
                .withLimits(new Question.Limits(72, Solved.SPIKE_LIMIT));
        Answer<Ball> answer = new CertifiedEngine(true).solve(network, question);
        AnswerHeading heading = new AnswerHeading("", Sha256.of(file), 12, true, ALL);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new AnswerWriter<Ball>(
                        network,
                        heading,
                        value -> value.toDecimalOrZero(12),
                        value -> value.toDecimal(Conditions.DIGITS))
                .write(answer, bytes);
        Statistics.label("certificate")
                .collect(answer.certificate().isPresent())
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 80));
        if (answer.certificate().isPresent()) {
            Checker.Verdict verdict = Checker.check(file, bytes.toByteArray());
            int status = answer.undecided().isEmpty() ? 0 : 3;
            assertTrue(verdict.status() == status, () -> verdict.line() + "\n" + Solved.text(network));
        }
    }

    private static void assertOverlap(Gradient<Ball> one, Gradient<Ball> other, Method method) {
        one.values().forEach((kind, owners) -> {
            for (int p = 0; p < owners.size(); p++) {
                for (int k = 0; k < owners.get(p).size(); k++) {
                    Ball a = owners.get(p).get(k);
                    Ball b = other.values().get(kind).get(p).get(k);
                    String name = method.field() + ", " + kind.field() + " " + p + " " + k;
                    assertTrue(a.overlaps(b), () -> name + ": " + a + " and " + b);
                    // Where it is exactly zero the spikes do not depend on it.
                    assertEquals(a.isZero(), b.isZero(), name);
                }
            }
        });
    }

    /** By one of the kinds that are new: D(h) − D(2h) tells the error of D(h), as in {@link DifferenceProperties}. */
    private static void assertDifference(Network network, Gradient<Ball> gradient, long which) {
        List<ParameterId> reals = FileReals.of(network).keySet().stream()
                .filter(real -> EnumSet.of(ParameterKind.CURRENT, ParameterKind.CURRENT_TIMES, ParameterKind.INITIAL)
                        .contains(real.kind()))
                .toList();
        if (reals.isEmpty()) {
            return;
        }
        ParameterId real = reals.get((int) Math.floorMod(which, (long) reals.size()));
        Optional<Ball> near = difference(network, real, STEP);
        Optional<Ball> far = difference(network, real, STEP.times(Rational.of(2)));
        Statistics.label("compared with a difference")
                .collect(near.isPresent() && far.isPresent() ? real.kind().field() : "no");
        if (near.isPresent() && far.isPresent()) {
            Ball error = far.get().minus(near.get());
            Ball found = gradient.values().get(real.kind()).get(real.owner()).get(real.index());
            Ball truth = near.get().widenedBy(error);
            assertTrue(truth.overlaps(found), () -> real + ": " + found + ", difference " + near + " and " + far);
        }
    }

    /** Empty if there is no network, no loss or another number of spikes at one of the two sides. */
    private static Optional<Ball> difference(Network network, ParameterId real, Rational step) {
        List<Optional<Solved>> sides = Stream.of(step, step.negate())
                .map(by -> shifted(network, real, by))
                .toList();
        if (sides.stream().anyMatch(Optional::isEmpty)
                || !sides.get(0).get().counts().equals(sides.get(1).get().counts())) {
            return Optional.empty();
        }
        List<Optional<Ball>> losses = sides.stream()
                .map(side -> side.get()
                        .answer()
                        .loss()
                        .flatMap(loss -> loss instanceof Outcome.Known<Ball> known
                                ? Optional.of(known.value().withPrecision(600))
                                : Optional.<Ball>empty()))
                .toList();
        return losses.get(0)
                .flatMap(up ->
                        losses.get(1).map(down -> up.minus(down).dividedBy(Ball.of(step.times(Rational.of(2)), 600))));
    }

    private static Optional<Solved> shifted(Network network, ParameterId real, Rational by) {
        try {
            Question question = Question.ofDigits(100)
                    .withRespectTo(Set.of())
                    .withLimits(new Question.Limits(200, Solved.SPIKE_LIMIT));
            Solved solved = Solved.of(FileReals.shifted(network, real, by), question);
            return solved.decided() ? Optional.of(solved) : Optional.empty();
        } catch (InvalidNetworkException atTheBorder) {
            return Optional.empty();
        }
    }
}
