package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Condition numbers of gradients against central differences of certified gradients: conditioning-K7 and conditioning-K8. */
class SecondOrderTest {

    private static final Rational STEP = Rational.parse("1e-16");
    private static final int BITS = 256;

    private static final Loss SQUARE = new Loss.SpikeTimeSquare(List.of(
            new Loss.SpikeTimeSquare.Target("out", 0, 1, Rational.ONE),
            new Loss.SpikeTimeSquare.Target("hid", 1, 2, Rational.of(2))));
    private static final Loss ENTROPY =
            new Loss.FirstSpikeCrossEntropy("hid", 1, Rational.parse("0.4"), Rational.of(2), Rational.parse("0.1"));

    private static Answer<Ball> solve(Network network, Conditioning conditioning) {
        Question question = Question.ofDigits(50)
                .withRespectTo(EnumSet.allOf(ParameterKind.class))
                .with(conditioning);
        Answer<Ball> answer = new CertifiedEngine().solve(network, question);
        assertEquals(List.of(), answer.undecided());
        return answer;
    }

    private static Gradient<Ball> gradient(Answer<Ball> answer) {
        return ((Outcome.Known<Gradient<Ball>>) answer.gradient().orElseThrow()).value();
    }

    private static <T> T at(Gradient<T> gradient, ParameterId id) {
        return gradient.values().get(id.kind()).get(id.owner()).get(id.index());
    }

    /** Σ_q |q·(g(q + ε) − g(q − ε))/2ε| / |g| for each entry g. */
    private static void assertConditionsAreThoseOfDifferences(MixedNetworks mixed) {
        Network network = mixed.network();
        Answer<Ball> answer = solve(network, Conditioning.ALL);
        Gradient<Optional<Ball>> conditions =
                answer.conditions().flatMap(Conditions::gradient).orElseThrow();
        Map<ParameterId, Rational> reals = FileReals.of(network);
        Map<ParameterId, Ball> sums = new LinkedHashMap<>();
        reals.forEach((q, value) -> addDifferences(
                FileReals.shifted(network, q, STEP), FileReals.shifted(network, q, STEP.negate()), value, sums));
        for (int k = 0; k < 3; k++) {
            Rational value = mixed.refractoryTimes().get(k);
            if (value.signum() != 0) {
                addDifferences(
                        mixed.withRefractoryTime(k, value.plus(STEP)).network(),
                        mixed.withRefractoryTime(k, value.minus(STEP)).network(),
                        value,
                        sums);
            }
        }
        int found = 0;
        for (ParameterId p : reals.keySet()) {
            Ball entry = at(gradient(answer), p);
            if (at(conditions, p).isPresent()) {
                Ball expected = sums.get(p).dividedBy(entry.abs());
                Ball difference = expected.minus(at(conditions, p).get()).abs();
                // Differences are good to about ε²; conditions to six digits or more.
                assertTrue(
                        difference.upper().isLessThan(expected.shift(-19).abs().upper()),
                        p + ": " + expected + ", found " + at(conditions, p).get());
                found++;
            } else {
                // A linear one has a condition of 0, of which there are no digits.
                assertTrue(entry.isZero() || !sums.get(p).isPositive(), p + " of " + entry + " has no condition");
            }
        }
        assertTrue(found > 15, found + " conditions");
    }

    private static void addDifferences(Network above, Network below, Rational value, Map<ParameterId, Ball> sums) {
        Gradient<Ball> up = gradient(solve(above, Conditioning.NONE));
        Gradient<Ball> down = gradient(solve(below, Conditioning.NONE));
        Ball factor = Ball.of(value.dividedBy(STEP.plus(STEP)), BITS);
        for (ParameterId p : FileReals.of(above).keySet()) {
            sums.merge(p, at(up, p).minus(at(down, p)).times(factor).abs(), Ball::plus);
        }
    }

    /** gradient-G4: the odds are taken relative to the first spike where the label is late, and without γ nothing grows. */
    @Test
    void conditionsOfAnEntropyWithTinyTimeConstantsOverflowNowhere() {
        for (int label : new int[] {0, 1}) {
            Rational tiny = Rational.parse("1e-25");
            Loss entropy = new Loss.FirstSpikeCrossEntropy("hid", label, tiny, tiny, Rational.ZERO);
            Network network =
                    MixedNetworks.RATES.withInitialAtLeak().with(entropy).network();
            Answer<Ball> answer = solve(network, Conditioning.ALL);
            assertTrue(answer.conditions().isPresent());
            assertTrue(answer.gradient().orElseThrow() instanceof Outcome.Known);
        }
    }

    @Test
    void conditionsOfAGradientByRates() {
        MixedNetworks mixed = MixedNetworks.RATES.withInitialAtLeak();
        assertConditionsAreThoseOfDifferences(MixedNetworks.RATES.with(SQUARE));
        assertConditionsAreThoseOfDifferences(mixed.with(SQUARE));
        assertConditionsAreThoseOfDifferences(mixed.with(ENTROPY));
    }

    @Test
    void conditionsOfAGradientByTimeConstants() {
        assertConditionsAreThoseOfDifferences(
                MixedNetworks.RATES.withInitialAtLeak().inTimeConstants().with(SQUARE));
    }

    @Test
    void conditionsOfAGradientInTheConventionOfCurrents() {
        MixedNetworks mixed = MixedNetworks.RATES.withInitialAtLeak().inCurrents();
        assertConditionsAreThoseOfDifferences(mixed.with(SQUARE));
        assertConditionsAreThoseOfDifferences(mixed.inTimeConstants().with(SQUARE));
    }

    @Test
    void conditionsOfAGradientWhereRatesAreEqualOrNearlySo() {
        MixedNetworks mixed = MixedNetworks.RATES.withInitialAtLeak().with(SQUARE);
        assertConditionsAreThoseOfDifferences(mixed.withEqualRates("1", "1"));
        assertConditionsAreThoseOfDifferences(mixed.withEqualRates("1.000001", "1"));
    }

    @Test
    void conditionsOfAGradientWithRefractoryTimes() {
        MixedNetworks mixed = MixedNetworks.RATES.withRefractoryPeriodsApart();
        assertConditionsAreThoseOfDifferences(mixed.with(SQUARE));
        Loss early = new Loss.SpikeTimeSquare(List.of(
                new Loss.SpikeTimeSquare.Target("out", 0, 0, Rational.ONE),
                new Loss.SpikeTimeSquare.Target("hid", 1, 2, Rational.of(2))));
        assertConditionsAreThoseOfDifferences(
                mixed.withInitialAtLeak().inCurrents().inTimeConstants().with(early));
        assertConditionsAreThoseOfDifferences(mixed.withEqualRates("1", "1").with(SQUARE));
    }

    @Test
    void anArrivalOverAWeightOfZeroAtTheEndOfARefractoryPeriodLeavesNoSecondDerivative() {
        Conditions<Ball> conditions = solve(
                        MixedNetworks.RATES.withRefractoryPeriods().with(SQUARE).network(), Conditioning.ALL)
                .conditions()
                .orElseThrow();
        assertEquals(Optional.empty(), conditions.gradient());
        assertTrue(conditions.loss().isPresent());
        assertTrue(conditions.notes().get("gradientCondition").contains("refractory"));
    }

    @Test
    void aTieOverAWeightOfZeroLeavesNoSecondDerivative() {
        Network network = new SmallNetworks()
                .source("0.25")
                .source("0.25")
                .feed(0, 0, "5")
                .feed(1, 1, "5")
                .connect(0, 1, "0", "0")
                .loss(new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", 1, 0, Rational.ONE))))
                .neurons(2);
        Conditions<Ball> conditions =
                solve(network, Conditioning.ALL).conditions().orElseThrow();
        assertEquals(Optional.empty(), conditions.gradient());
        assertTrue(conditions.notes().get("gradientCondition").contains("one-sided"));
    }

    private static List<Loss> lossesOfPotentials() {
        return List.of(
                new Loss.VoltageSquare("hid", 0, Rational.of(1, 3)),
                new Loss.VoltageSquare("out", 0, Rational.ZERO),
                new Loss.VoltageSquare("out", 1, Rational.of(1, 2)),
                new Loss.VoltageIntegral("hid", List.of(Rational.of(2), Rational.of(-1)), Rational.of(1, 2)),
                new Loss.VoltageIntegral("out", List.of(Rational.ONE, Rational.of(-3)), Rational.ZERO));
    }

    @ParameterizedTest
    @MethodSource("lossesOfPotentials")
    void conditionsOfTheGradientOfALossOfPotentials(Loss loss) {
        assertConditionsAreThoseOfDifferences(MixedNetworks.RATES.with(loss));
    }

    @ParameterizedTest
    @MethodSource("lossesOfPotentials")
    void conditionsOfTheGradientOfALossOfPotentialsWithRefractoryTimes(Loss loss) {
        MixedNetworks mixed = MixedNetworks.RATES.withRefractoryPeriodsApart().withInitialAtLeak();
        assertConditionsAreThoseOfDifferences(
                mixed.inCurrents().inTimeConstants().with(loss));
    }

    @Test
    void conditionsOfTheGradientOfALossOfPotentialsWhereRatesAreEqualOrNearlySo() {
        MixedNetworks spiking = MixedNetworks.RATES.with(lossesOfPotentials().get(0));
        assertConditionsAreThoseOfDifferences(
                spiking.withRefractoryPeriodsApart().withEqualRates("1", "1"));
        MixedNetworks readout = MixedNetworks.RATES.with(lossesOfPotentials().get(2));
        assertConditionsAreThoseOfDifferences(readout.withEqualRates("1.000001", "1"));
    }

    @Test
    void anInputAtExactlyTheHorizonLeavesNoSecondDerivativeOfALossOfPotentials() {
        Loss loss = new Loss.VoltageSquare("n", 0, Rational.ONE);
        SmallNetworks small = new SmallNetworks()
                .source("0.25", "2")
                .feed(0, 0, "1")
                .horizon("2")
                .loss(loss);
        Conditions<Ball> conditions =
                solve(small.neurons(1), Conditioning.ALL).conditions().orElseThrow();
        assertEquals(Optional.empty(), conditions.gradient());
        assertTrue(conditions.notes().get("gradientCondition").contains("horizon"));
    }
}
