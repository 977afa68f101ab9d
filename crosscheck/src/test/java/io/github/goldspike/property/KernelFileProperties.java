package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Nearest;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.response.KernelEngine;
import io.github.goldspike.textbook.TextbookEngine;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.apfloat.Apfloat;

/** Networks with kernels as files give them, by all their reals (kernels-R8, kernels-R9). */
@AddLifecycleHook(Campaign.class)
class KernelFileProperties {

    private static final Set<ParameterKind> ALL = EnumSet.allOf(ParameterKind.class);
    private static final Question QUESTION = Question.ofDigits(30)
            .withJacobian()
            .withRespectTo(ALL)
            .with(Conditioning.USUAL)
            .withLimits(new Question.Limits(180, Solved.SPIKE_LIMIT));
    private static final Rational STEP = Rationals.powerOfTen(-30);

    @Provide
    Arbitrary<Network> leaky() {
        return Combinators.combine(Networks.any(), Arbitraries.longs())
                .as((network, seed) -> Math.floorMod(seed, 2) == 0 ? network : Driven.of(network, seed));
    }

    @Provide
    Arbitrary<Network> kernels() {
        return Combinators.combine(leaky(), Arbitraries.longs()).as(Kerneled::of);
    }

    private static Question at(Network network, Question question) {
        return question.withTraces(List.of(
                network.horizon().times(Rational.of(1, 3)), network.horizon().times(Rational.of(7, 9))));
    }

    /** The two engines share neither the search, nor the derivatives, nor the integrals. */
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void leakyNetworksHaveTheAnswersOfTheCertifiedEngine(@ForAll("leaky") Network network, @ForAll Method method) {
        try {
            Answer<Ball> certified = new CertifiedEngine().solve(network, at(network, QUESTION));
            Answer<Ball> kernels = new KernelEngine().solve(network, at(network, QUESTION.by(method)));
            boolean both =
                    certified.undecided().isEmpty() && kernels.undecided().isEmpty();
            Statistics.label("both decided")
                    .collect(both)
                    .coverage(coverage -> coverage.check(true).percentage(share -> share > 50));
            if (both) {
                assertOneAnswer(certified, kernels);
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + Solved.text(network), failure);
        }
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void threeMethodsAgree(@ForAll("kernels") Network network) {
        try {
            Engine<Ball> engine = new CertifiedEngine();
            // Going back loses digits with each spike where rates are near to each other: 70 more for 7 of them, at
            // 10⁻¹².
            Question question = QUESTION.withLimits(new Question.Limits(400, Solved.SPIKE_LIMIT));
            Answer<Ball> forward = engine.solve(network, at(network, question));
            Statistics.label("undecided")
                    .collect(forward.undecided().stream()
                            .map(undecided -> undecided.kind().toString())
                            .findFirst()
                            .orElse("no"));
            for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
                Answer<Ball> other = engine.solve(network, at(network, question.by(method)));
                assertEquals(forward.undecided(), other.undecided(), method::field);
                assertOneAnswer(forward, other);
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + Solved.text(network), failure);
        }
    }

    /** All peaks of all potentials, and the four least distances (kernels-R11), by two searches that share nothing. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void leakyNetworksHaveTheNearestEventsOfTheCertifiedEngine(@ForAll("leaky") Network network) {
        Question question = QUESTION.with(Conditioning.NEAREST).withRespectTo(Set.of());
        Answer<Ball> certified = new CertifiedEngine().solve(network, question);
        Answer<Ball> kernels = new KernelEngine().solve(network, question);
        boolean both = certified.undecided().isEmpty() && kernels.undecided().isEmpty();
        Statistics.label("both decided")
                .collect(both)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 50));
        if (both) {
            try {
                assertOneNearest(nearest(certified), nearest(kernels));
            } catch (AssertionError failure) {
                throw new AssertionError(failure + "\n" + Solved.text(network), failure);
            }
        }
    }

    private static Nearest<Ball> nearest(Answer<Ball> answer) {
        return answer.conditions().orElseThrow().nearest().orElseThrow();
    }

    private static void assertOneNearest(Nearest<Ball> one, Nearest<Ball> other) {
        // Where a maximum was neither proved nor excluded, the least of all may be open in one of them.
        if (one.peak().isPresent() && other.peak().isPresent()) {
            assertOverlap(
                    "peak", one.peak().get().distance(), other.peak().get().distance());
        }
        assertOneEvent("slope", one.slope(), other.slope());
        // Two neurons that spike into each other have the same distance twice.
        assertEquals(one.order().isPresent(), other.order().isPresent(), "order");
        if (one.order().isPresent()) {
            assertOverlap(
                    "order", one.order().get().distance(), other.order().get().distance());
        }
        assertOneEvent("horizon", one.horizon(), other.horizon());
        one.peaks().forEach(peak -> assertFound(peak, other.peaks()));
        other.peaks().forEach(peak -> assertFound(peak, one.peaks()));
    }

    /** What one engine proved, a distance with a radius, the other one has too, or it has a bound there. */
    private static void assertFound(Nearest.Event<Ball> peak, List<Nearest.Event<Ball>> others) {
        boolean found = others.stream()
                .filter(other -> other.population().equals(peak.population()) && other.neuron() == peak.neuron())
                .filter(other -> other.time().overlaps(peak.time()))
                .anyMatch(other -> other.distance().isExact()
                        ? !other.distance().isGreaterThan(peak.distance())
                        : other.distance().overlaps(peak.distance()));
        assertTrue(peak.distance().isExact() || found, () -> peak + " is in one only, beside " + others);
    }

    private static void assertOneEvent(
            String what, Optional<Nearest.Event<Ball>> one, Optional<Nearest.Event<Ball>> other) {
        assertEquals(one.isPresent(), other.isPresent(), what + ": " + one + " and " + other);
        if (one.isPresent()) {
            assertEquals(one.get().population(), other.get().population(), what);
            assertEquals(one.get().neuron(), other.get().neuron(), what);
            assertOverlap(what, one.get().time(), other.get().time());
            assertOverlap(what, one.get().distance(), other.get().distance());
        }
    }

    /** The second program, with decimals of its own, is inside every enclosure (textbook-X7). */
    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void theTextbookEngineIsInside(@ForAll("kernels") Network network) {
        Question question =
                Question.ofDigits(20).withRespectTo(ALL).withLimits(new Question.Limits(60, Solved.SPIKE_LIMIT));
        boolean potentials = network.loss()
                .filter(loss -> loss instanceof Loss.VoltageSquare || loss instanceof Loss.VoltageIntegral)
                .isPresent();
        Network asked = potentials
                ? new Network(
                        network.id(),
                        network.convention(),
                        network.horizon(),
                        network.populations(),
                        network.projections(),
                        Optional.empty())
                : network;
        if (asked.firstKernel().isEmpty()) {
            return;
        }
        try {
            Answer<Ball> proved = new CertifiedEngine().solve(asked, question);
            Answer<Apfloat> textbook = new TextbookEngine().solve(asked, question);
            if (!proved.undecided().isEmpty() || !textbook.undecided().isEmpty()) {
                return;
            }
            proved.spikes().forEach((name, trains) -> {
                for (int n = 0; n < trains.size(); n++) {
                    List<Spike<Apfloat>> found = textbook.spikes().get(name).get(n);
                    assertEquals(trains.get(n).size(), found.size(), "spikes of " + name + " " + n);
                    for (int k = 0; k < found.size(); k++) {
                        assertNear(trains.get(n).get(k).time(), found.get(k).time());
                        assertNear(trains.get(n).get(k).slope(), found.get(k).slope());
                    }
                }
            });
            if (proved.gradient().orElse(null) instanceof Outcome.Known<Gradient<Ball>> gradient) {
                assertNear(known(proved.loss()), known(textbook.loss()));
                Gradient<Apfloat> found = known(textbook.gradient());
                gradient.value().values().forEach((kind, owners) -> {
                    for (int p = 0; p < owners.size(); p++) {
                        assertEquals(
                                owners.get(p).size(),
                                found.values().get(kind).get(p).size(),
                                kind + " " + p);
                        for (int k = 0; k < owners.get(p).size(); k++) {
                            assertNear(
                                    owners.get(p).get(k),
                                    found.values().get(kind).get(p).get(k));
                        }
                    }
                });
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + Solved.text(network), failure);
        }
    }

    /** Twelve digits of itself, or of 1 where it is small. */
    private static void assertNear(Ball proved, Apfloat found) {
        BigDecimal right = new BigDecimal(proved.toDecimalOrZero(20));
        BigDecimal off = right.subtract(new BigDecimal(found.toString())).abs();
        BigDecimal size = right.abs().max(BigDecimal.ONE);
        assertTrue(off.compareTo(size.scaleByPowerOfTen(-12)) <= 0, right + " and " + found);
    }

    private static void assertOneAnswer(Answer<Ball> one, Answer<Ball> other) {
        assertEquals(one.spikes().names(), other.spikes().names());
        one.spikes().forEach((name, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                assertEquals(
                        trains.get(n).size(), other.spikes().get(name).get(n).size(), "spikes of " + name + " " + n);
                for (int k = 0; k < trains.get(n).size(); k++) {
                    String spike = "spike " + k + " of " + name + " " + n;
                    var a = trains.get(n).get(k);
                    var b = other.spikes().get(name).get(n).get(k);
                    assertOverlap(spike, a.time(), b.time());
                    assertOverlap("slope of " + spike, a.slope(), b.slope());
                }
            }
        });
        assertEquals(one.loss().map(Outcome::getClass), other.loss().map(Outcome::getClass));
        if (one.loss().orElse(null) instanceof Outcome.Known<Ball> loss) {
            assertOverlap("loss", loss.value(), known(other.loss()));
        }
        if (one.gradient().orElse(null) instanceof Outcome.Known<Gradient<Ball>> gradient) {
            Gradient<Ball> found = known(other.gradient());
            gradient.value().values().forEach((kind, owners) -> {
                for (int p = 0; p < owners.size(); p++) {
                    List<Ball> list = found.values().get(kind).get(p);
                    assertEquals(owners.get(p).size(), list.size(), kind + " " + p);
                    for (int k = 0; k < list.size(); k++) {
                        assertOverlap(
                                kind.field() + " " + p + " " + k, owners.get(p).get(k), list.get(k));
                    }
                }
            });
        }
        one.potentials().orElseThrow().forEach((name, neurons) -> {
            for (int n = 0; n < neurons.size(); n++) {
                for (int k = 0; k < neurons.get(n).size(); k++) {
                    Optional<Ball> a = neurons.get(n).get(k);
                    Optional<Ball> b =
                            other.potentials().orElseThrow().get(name).get(n).get(k);
                    if (a.isPresent() && b.isPresent()) {
                        assertOverlap("V of " + name + " " + n, a.get(), b.get());
                    }
                }
            }
        });
        Map<String, Ball> entries = new HashMap<>();
        for (Derivative<Ball> entry : other.jacobian().orElseThrow()) {
            entries.put(entry.spike() + " " + entry.parameter(), entry.value());
        }
        for (Derivative<Ball> entry : one.jacobian().orElseThrow()) {
            String name = entry.spike() + " " + entry.parameter();
            assertOverlap(name, entry.value(), entries.getOrDefault(name, Ball.ZERO));
        }
        ByNeuron<Optional<Ball>> others =
                other.conditions().orElseThrow().spikes().orElse(ByNeuron.none());
        one.conditions()
                .orElseThrow()
                .spikes()
                .filter(all -> !others.names().isEmpty())
                .ifPresent(conditions -> conditions.forEach((name, neurons) -> {
                    for (int n = 0; n < neurons.size(); n++) {
                        for (int k = 0; k < neurons.get(n).size(); k++) {
                            Optional<Ball> a = neurons.get(n).get(k);
                            Optional<Ball> b = others.get(name).get(n).get(k);
                            if (a.isPresent() && b.isPresent()) {
                                assertOverlap("condition of " + name + " " + n + " " + k, a.get(), b.get());
                            }
                        }
                    }
                }));
    }

    private static <T> T known(Optional<Outcome<T>> outcome) {
        return ((Outcome.Known<T>) outcome.orElseThrow()).value();
    }

    private static void assertOverlap(String name, Ball one, Ball other) {
        assertTrue(one.overlaps(other), () -> name + ": " + one + " and " + other);
    }

    /** D(h) − D(2h) tells the error of D(h), as in {@link DifferenceProperties}. */
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void derivativesAreThoseOfDifferences(@ForAll("kernels") Network network, @ForAll long which) {
        try {
            Answer<Ball> answer = new CertifiedEngine().solve(network, QUESTION);
            if (!(answer.gradient().orElse(null) instanceof Outcome.Known<Gradient<Ball>> gradient)) {
                Statistics.label("compared with a difference").collect("no loss");
                return;
            }
            List<ParameterId> reals = List.copyOf(FileReals.of(network).keySet());
            ParameterId real = reals.get((int) Math.floorMod(which, (long) reals.size()));
            // One coefficient of power 0 alone would make the kernel jump (kernels-R7): another one moves against it.
            Optional<ParameterId> against = Optional.of(real)
                    .filter(moved -> isConstant(network, moved))
                    .flatMap(moved -> reals.stream()
                            .filter(other -> other.kind() == moved.kind() && other.owner() == moved.owner())
                            .filter(other -> !other.equals(moved) && isConstant(network, other))
                            .findFirst());
            if (against.isEmpty() && isConstant(network, real)) {
                return;
            }
            Optional<Ball> near = difference(network, real, against, STEP);
            Optional<Ball> far = difference(network, real, against, STEP.times(Rational.of(2)));
            Statistics.label("compared with a difference")
                    .collect(near.isPresent() && far.isPresent() ? real.kind().field() : "no");
            if (near.isPresent() && far.isPresent()) {
                Ball alone = of(gradient.value(), real);
                Ball found = against.map(other -> alone.minus(of(gradient.value(), other)))
                        .orElse(alone);
                Ball truth = near.get().widenedBy(far.get().minus(near.get()));
                assertTrue(truth.overlaps(found), () -> real + ": " + found + ", difference " + near + " and " + far);
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure + "\n" + Solved.text(network), failure);
        }
    }

    private static Ball of(Gradient<Ball> gradient, ParameterId real) {
        return gradient.values().get(real.kind()).get(real.owner()).get(real.index());
    }

    /** Whether it is the coefficient of a term of power 0. */
    private static boolean isConstant(Network network, ParameterId real) {
        if (real.index() % 2 == 1) {
            return false;
        }
        return switch (real.kind()) {
            case KERNEL -> isConstant(network.projections().get(real.owner()).kernel(), real);
            case RESET_KERNEL ->
                isConstant(((Population.Neurons) network.populations().get(real.owner())).resetKernel(), real);
            default -> false;
        };
    }

    private static boolean isConstant(Optional<ResponseKernel> kernel, ParameterId real) {
        return kernel.orElseThrow().terms().get(real.index() / 2).power() == 0;
    }

    private static Optional<Ball> difference(
            Network network, ParameterId real, Optional<ParameterId> against, Rational step) {
        List<Optional<Answer<Ball>>> sides = Stream.of(step, step.negate())
                .map(by -> shifted(network, real, against, by))
                .toList();
        if (sides.stream().anyMatch(Optional::isEmpty)
                || !counts(sides.get(0).get()).equals(counts(sides.get(1).get()))) {
            return Optional.empty();
        }
        List<Ball> losses = sides.stream()
                .flatMap(side -> side.get().loss().stream())
                .flatMap(loss -> loss instanceof Outcome.Known<Ball> known
                        ? Stream.of(known.value().withPrecision(600))
                        : Stream.of())
                .toList();
        return losses.size() == 2
                ? Optional.of(losses.get(0).minus(losses.get(1)).dividedBy(Ball.of(step.times(Rational.of(2)), 600)))
                : Optional.empty();
    }

    private static List<Integer> counts(Answer<Ball> answer) {
        return answer.spikes().neurons().map(List::size).toList();
    }

    private static Optional<Answer<Ball>> shifted(
            Network network, ParameterId real, Optional<ParameterId> against, Rational by) {
        try {
            Network moved = FileReals.shifted(network, real, by, against);
            Question question = Question.ofDigits(100)
                    .withRespectTo(Set.of())
                    .withLimits(new Question.Limits(200, Solved.SPIKE_LIMIT));
            Answer<Ball> answer = new CertifiedEngine().solve(moved, question);
            return answer.undecided().isEmpty() ? Optional.of(answer) : Optional.empty();
        } catch (InvalidNetworkException atTheBorder) {
            return Optional.empty();
        }
    }
}
