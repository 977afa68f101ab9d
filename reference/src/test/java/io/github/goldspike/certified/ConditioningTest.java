package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Condition numbers of spike times and losses: conditioning-K1 to conditioning-K3. */
class ConditioningTest {

    private static final Question QUESTION = Question.ofDigits(30)
            .withRespectTo(EnumSet.range(ParameterKind.WEIGHTS, ParameterKind.INPUTS))
            .with(Conditioning.USUAL);

    private static Answer<Ball> solve(Network network) {
        return new CertifiedEngine().solve(network, QUESTION.withJacobian());
    }

    private static Conditions<Ball> conditions(Answer<Ball> answer) {
        return answer.conditions().orElseThrow();
    }

    private static Map<SpikeId, Spike<Ball>> spikes(Answer<Ball> answer) {
        Map<SpikeId, Spike<Ball>> spikes = new LinkedHashMap<>();
        answer.spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                for (int k = 0; k < trains.get(n).size(); k++) {
                    spikes.put(new SpikeId(population, n, k), trains.get(n).get(k));
                }
            }
        });
        return spikes;
    }

    private static Ball condition(Answer<Ball> answer, SpikeId spike) {
        return conditions(answer)
                .spikes()
                .orElseThrow()
                .get(spike.population())
                .get(spike.neuron())
                .get(spike.index())
                .orElseThrow();
    }

    private static void assertAlike(Ball expected, Ball found, Object what) {
        Ball tolerance = expected.abs().shift(-40);
        assertTrue(
                expected.minus(found).abs().upper().isLessThan(tolerance.upper()),
                () -> what + ": " + expected + ", found " + found);
    }

    /** Σ |p ∂f/∂p| over the reals of the Jacobian, read with other eyes than the engine's. */
    private static Map<SpikeId, Ball> sums(Network network, Answer<Ball> answer) {
        Map<ParameterId, Rational> reals = FileReals.of(network);
        Map<SpikeId, Ball> sums = new HashMap<>();
        for (Derivative<Ball> entry : answer.jacobian().orElseThrow()) {
            Ball real = Ball.of(reals.get(entry.parameter()), 200);
            sums.merge(entry.spike(), real.times(entry.value()).abs(), Ball::plus);
        }
        return sums;
    }

    private static void assertConditionsAreThoseOfTheJacobian(Network network) {
        Answer<Ball> answer = solve(network);
        assertEquals(List.of(), answer.undecided());
        assertEquals(Map.of(), conditions(answer).notes());
        Map<SpikeId, Ball> sums = sums(network, answer);
        spikes(answer)
                .forEach((id, spike) -> assertAlike(sums.get(id).dividedBy(spike.time()), condition(answer, id), id));
    }

    @Test
    void aConditionIsTheSumOverTheRealsOfTheFile() {
        MixedNetworks mixed = MixedNetworks.RATES.withInitialAtLeak();
        assertConditionsAreThoseOfTheJacobian(mixed.network());
        assertConditionsAreThoseOfTheJacobian(mixed.inTimeConstants().network());
        assertConditionsAreThoseOfTheJacobian(mixed.inCurrents().network());
        assertConditionsAreThoseOfTheJacobian(
                mixed.inCurrents().inTimeConstants().network());
        assertConditionsAreThoseOfTheJacobian(mixed.withEqualRates("1", "1").network());
    }

    @Test
    void anInitialPotentialThatIsGivenCounts() {
        Rational step = Rational.parse("1e-12");
        Network network = MixedNetworks.RATES.network();
        Answer<Ball> answer = solve(network);
        Answer<Ball> up = solve(MixedNetworks.RATES
                .withInitial(Rational.parse("0.3").plus(step))
                .network());
        Answer<Ball> down = solve(MixedNetworks.RATES
                .withInitial(Rational.parse("0.3").minus(step))
                .network());
        Map<SpikeId, Ball> sums = sums(network, answer);
        SpikeId spike = new SpikeId("out", 0, 0);
        Ball difference =
                spikes(up).get(spike).time().minus(spikes(down).get(spike).time());
        Ball byInitial = difference.dividedBy(Ball.of(step.plus(step), 200)).times(Ball.of(Rational.parse("0.3"), 200));
        assertTrue(byInitial.isNegative());
        Ball expected = sums.get(spike)
                .plus(byInitial.abs())
                .dividedBy(spikes(answer).get(spike).time());
        assertAlike(expected, condition(answer, spike), spike);
    }

    @Test
    void refractoryTimesCount() {
        Rational step = Rational.parse("1e-12");
        MixedNetworks mixed = MixedNetworks.RATES.withInitialAtLeak().withRefractoryPeriodsApart();
        Answer<Ball> answer = solve(mixed.network());
        Map<SpikeId, Ball> sums = sums(mixed.network(), answer);
        int moved = 0;
        for (int k = 0; k < 3; k++) {
            Rational time = mixed.refractoryTimes().get(k);
            Map<SpikeId, Spike<Ball>> up =
                    spikes(solve(mixed.withRefractoryTime(k, time.plus(step)).network()));
            Map<SpikeId, Spike<Ball>> down =
                    spikes(solve(mixed.withRefractoryTime(k, time.minus(step)).network()));
            for (SpikeId spike : up.keySet()) {
                Ball difference = up.get(spike).time().minus(down.get(spike).time());
                Ball relative = difference.times(Ball.of(time.dividedBy(step.plus(step)), 200));
                moved += relative.abs().upper().isGreaterThan(Ball.ONE.shift(-30)) ? 1 : 0;
                sums.merge(spike, relative.abs(), Ball::plus);
            }
        }
        assertTrue(moved >= 5, moved + " spikes move");
        // Differences of spike times to 30 digits are good to 18 digits, and to the square of the step.
        spikes(answer)
                .forEach((id, spike) -> assertAlike(sums.get(id).dividedBy(spike.time()), condition(answer, id), id));
    }

    @Test
    void theOwnSpikeAtTheEndOfARefractoryPeriodLeavesTheNextSpikeWithoutCondition() {
        SmallNetworks self = new SmallNetworks().source("0.25").feed(0, 0, "9").refractory("0.5");
        Network network = self.connect(0, 0, "9", "0.5")
                .loss(new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", 0, 1, Rational.ZERO))))
                .neurons(1);
        Answer<Ball> answer =
                new CertifiedEngine().solve(network, Question.ofDigits(30).with(Conditioning.ALL));
        assertEquals(List.of(), answer.undecided());
        assertTrue(answer.gradient().orElseThrow() instanceof Outcome.Known);
        List<Optional<Ball>> conditions =
                conditions(answer).spikes().orElseThrow().get("n").get(0);
        assertTrue(conditions.get(0).isPresent());
        assertTrue(conditions.size() > 1
                && conditions.subList(1, conditions.size()).stream().allMatch(Optional::isEmpty));
        assertEquals(Optional.empty(), conditions(answer).loss());
        assertTrue(conditions(answer).notes().get("loss").contains("one-sided"));
    }

    /** One input at t0 over a weight w: everything in closed form, in binary64. */
    @Test
    void oneNeuronWithOneInput() {
        double t0 = 0.25;
        double w = 5;
        Network network = new SmallNetworks().source("0.25").feed(0, 0, "5").neurons(1);
        Answer<Ball> answer = solve(network);
        SpikeId first = new SpikeId("n", 0, 0);
        double f = spikes(answer).get(first).time().approximate();
        double s = f - t0;
        double alpha = 2;
        double beta = 1;
        double h = (Math.exp(-alpha * s) - Math.exp(-beta * s)) / (beta - alpha);
        double slope = w * (Math.exp(-alpha * s) - beta * h);
        double byAlpha = w * (h - s * Math.exp(-alpha * s)) / (beta - alpha) / slope;
        double byBeta = w * (s * Math.exp(-beta * s) - h) / (beta - alpha) / slope;
        // The threshold is 1; its part is as large as that of the weight.
        double sum = t0 + 2 * w * h / slope + Math.abs(alpha * byAlpha) + Math.abs(beta * byBeta);
        assertEquals(1, w * h, 1e-12);
        assertEquals(sum / f, condition(answer, first).approximate(), 1e-11);
    }

    @Test
    void aConditionOfALossIsTheSumOverItsGradient() {
        List<Loss> losses = List.of(
                new Loss.FirstSpikeCrossEntropy("hid", 1, Rational.parse("0.4"), Rational.of(2), Rational.parse("0.1")),
                new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("out", 0, 1, Rational.ONE))),
                new Loss.VoltageSquare("hid", 0, Rational.parse("0.2")),
                new Loss.VoltageIntegral("out", List.of(Rational.of(2), Rational.of(-1)), Rational.parse("0.3")));
        for (Loss loss : losses) {
            for (MixedNetworks mixed : List.of(
                    MixedNetworks.RATES, MixedNetworks.RATES.inCurrents().inTimeConstants())) {
                Network network = mixed.withInitialAtLeak().with(loss).network();
                Answer<Ball> answer = solve(network);
                Gradient<Ball> gradient = known(answer.gradient().orElseThrow());
                Ball sum = Ball.ZERO;
                for (Map.Entry<ParameterId, Rational> real :
                        FileReals.of(network).entrySet()) {
                    Ball entry = gradient.values()
                            .get(real.getKey().kind())
                            .get(real.getKey().owner())
                            .get(real.getKey().index());
                    sum = sum.plus(entry.times(Ball.of(real.getValue(), 200)).abs());
                }
                Ball value = known(answer.loss().orElseThrow());
                assertAlike(
                        sum.dividedBy(value.abs()), conditions(answer).loss().orElseThrow(), loss);
            }
        }
    }

    private static <T> T known(Outcome<T> outcome) {
        return ((Outcome.Known<T>) outcome).value();
    }

    @Test
    void aLossOfZeroHasNoCondition() {
        Loss nothing = new Loss.VoltageIntegral("out", List.of(Rational.ZERO, Rational.ZERO), Rational.ZERO);
        Conditions<Ball> conditions =
                conditions(solve(MixedNetworks.RATES.with(nothing).network()));
        assertEquals(Optional.empty(), conditions.loss());
        assertTrue(conditions.notes().containsKey("loss"), conditions.notes().toString());
    }

    @Test
    void aSpikeWithOneSidedDerivativesHasNoCondition() {
        SmallNetworks twins = new SmallNetworks()
                .source("0.25")
                .source("0.25")
                .feed(0, 0, "5")
                .feed(1, 1, "5");
        Answer<Ball> tied = solve(twins.connect(0, 1, "2", "0").neurons(2));
        List<List<Optional<Ball>>> conditions =
                conditions(tied).spikes().orElseThrow().get("n");
        assertTrue(conditions.get(0).stream().allMatch(Optional::isPresent));
        assertTrue(conditions.get(1).stream().allMatch(Optional::isEmpty));
        assertEquals(tied.spikes().get("n").get(1).size(), conditions.get(1).size());
        assertTrue(conditions(tied).notes().get("condition").startsWith("null where"));
    }

    @Test
    void nothingIsComputedUnlessAskedFor() {
        Answer<Ball> answer =
                new CertifiedEngine().solve(MixedNetworks.RATES.network(), QUESTION.with(Conditioning.NONE));
        assertEquals(Optional.empty(), answer.conditions());
    }
}
