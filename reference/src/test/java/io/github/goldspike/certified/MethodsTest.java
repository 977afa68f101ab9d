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
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.TimeConstant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three derivations of the same gradient, by parameters of every kind: gradient-G3, gradient-G7, gradient-G10 and gradient-G13,
 * proofs-notes/eventprop.md.
 */
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

    @ParameterizedTest
    @MethodSource("seeds")
    void allMethodsEncloseTheSameGradientWithRefractoryPeriods(long seed) {
        for (Network network : RandomNetworks.refractoryWithEveryLoss(seed)) {
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

    /** Conventions, time constants, shared and single values, α = β and α ≈ β, under every loss. */
    @Test
    void allMethodsEncloseTheSameGradientByWhatAFileGives() {
        for (Loss loss : losses()) {
            MixedNetworks rates = MixedNetworks.RATES.with(loss);
            for (MixedNetworks mixed : List.of(
                    rates,
                    rates.withRefractoryPeriods(),
                    rates.withRefractoryPeriods().inCurrents().inTimeConstants(),
                    rates.inCurrents(),
                    rates.inCurrents().inTimeConstants(),
                    rates.withInitialAtLeak(),
                    rates.withEqualRates("1", "1"),
                    rates.withEqualRates("1.000000000001", "1").inTimeConstants(),
                    rates.withEqualRates("1", "1." + "0".repeat(60) + "1").inCurrents())) {
                assertMethodsAgree(mixed.network());
            }
        }
    }

    private static List<Loss> losses() {
        Rational half = Rational.of(1, 2);
        return List.of(
                new Loss.FirstSpikeCrossEntropy("hid", 1, half, Rational.of(2), Rational.of(1, 10)),
                new Loss.SpikeTimeSquare(List.of(
                        new Loss.SpikeTimeSquare.Target("out", 0, 1, Rational.ONE),
                        new Loss.SpikeTimeSquare.Target("hid", 1, 2, Rational.of(2)))),
                new Loss.VoltageSquare("hid", 0, half),
                new Loss.VoltageSquare("out", 1, half),
                new Loss.VoltageIntegral("out", List.of(Rational.of(2), Rational.of(-1)), half));
    }

    /** A readout that nothing reaches stays at its leak, 1/3, of which no binary digits are all: exact zeros stay exact. */
    @ParameterizedTest
    @EnumSource
    void whatHasNoEffectHasADerivativeOfExactlyZero(Method method) {
        Population.Neurons readout = new Population.Neurons(
                "r",
                1,
                TimeConstant.rate(Rational.of(1, 3)),
                Optional.empty(),
                Parameter.shared(Rational.ZERO),
                Parameter.shared(Rational.of(1, 3)),
                Optional.empty(),
                Parameter.shared(Rational.ZERO));
        Network network = new Network(
                "at rest",
                Convention.KERNEL,
                Rational.of(2),
                List.of(readout),
                List.of(),
                Optional.of(new Loss.VoltageSquare("r", 0, Rational.ONE)));
        Gradient<Ball> gradient = ((Outcome.Known<Gradient<Ball>>) gradient(network, method)).value();
        assertTrue(gradient.values().get(ParameterKind.BETA).get(0).get(0).isZero());
        // d/dleak ½∫(leak − 1)² dt = 2(leak − 1)
        assertTrue(gradient.values().get(ParameterKind.LEAK).get(0).get(0).contains(Rational.of(-4, 3)));
    }

    @Test
    void theRandomNetworksSpikeOftenAndHaveGradients() {
        int known = 0;
        int spikes = 0;
        int multiple = 0;
        Map<ParameterKind, Integer> nonzero = new EnumMap<>(ParameterKind.class);
        for (long seed : seeds().toArray()) {
            for (Network network : RandomNetworks.withEveryLoss(seed)) {
                Answer<Ball> answer = new CertifiedEngine().solve(network, QUESTION.by(Method.ADJOINT));
                for (List<? extends List<?>> trains :
                        answer.spikes().populations().values()) {
                    spikes += trains.stream().mapToInt(List::size).sum();
                    multiple += (int)
                            trains.stream().filter(train -> train.size() > 1).count();
                }
                if (answer.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Ball>> gradient) {
                    known++;
                    gradient.value()
                            .values()
                            .forEach((kind, owners) -> nonzero.merge(
                                    kind,
                                    (int) owners.stream()
                                            .flatMap(List::stream)
                                            .filter(value -> !value.isZero())
                                            .count(),
                                    Integer::sum));
                }
            }
        }
        assertTrue(known > 60, known + " gradients are known");
        assertTrue(spikes > 1500, spikes + " spikes");
        assertTrue(multiple > 250, multiple + " neurons spike more than once");
        assertTrue(nonzero.get(ParameterKind.WEIGHTS) > 1200, nonzero + " derivatives are not zero");
        assertEquals(QUESTION.wrt(), nonzero.keySet());
        // These networks have no input currents and no kernels.
        nonzero.keySet()
                .removeAll(EnumSet.of(
                        ParameterKind.CURRENT,
                        ParameterKind.CURRENT_TIMES,
                        ParameterKind.KERNEL,
                        ParameterKind.RESET_KERNEL));
        nonzero.forEach((kind, count) -> assertTrue(count > 200, count + " derivatives by " + kind));
    }
}
