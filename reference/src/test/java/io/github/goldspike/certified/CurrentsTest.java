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
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import io.github.goldspike.textbook.TextbookEngine;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apfloat.Apfloat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Input currents and neurons without leak: gradient-G15, and eventprop-V16, in closed form and by differences. */
class CurrentsTest {

    private static final int DIGITS = 50;

    private static Answer<Ball> solve(Network network) {
        return new CertifiedEngine().solve(network, Question.ofDigits(DIGITS));
    }

    private static List<String> times(Answer<Ball> answer) {
        assertTrue(answer.undecided().isEmpty());
        return answer.spikes().get("n").get(0).stream()
                .map(spike -> spike.time().toDecimal(DIGITS))
                .toList();
    }

    private static Ball real(String value) {
        return Ball.of(Rational.parse(value), 300);
    }

    private static String log(String value) {
        return real(value).log().toDecimal(DIGITS);
    }

    @Test
    void aConstantCurrentMakesANeuronFireEveryLogarithmOfThree() {
        List<String> multiples = List.of(
                log("3"),
                log("9"),
                log("27"),
                log("81"),
                log("243"),
                log("729"),
                log("2187"),
                log("6561"),
                log("19683"));
        assertEquals(multiples, times(solve(Currents.neuron("1", "0", "10", "0", "1.5"))));
    }

    @Test
    void aSteppedCurrentByHand() {
        // V = 1 − e^−t up to ln 2, so V = 1/2; then V = 2 − (3/2)e^−s, which is 1 at s = ln (3/2): f = ln 3 if the jump
        // is at ln 2.
        Rational jump = Rational.parse("0.693147180559945309417232121458");
        Network network = Currents.neuron("1", "0", "1.2", "0", "1", jump.toString(), "2");
        Ball atJump = Ball.of(jump, 300);
        Ball half = real("1").minus(atJump.negate().exp());
        Ball expected = atJump.plus(real("2").minus(half).log());
        assertEquals(List.of(expected.toDecimal(DIGITS)), times(solve(network)));
        // A current up to 1/2 and none after: silent below the threshold.
        assertEquals(List.of(), times(solve(Currents.neuron("1", "0", "50", "0", "1.5", "1", "0"))));
    }

    @Test
    void inTheConventionOfCurrentsTheRateMultipliesTheCurrent() {
        // V' = −2V + 2·1.5: every ln 3 / 2.
        assertEquals(
                List.of(real("3").log().half().toDecimal(DIGITS)),
                times(solve(Currents.inCurrentConvention("2", "1", "0", "1.5"))));
    }

    @Test
    void withoutLeakTheCurrentIsIntegrated() {
        // 1/4 to 2, then 0 to 5, then 1/3.
        assertEquals(
                List.of(
                        "6.5000000000000000000000000000000000000000000000000",
                        "9.5000000000000000000000000000000000000000000000000"),
                times(solve(Currents.neuron("0", "0", "10", "0", "1/4", "2", "0", "5", "1/3"))));
    }

    @Test
    void aLeakThatVanishesIsNone() {
        Answer<Ball> none = solve(Currents.neuron("0", "0", "11", "0", "0.3"));
        for (String beta : List.of("1e-30", "1e-60", "1e-100")) {
            Answer<Ball> hardly = solve(Currents.neuron(beta, "0", "11", "0", "0.3"));
            assertEquals(3, times(hardly).size());
            for (int k = 0; k < 3; k++) {
                Ball difference = hardly.spikes()
                        .get("n")
                        .get(0)
                        .get(k)
                        .time()
                        .minus(none.spikes().get("n").get(0).get(k).time());
                // f = −log(1 − β/c)/β = 1/c + β/(2c²) + …, each time: 5.6β after one.
                Ball expected = Ball.of(Rational.parse(beta).times(Rational.of(50L * (k + 1), 9)), 100);
                Ball error = difference.minus(expected).abs().upper();
                Ball allowed = Ball.of(Rational.parse("1e-48"), 100).plus(expected.shift(-60));
                assertTrue(error.isLessThan(allowed), beta + ": " + difference);
            }
        }
    }

    /** f = −log(1 − β(ϑ − r)/(c − βr))/β with r = 0, so c = 1.5 and β = 1: f = ln 3 = −log(1 − 1/c); ℓ = ½f², dℓ/dp = f ∂f/∂p. */
    @ParameterizedTest
    @EnumSource
    void theDerivativesOfTheFirstSpike(Method method) {
        Network one = Currents.neuron("1", "0", "2", "0", "1.5");
        Loss loss = new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", 0, 0, Rational.ZERO)));
        Map<ParameterKind, Ball> found = gradient(one, loss, method);
        Ball f = real("3").log();
        // V'(f) = 1/2; ∂V/∂c = 1 − e^−f = 2/3; ∂V/∂τ = −c e^−f = −1/2; ∂V/∂initial = e^−f = 1/3.
        Map<ParameterKind, Ball> expected = Map.of(
                ParameterKind.CURRENT, f.times(real("-4/3")),
                ParameterKind.CURRENT_TIMES, f,
                ParameterKind.INITIAL, f.times(real("-2/3")),
                ParameterKind.LEAK, f.times(real("-4/3")),
                ParameterKind.THRESHOLD, f.shift(1),
                // ∂V/∂β = −c ∫ u e^−u du = −(3/2)(1 − (1 + f)/3) = −1 + f/2.
                ParameterKind.BETA, f.times(real("2").minus(f)));
        expected.forEach((kind, value) ->
                assertEquals(value.toDecimal(DIGITS), found.get(kind).toDecimal(DIGITS), kind::toString));
    }

    /** Without leak V = ct, and dℓ/dp of ∫V over [0, 2] is in reach of mental arithmetic. */
    @ParameterizedTest
    @EnumSource
    void theIntegralOfARamp(Method method) {
        Loss area = new Loss.VoltageIntegral("n", List.of(Rational.ONE), Rational.ZERO);
        Network ramp = Currents.readout(area, "0", "2", "0.5", "3");
        Map<ParameterKind, Ball> found = gradient(ramp, area, method);
        Map<ParameterKind, String> expected = Map.of(
                ParameterKind.CURRENT, "1.125",
                ParameterKind.CURRENT_TIMES, "-4.5",
                ParameterKind.INITIAL, "2",
                // −3 ∫ s²/2 ds over 1.5.
                ParameterKind.BETA, "-1.6875");
        expected.forEach((kind, value) ->
                assertEquals(real(value).toDecimal(DIGITS), found.get(kind).toDecimal(DIGITS), kind::toString));
        assertTrue(found.get(ParameterKind.LEAK).isZero());
    }

    private static Map<ParameterKind, Ball> gradient(Network network, Loss loss, Method method) {
        Network asked = new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations(),
                network.projections(),
                java.util.Optional.of(loss));
        Question question = Question.ofDigits(DIGITS)
                .withRespectTo(EnumSet.allOf(ParameterKind.class))
                .by(method);
        Gradient<Ball> gradient = ((Outcome.Known<Gradient<Ball>>)
                        new CertifiedEngine().solve(asked, question).gradient().orElseThrow())
                .value();
        Map<ParameterKind, Ball> values = new java.util.EnumMap<>(ParameterKind.class);
        gradient.values()
                .forEach((kind, owners) ->
                        owners.stream().flatMap(List::stream).forEach(value -> values.put(kind, value)));
        return values;
    }

    @Test
    void potentialsAtGivenTimesAreThoseOfTheFormulaAndOfTheTextbook() {
        // 1.5(1 − e^−t) up to ln 3 = 1.0986, then the same from there; held for 1/2 where that is asked for.
        List<Rational> times = List.of(Rational.ZERO, Rational.ONE, Rational.parse("1.5"), Rational.of(2));
        Question question = Question.ofDigits(DIGITS).withTraces(times);
        Network held = Currents.neuron("1", "0.5", "2", "0", "1.5");
        List<Optional<Ball>> found = new CertifiedEngine()
                .solve(held, question)
                .potentials()
                .orElseThrow()
                .get("n")
                .get(0);
        Ball restart = real("3").log().plus(real("0.5"));
        List<Ball> expected = List.of(
                Ball.ZERO, charged(real("1")), Ball.ZERO, charged(real("2").minus(restart)));
        assertEquals(
                digits(expected),
                digits(found.stream().map(Optional::orElseThrow).toList()));
        Network network =
                Currents.added(MixedNetworks.RATES.withRefractoryPeriods().network());
        List<Rational> tenths =
                IntStream.rangeClosed(0, 50).mapToObj(k -> Rational.of(k, 10)).toList();
        Question all = Question.ofDigits(30).withTraces(tenths);
        new CertifiedEngine().solve(network, all).potentials().orElseThrow().forEach((population, neurons) -> {
            List<List<Optional<Apfloat>>> other = new TextbookEngine()
                    .solve(network, all)
                    .potentials()
                    .orElseThrow()
                    .get(population);
            for (int n = 0; n < neurons.size(); n++) {
                for (int k = 0; k < tenths.size(); k++) {
                    Rational value =
                            Rational.parse(other.get(n).get(k).orElseThrow().toString());
                    Ball enclosure = neurons.get(n).get(k).orElseThrow();
                    Ball slack = Ball.of(Rational.parse("1e-29"), 64);
                    assertTrue(enclosure.widenedBy(slack).contains(value), population + n + " at " + tenths.get(k));
                }
            }
        });
    }

    private static Ball charged(Ball time) {
        return real("1.5").times(time.negate().expm1().negate());
    }

    private static List<String> digits(List<Ball> values) {
        return values.stream().map(value -> value.toDecimal(DIGITS)).toList();
    }

    @Test
    void spikeTimesByDifferences() {
        ParameterDerivativesTest.assertJacobianIsThatOfDifferences(Currents.added(
                MixedNetworks.RATES.inCurrents().inTimeConstants().network()));
    }

    @Test
    void lossesByDifferences() {
        MixedNetworks refractory = MixedNetworks.RATES.withRefractoryPeriods();
        Loss square = new Loss.VoltageSquare("hid", 0, Rational.parse("0.2"));
        Loss integral =
                new Loss.VoltageIntegral("out", List.of(Rational.of(2), Rational.of(-1)), Rational.parse("0.3"));
        ParameterDerivativesTest.assertGradientIsThatOfDifferences(
                Currents.added(refractory.with(square).network()));
        ParameterDerivativesTest.assertGradientIsThatOfDifferences(Currents.added(
                MixedNetworks.RATES.withEqualRates("1", "1").with(integral).network()));
    }

    @Test
    void lossesWithoutLeakByDifferences() {
        Loss times = new Loss.SpikeTimeSquare(List.of(
                new Loss.SpikeTimeSquare.Target("out", 0, 1, Rational.ONE),
                new Loss.SpikeTimeSquare.Target("hid", 1, 2, Rational.of(2))));
        Loss square = new Loss.VoltageSquare("hid", 0, Rational.parse("0.2"));
        MixedNetworks refractory = MixedNetworks.RATES.withRefractoryPeriodsApart();
        for (Loss loss : List.of(times, square)) {
            Network network = refractory.with(loss).network();
            ParameterDerivativesTest.assertGradientIsThatOfDifferences(
                    Currents.added(Currents.withoutLeak(network, "0")));
        }
    }
}
