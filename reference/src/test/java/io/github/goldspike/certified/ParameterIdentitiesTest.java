package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What derivatives by parameters add up to (gradient-G12), and closed forms for one neuron. */
class ParameterIdentitiesTest {

    private static final Set<ParameterKind> ALL = EnumSet.allOf(ParameterKind.class);
    private static final Set<ParameterKind> POTENTIALS =
            EnumSet.of(ParameterKind.WEIGHTS, ParameterKind.THRESHOLD, ParameterKind.RESET, ParameterKind.LEAK);

    private static Answer<Ball> solve(Network network) {
        return new CertifiedEngine()
                .solve(network, Question.ofDigits(40).withRespectTo(ALL).withJacobian());
    }

    /** For every spike the sum of its derivatives, each times a factor; zero leaves one out. */
    private static Map<SpikeId, Ball> sums(Network network, BiFunction<ParameterId, Rational, Rational> factor) {
        Map<ParameterId, Rational> reals = FileReals.of(network);
        Answer<Ball> answer = solve(network);
        assertEquals(List.of(), answer.undecided());
        Map<SpikeId, Ball> sums = new HashMap<>();
        for (Derivative<Ball> entry : answer.jacobian().orElseThrow()) {
            Rational times = factor.apply(entry.parameter(), reals.get(entry.parameter()));
            sums.merge(entry.spike(), entry.value().times(Ball.of(times, 200)), Ball::plus);
        }
        return sums;
    }

    private static void assertEncloses(Rational expected, Ball found, Object what) {
        assertTrue(found.contains(expected), () -> what + ": " + expected + ", found " + found);
        assertTrue(found.radius().isLessThan(Ball.of(Rational.parse("1e-30"), 64)), () -> what + ": " + found);
    }

    /** Both start at rest: the initial potential follows the leak. */
    private static SmallNetworks atRest() {
        return new SmallNetworks()
                .source("0.25", "1")
                .source("0.5")
                .feed(0, 0, "5")
                .feed(1, 0, "2")
                .feed(1, 1, "4.25")
                .connect(0, 1, "1.5", "0.25")
                .connect(1, 0, "-0.5", "0.125")
                .connect(0, 0, "0.25", "0.0625");
    }

    @Test
    void spikesMoveWithAllInputs() {
        Map<SpikeId, Ball> sums = sums(
                atRest().neurons(2), (id, value) -> id.kind() == ParameterKind.INPUTS ? Rational.ONE : Rational.ZERO);
        assertTrue(sums.size() >= 5, sums.toString());
        sums.forEach((spike, sum) -> assertEncloses(Rational.ONE, sum, spike));
    }

    @Test
    void theScaleOfPotentialsDoesNotMatter() {
        for (MixedNetworks mixed :
                List.of(MixedNetworks.RATES, MixedNetworks.RATES.inCurrents().inTimeConstants())) {
            Network network = mixed.withInitialAtLeak().network();
            sums(network, (id, value) -> POTENTIALS.contains(id.kind()) ? value : Rational.ZERO)
                    .forEach((spike, sum) -> assertEncloses(Rational.ZERO, sum, spike));
        }
    }

    @Test
    void spikesScaleWithTime() {
        assertScaleOfTime(MixedNetworks.RATES.network(), -1, -1);
        assertScaleOfTime(MixedNetworks.RATES.inCurrents().network(), -1, 0);
        assertScaleOfTime(MixedNetworks.RATES.inTimeConstants().network(), 1, -1);
        assertScaleOfTime(MixedNetworks.RATES.inCurrents().inTimeConstants().network(), 1, 0);
    }

    private static void assertScaleOfTime(Network network, long ofConstants, long ofWeights) {
        Map<SpikeId, Ball> sums = sums(network, (id, value) -> switch (id.kind()) {
            case DELAYS, INPUTS -> value;
            case ALPHA, BETA -> value.times(Rational.of(ofConstants));
            case WEIGHTS -> value.times(Rational.of(ofWeights));
            default -> Rational.ZERO;
        });
        solve(network).spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                for (int k = 0; k < trains.get(n).size(); k++) {
                    SpikeId spike = new SpikeId(population, n, k);
                    Ball difference = trains.get(n).get(k).time().minus(sums.get(spike));
                    assertEncloses(Rational.ZERO, difference, spike);
                }
            }
        });
    }

    /** V = 4te^−t reaches ϑ = 1 at f, and ∂h/∂α = ∂h/∂β = −f²e^−f/2, so that the derivatives by α and β are f/(2V'). */
    @Test
    void oneNeuronWithEqualRatesHasClosedForms() {
        Answer<Ball> answer =
                solve(new SmallNetworks().alpha("1").source("0").feed(0, 0, "4").neurons(1));
        Spike<Ball> spike = answer.spikes().get("n").get(0).get(0);
        Ball f = spike.time();
        Ball slope = spike.slope();
        Ball one = Ball.ONE.withPrecision(200);
        Map<ParameterId, Ball> expected = Map.of(
                ParameterId.weight(0, 0),
                one.negate().dividedBy(slope).dividedBy(Ball.exactly(4)),
                new ParameterId(ParameterKind.DELAYS, 0, 0),
                one,
                new ParameterId(ParameterKind.ALPHA, 0, 0),
                f.half().dividedBy(slope),
                new ParameterId(ParameterKind.BETA, 1, 0),
                f.half().dividedBy(slope),
                new ParameterId(ParameterKind.THRESHOLD, 1, 0),
                one.dividedBy(slope),
                // The initial potential is the leak, so that V moves with it as a whole.
                new ParameterId(ParameterKind.LEAK, 1, 0),
                one.negate().dividedBy(slope),
                new ParameterId(ParameterKind.INPUTS, 0, 0),
                one);
        Map<ParameterId, Ball> found = new HashMap<>();
        answer.jacobian().orElseThrow().stream()
                .filter(entry -> entry.spike().index() == 0)
                .forEach(entry -> found.put(entry.parameter(), entry.value()));
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach(
                (parameter, value) -> assertEncloses(Rational.ZERO, value.minus(found.get(parameter)), parameter));
    }

    /** Without input V = leak + (initial − leak)e^−t, with leak 2: f = log 2, then every log 2. */
    @Test
    void aNeuronThatFiresOnItsOwnHasClosedForms() {
        Answer<Ball> answer = solve(MixedNetworks.alone("2"));
        Map<SpikeId, Map<ParameterKind, String>> found = new HashMap<>();
        answer.jacobian()
                .orElseThrow()
                .forEach(entry -> found.computeIfAbsent(entry.spike(), unseen -> new HashMap<>())
                        .put(entry.parameter().kind(), entry.value().toDecimal(20)));
        // f = log((leak − initial)/(leak − ϑ))/β; initial is given.
        String minusLog2 = "-0.69314718055994530942";
        assertEquals(
                Map.of(
                        ParameterKind.BETA, minusLog2,
                        ParameterKind.THRESHOLD, "1.0000000000000000000",
                        ParameterKind.LEAK, "-0.50000000000000000000"),
                found.get(new SpikeId("n", 0, 0)));
        // f₁ = f₀ + log((leak − r)/(leak − ϑ))/β
        assertEquals(
                Map.of(
                        ParameterKind.BETA, "-1.3862943611198906188",
                        ParameterKind.THRESHOLD, "2.0000000000000000000",
                        ParameterKind.RESET, "-0.50000000000000000000",
                        ParameterKind.LEAK, "-1.0000000000000000000"),
                found.get(new SpikeId("n", 0, 1)));
    }

    @Test
    void atATieDerivativesByAllParametersAreOneSided() {
        SmallNetworks twins = new SmallNetworks()
                .source("0.25")
                .source("0.25")
                .feed(0, 0, "5")
                .feed(1, 1, "5");
        Answer<Ball> tied = solve(twins.connect(0, 1, "2", "0").neurons(2));
        assertTrue(tied.undecided().stream().allMatch(open -> open.kind() == Undecided.Kind.TIE));
        assertTrue(tied.jacobian().orElseThrow().stream()
                .allMatch(entry -> entry.spike().neuron() == 0));
    }

    @Test
    void aTieOverAWeightOfZeroLeavesDerivativesByDelaysAlone() {
        SmallNetworks twins = new SmallNetworks()
                .source("0.25")
                .source("0.25")
                .feed(0, 0, "5")
                .feed(1, 1, "5");
        Network network = twins.connect(0, 1, "0", "0")
                .loss(new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", 1, 0, Rational.ONE))))
                .neurons(2);
        Answer<Ball> answer = solve(network);
        assertEquals(List.of(), answer.undecided());
        Gradient<Ball> gradient =
                ((Outcome.Known<Gradient<Ball>>) answer.gradient().orElseThrow()).value();
        assertEquals(
                List.of(Ball.ZERO), gradient.values().get(ParameterKind.DELAYS).get(1));
    }
}
