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
import io.github.goldspike.contract.Spike;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gradient by all kinds of parameters of one neuron, by every method: gradient-G8, gradient-G10 and gradient-G13; eventprop-V11 to eventprop-V13. */
class KindsInClosedFormTest {

    private static final Set<ParameterKind> ALL = EnumSet.allOf(ParameterKind.class);

    private static Answer<Ball> solve(Network network, Method method) {
        return new CertifiedEngine()
                .solve(network, Question.ofDigits(40).withRespectTo(ALL).by(method));
    }

    /** The only nonzero derivative of each kind, or the absence of one. */
    private static Map<ParameterKind, Ball> gradient(Answer<Ball> answer) {
        Gradient<Ball> gradient =
                ((Outcome.Known<Gradient<Ball>>) answer.gradient().orElseThrow()).value();
        Map<ParameterKind, Ball> found = new EnumMap<>(ParameterKind.class);
        gradient.values().forEach((kind, owners) -> {
            List<Ball> nonzero = owners.stream()
                    .flatMap(List::stream)
                    .filter(value -> !value.isZero())
                    .toList();
            assertTrue(nonzero.size() <= 1, () -> kind + ": " + nonzero);
            nonzero.forEach(value -> found.put(kind, value));
        });
        return found;
    }

    private static void assertGradient(Map<ParameterKind, Ball> expected, Answer<Ball> answer) {
        Map<ParameterKind, Ball> found = gradient(answer);
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((kind, value) ->
                assertEquals(value.toDecimal(38), found.get(kind).toDecimal(38), kind::toString));
    }

    private static Ball real(String value) {
        return Ball.of(Rational.parse(value), 300);
    }

    /** V = 4te^−t reaches ϑ = 1 at f; ℓ = ½f², so that dℓ/dp = f ∂f/∂p. */
    @ParameterizedTest
    @EnumSource
    void theFirstSpikeWithEqualRates(Method method) {
        Network network = new SmallNetworks()
                .alpha("1")
                .horizon("1")
                .source("0")
                .feed(0, 0, "4")
                .loss(new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", 0, 0, Rational.ZERO))))
                .neurons(1);
        Answer<Ball> answer = solve(network, method);
        Spike<Ball> spike = answer.spikes().get("n").get(0).get(0);
        Ball f = spike.time();
        Ball overSlope = f.dividedBy(spike.slope());
        assertGradient(
                Map.of(
                        ParameterKind.WEIGHTS, overSlope.times(real("-0.25")),
                        ParameterKind.DELAYS, f,
                        ParameterKind.INPUTS, f,
                        ParameterKind.ALPHA, overSlope.times(f).half(),
                        ParameterKind.BETA, overSlope.times(f).half(),
                        ParameterKind.THRESHOLD, overSlope,
                        ParameterKind.LEAK, overSlope.negate()),
                answer);
    }

    /**
     * Without input V = leak + (initial − leak)e^−t, with leak 2 and initial 0: f₀ = log((leak − initial)/(leak − ϑ))/β and
     * f₁ = f₀ + log((leak − r)/(leak − ϑ))/β; ℓ = ½f₁².
     */
    @ParameterizedTest
    @EnumSource
    void theSecondSpikeOfANeuronThatFiresOnItsOwn(Method method) {
        Network alone = MixedNetworks.alone("2");
        Loss loss = new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", 0, 1, Rational.ZERO)));
        Network network = new Network(
                alone.id(),
                alone.convention(),
                alone.horizon(),
                alone.populations(),
                alone.projections(),
                Optional.of(loss));
        Ball f1 = real("2").log().shift(1);
        assertGradient(
                Map.of(
                        ParameterKind.BETA, f1.times(f1).negate(),
                        ParameterKind.THRESHOLD, f1.shift(1),
                        ParameterKind.RESET, f1.half().negate(),
                        ParameterKind.LEAK, f1.negate(),
                        ParameterKind.INITIAL, f1.half().negate()),
                solve(network, method));
    }

    /**
     * A readout with β = α = 1 from initial 3 and leak 1, over [0, 2], with 5 arriving at 0.5 + 0.25: V = 1 + 2e^−t + 5h(t − a),
     * h(s) = s e^−s, and ℓ = ∫V dt. With S = 5/4 and E = e^−S the integral of ∂h/∂α = ∂h/∂β = −s²e^−s/2 is −(1 − E(1 + S + S²/2)).
     */
    @ParameterizedTest
    @EnumSource
    void theIntegralOfAReadout(Method method) {
        Ball s = real("1.25");
        Ball decay = s.negate().exp();
        Ball one = real("1");
        Ball byRate =
                one.minus(decay.times(one.plus(s).plus(s.times(s).half()))).negate();
        Ball end = real("2").negate().exp();
        assertGradient(
                Map.of(
                        ParameterKind.WEIGHTS, one.minus(decay.times(one.plus(s))),
                        ParameterKind.DELAYS, real("-5").times(s).times(decay),
                        ParameterKind.INPUTS, real("-5").times(s).times(decay),
                        ParameterKind.ALPHA, real("5").times(byRate),
                        // 2∫₀² −t e^−t dt = −2(1 − 3e^−2)
                        ParameterKind.BETA,
                                real("5")
                                        .times(byRate)
                                        .minus(real("2")
                                                .times(one.minus(real("3").times(end)))),
                        ParameterKind.LEAK, real("2").minus(one.minus(end)),
                        ParameterKind.INITIAL, one.minus(end)),
                solve(readout(), method));
    }

    private static Network readout() {
        Population.Neurons readout = new Population.Neurons(
                "r",
                1,
                TimeConstant.rate(Rational.ONE),
                Optional.<Threshold>empty(),
                Parameter.shared(Rational.ZERO),
                Parameter.shared(Rational.ONE),
                Optional.of(Parameter.shared(Rational.of(3))),
                Parameter.shared(Rational.ZERO));
        Synapse synapse = new Synapse(0, 0, Rational.of(5), Rational.parse("0.25"));
        return new Network(
                "readout",
                Convention.KERNEL,
                Rational.of(2),
                List.of(new Population.Source("in", List.of(List.of(Rational.parse("0.5")))), readout),
                List.of(new Projection(
                        "in",
                        "r",
                        SynapticDecay.shared(TimeConstant.rate(Rational.ONE)),
                        new Connectivity.Listed(List.of(synapse)))),
                Optional.of(new Loss.VoltageIntegral("r", List.of(Rational.ONE), Rational.ZERO)));
    }

    /** The same kinds have the same digits, whatever else is asked for. */
    @ParameterizedTest
    @EnumSource
    void kindsThatAreNotAskedForAreNotAnswered(Method method) {
        Network network = MixedNetworks.RATES
                .with(new Loss.VoltageSquare("hid", 0, Rational.ZERO))
                .inCurrents()
                .network();
        Map<ParameterKind, List<List<Ball>>> all = values(network, method, ALL);
        for (ParameterKind kind : ParameterKind.values()) {
            Map<ParameterKind, List<List<Ball>>> one = values(network, method, Set.of(kind));
            assertEquals(Set.of(kind), one.keySet());
            assertEquals(texts(all.get(kind)), texts(one.get(kind)));
        }
    }

    private static Map<ParameterKind, List<List<Ball>>> values(
            Network network, Method method, Set<ParameterKind> kinds) {
        Question question = Question.ofDigits(40).withRespectTo(kinds).by(method);
        Outcome<Gradient<Ball>> gradient =
                new CertifiedEngine().solve(network, question).gradient().orElseThrow();
        return ((Outcome.Known<Gradient<Ball>>) gradient).value().values();
    }

    private static List<String> texts(List<List<Ball>> values) {
        return values.stream()
                .flatMap(List::stream)
                .map(value -> value.toDecimal(40))
                .toList();
    }
}
