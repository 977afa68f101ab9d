package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every clause of proofs-notes/semantics.md has a test here, tagged with its number. */
class SemanticsTest {

    private static final Rational ONE = Rational.ONE;

    private static Answer<Ball> solve(Network network) {
        return new CertifiedEngine().solve(network, Question.ofDigits(30));
    }

    private static Answer<Ball> withJacobian(Network network) {
        return new CertifiedEngine()
                .solve(
                        network,
                        Question.ofDigits(30)
                                .withRespectTo(EnumSet.allOf(ParameterKind.class))
                                .withJacobian());
    }

    private static <T> T known(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Known<T> known) {
            return known.value();
        }
        throw new AssertionError(outcome);
    }

    private static List<Spike<Ball>> train(Answer<Ball> answer, int neuron) {
        return answer.spikes().get("n").get(neuron);
    }

    private static List<String> times(Answer<Ball> answer, int neuron) {
        return train(answer, neuron).stream()
                .map(spike -> spike.time().toDecimal(30))
                .toList();
    }

    private static Loss.SpikeTimeSquare targets(Loss.SpikeTimeSquare.Target... targets) {
        return new Loss.SpikeTimeSquare(List.of(targets));
    }

    private static Loss.SpikeTimeSquare.Target target(int neuron, int spike) {
        return new Loss.SpikeTimeSquare.Target("n", neuron, spike, ONE);
    }

    private static Outcome<Ball> withoutValue(Answer<Ball> answer, int neuron, ParameterId parameter) {
        return answer.atTies().jacobian().stream()
                .filter(entry -> entry.spike().neuron() == neuron
                        && entry.spike().index() == 0
                        && entry.parameter().equals(parameter))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Derivative<Ball> derivative(Answer<Ball> answer, int neuron, ParameterId parameter) {
        return answer.jacobian().orElseThrow().stream()
                .filter(entry -> entry.spike().neuron() == neuron
                        && entry.spike().index() == 0
                        && entry.parameter().equals(parameter))
                .findFirst()
                .orElseThrow();
    }

    /** Two neurons with the same input, of weight 5 at time 0. */
    private static SmallNetworks twins() {
        return new SmallNetworks().source("0").feed(0, 0, "5").feed(0, 1, "5");
    }

    /** The time at which 5(e^−t − e^−2t) reaches 1. */
    private static final String CROSSING = "0.323507131157446739802620753189";

    @Test
    void everyClauseHasATest() throws IOException {
        String notes = Files.readString(Path.of("..", "proofs-notes", "semantics.md"));
        Set<String> clauses = Pattern.compile("(?m)^## (semantics-S[0-9]+) ")
                .matcher(notes)
                .results()
                .map(MatchResult::group)
                .map(heading -> heading.substring(3).strip())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested = Arrays.stream(SemanticsTest.class.getDeclaredMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotationsByType(Tag.class)))
                .map(Tag::value)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(clauses, tested);
    }

    @Test
    @Tag("semantics-S1")
    void anArrivalAtTheVeryTimeOfACrossingNeitherMakesNorPreventsIt() {
        for (String weight : List.of("-100", "0", "100")) {
            Answer<Ball> answer =
                    solve(twins().connect(0, 1, weight, "0").horizon("0.4").neurons(2));
            assertEquals(CROSSING, times(answer, 1).get(0), "weight " + weight);
            assertTrue(train(answer, 1).get(0).slope().isPositive());
        }
    }

    @Test
    @Tag("semantics-S2")
    void aTouchIsUndecidedWithTheTimeOfThePeakAndAPeakNearItIsDecided() {
        SmallNetworks touch = new SmallNetworks().source("0").feed(0, 0, "4");
        Undecided undecided = solve(touch.neurons(1)).undecided().get(0);
        assertEquals(Undecided.Kind.GRAZING, undecided.kind());
        assertTrue(undecided.place().time().orElseThrow().startsWith("0.69314718055994530941"), "ln 2");
        Rational nearby = Rational.parse("1e-60");
        for (int sign : new int[] {-1, 1}) {
            Rational weight = Rational.of(4).plus(sign > 0 ? nearby : nearby.negate());
            Answer<Ball> near = solve(new SmallNetworks()
                    .source("0")
                    .feed(0, 0, weight.toString())
                    .neurons(1));
            assertEquals(List.of(), near.undecided());
            assertEquals(sign > 0 ? 1 : 0, train(near, 0).size());
        }
    }

    @Test
    @Tag("semantics-S3")
    void aKinkAtTheThresholdIsASpikeWithTheLeftSlopeAndWithoutDerivatives() {
        Answer<Ball> alone = withJacobian(twins().horizon("0.4").neurons(2));
        Answer<Ball> inhibited =
                withJacobian(twins().connect(0, 1, "-9", "0").horizon("0.4").neurons(2));
        assertEquals(times(alone, 1), times(inhibited, 1));
        assertEquals(
                train(alone, 1).get(0).slope().toDecimal(30),
                train(inhibited, 1).get(0).slope().toDecimal(30));
        // By what moves one of the twins alone the spike may vanish; by what moves both alike it moves as if it were
        // alone.
        assertInstanceOf(Outcome.Open.class, withoutValue(inhibited, 1, ParameterId.weight(0, 0)));
        assertEquals(
                derivative(alone, 1, new ParameterId(ParameterKind.THRESHOLD, 1, 0))
                        .value()
                        .toDecimal(30),
                derivative(inhibited, 1, new ParameterId(ParameterKind.THRESHOLD, 1, 0))
                        .value()
                        .toDecimal(30));
    }

    /** One neuron without input, β = 1, ϑ = 1, initially at 0. */
    private static Network alone(String leak, String horizon) {
        Population.Neurons plain = Population.Neurons.uniform("n", 1, ONE, ONE);
        return new Network(
                "alone",
                Convention.KERNEL,
                Rational.parse(horizon),
                List.of(new Population.Neurons(
                        "n",
                        1,
                        plain.membrane(),
                        plain.threshold(),
                        plain.reset(),
                        Parameter.shared(Rational.parse(leak)),
                        Optional.of(Parameter.shared(Rational.ZERO)),
                        plain.refractory())),
                List.of(),
                Optional.empty());
    }

    @Test
    @Tag("semantics-S4")
    void aLeakAtTheThresholdNeverFiresAndOneAboveItDoes() {
        assertEquals(List.of(), solve(alone("1", "1000")).undecided());
        assertEquals(0, train(solve(alone("1", "1000")), 0).size());
        // V = (1 + 1e-9)(1 − e^−t) reaches 1 at ln(1e9 + 1).
        assertEquals(1, train(solve(alone("1.000000001", "30")), 0).size());
    }

    @Test
    @Tag("semantics-S5")
    void anInputAtTimeZeroHasTheDerivativeOfTheFormula() {
        // One input moves its spike along with it, whether at 0 or later.
        for (String time : List.of("0", "0.5")) {
            Answer<Ball> answer = withJacobian(
                    new SmallNetworks().source(time).feed(0, 0, "5").neurons(1));
            Ball byInput = derivative(answer, 0, new ParameterId(ParameterKind.INPUTS, 0, 0))
                    .value();
            Ball byDelay = derivative(answer, 0, new ParameterId(ParameterKind.DELAYS, 0, 0))
                    .value();
            assertTrue(byInput.contains(Ball.ONE), byInput.toString());
            assertTrue(byDelay.contains(Ball.ONE), byDelay.toString());
        }
    }

    @Test
    @Tag("semantics-S6")
    void theHorizonCountsAndWhatComesAfterItHasNoEffectAndZeroDerivatives() {
        SmallNetworks network = new SmallNetworks().source("0", "0.4").feed(0, 0, "5");
        Answer<Ball> answer =
                withJacobian(network.horizon("0.35").loss(targets(target(0, 0))).neurons(1));
        assertEquals(List.of(CROSSING), times(answer, 0));
        Gradient<Ball> gradient = known(answer.gradient().orElseThrow());
        assertTrue(gradient.values().get(ParameterKind.INPUTS).get(0).get(1).isZero());
        assertEquals(0, train(solve(network.horizon("0.3").neurons(1)), 0).size());
        assertEquals(0, train(solve(network.horizon("0").neurons(1)), 0).size());
        // The horizon is the crossing to 400 digits: no precision within the limit of 300 tells them apart.
        String crossing = new CertifiedEngine()
                .solve(new SmallNetworks().source("0").feed(0, 0, "5").neurons(1), Question.ofDigits(400))
                .spikes()
                .get("n")
                .get(0)
                .get(0)
                .time()
                .toDecimal(400);
        Answer<Ball> open = solve(new SmallNetworks()
                .source("0")
                .feed(0, 0, "5")
                .horizon(crossing)
                .neurons(1));
        assertEquals(Undecided.Kind.HORIZON, open.undecided().get(0).kind());
    }

    @Test
    @Tag("semantics-S7")
    void aTieLeavesTimesAloneAndTakesDerivativesAway() {
        Answer<Ball> answer = withJacobian(
                twins().connect(0, 1, "2", "0").loss(targets(target(1, 0))).neurons(2));
        assertEquals(CROSSING, times(answer, 1).get(0));
        assertInstanceOf(Outcome.Known.class, answer.loss().orElseThrow());
        Outcome.Undefined<?> undefined =
                assertInstanceOf(Outcome.Undefined.class, answer.gradient().orElseThrow());
        assertTrue(undefined.why().startsWith("one-sided: events that coincide part"), undefined.why());
        assertEquals(List.of(), answer.undecided());
        assertInstanceOf(Outcome.Undefined.class, withoutValue(answer, 1, ParameterId.weight(0, 0)));
        assertInstanceOf(Outcome.Undefined.class, withoutValue(answer, 1, ParameterId.weight(0, 1)));
        assertTrue(derivative(answer, 1, new ParameterId(ParameterKind.THRESHOLD, 1, 0))
                .value()
                .isPositive());
        Answer<Ball> other = solve(
                twins().connect(0, 1, "2", "0").loss(targets(target(0, 0))).neurons(2));
        assertInstanceOf(Outcome.Known.class, other.gradient().orElseThrow());
    }

    @Test
    @Tag("semantics-S8")
    void tiesOverWeightZeroWithoutASynapseOrWithOneselfDoNotMatter() {
        Loss loss = targets(target(0, 0), target(1, 0));
        assertInstanceOf(
                Outcome.Known.class,
                solve(twins().loss(loss).neurons(2)).gradient().orElseThrow());
        assertInstanceOf(
                Outcome.Known.class,
                solve(twins().connect(0, 1, "0", "0").loss(loss).neurons(2))
                        .gradient()
                        .orElseThrow());
        assertInstanceOf(
                Outcome.Known.class,
                solve(twins().connect(0, 0, "3", "0").loss(loss).neurons(2))
                        .gradient()
                        .orElseThrow());
        Answer<Ball> split = solve(new SmallNetworks()
                .source("0")
                .source("0")
                .feed(0, 0, "2")
                .feed(1, 0, "3")
                .neurons(1));
        assertEquals(CROSSING, times(split, 0).get(0));
    }

    @Test
    @Tag("semantics-S9")
    void equalTimesInATrainAreTwoSpikes() {
        Answer<Ball> answer = withJacobian(
                new SmallNetworks().source("0", "0").feed(0, 0, "2.5").neurons(1));
        assertEquals(CROSSING, times(answer, 0).get(0));
        Ball first = derivative(answer, 0, new ParameterId(ParameterKind.INPUTS, 0, 0))
                .value();
        Ball second = derivative(answer, 0, new ParameterId(ParameterKind.INPUTS, 0, 1))
                .value();
        assertTrue(first.overlaps(second));
        assertTrue(first.plus(second).contains(Ball.ONE), "together they move the spike along");
    }

    @Test
    @Tag("semantics-S10")
    void loopsWithoutDelayAreWellPosed() {
        Answer<Ball> answer = solve(new SmallNetworks()
                .source("0")
                .feed(0, 0, "5")
                .connect(0, 1, "40", "0")
                .connect(1, 0, "40", "0")
                .horizon("0.4")
                .neurons(2));
        assertEquals(List.of(), answer.undecided());
        assertEquals(CROSSING, times(answer, 0).get(0));
        assertTrue(train(answer, 1)
                .get(0)
                .time()
                .isGreaterThan(train(answer, 0).get(0).time()));
    }

    @Test
    @Tag("semantics-S11")
    void unconnectedNeuronsMayFireAtTimesThatNoPrecisionSeparates() {
        String shifted = "0." + "0".repeat(499) + "1";
        Answer<Ball> answer = solve(new SmallNetworks()
                .source("0")
                .source(shifted)
                .feed(0, 0, "5")
                .feed(1, 1, "5")
                .neurons(2));
        assertEquals(List.of(), answer.undecided());
        assertEquals(times(answer, 0), times(answer, 1));
    }

    @Test
    @Tag("semantics-S12")
    void aLossWithoutItsSpikeIsUndefinedAndSilentRivalsDropOut() {
        Loss label = new Loss.FirstSpikeCrossEntropy("n", 1, ONE, ONE, Rational.of(2));
        SmallNetworks network = new SmallNetworks().source("0").feed(0, 0, "5");
        Answer<Ball> silent = solve(network.loss(label).neurons(2));
        assertInstanceOf(Outcome.Undefined.class, silent.loss().orElseThrow());
        assertInstanceOf(Outcome.Undefined.class, silent.gradient().orElseThrow());
        assertEquals(List.of(), silent.undecided());
        Outcome.Undefined<?> missing = assertInstanceOf(
                Outcome.Undefined.class,
                solve(network.loss(targets(target(0, 7))).neurons(2)).loss().orElseThrow());
        assertTrue(missing.why().contains("spike 7 of neuron 0 of \"n\""), missing.why());
        // Only the label fires: 2(e^f − 1), and e^−f = (1 + √(1/5))/2.
        Loss lonely = new Loss.FirstSpikeCrossEntropy("n", 0, ONE, ONE, Rational.of(2));
        Ball value = known(solve(network.loss(lonely).neurons(2)).loss().orElseThrow());
        double expected = 2 * (2 / (1 + Math.sqrt(0.2)) - 1);
        assertEquals(expected, new BigDecimal(value.toDecimal(17)).doubleValue(), 1e-15);
        Ball none = known(solve(network.loss(targets()).neurons(2)).loss().orElseThrow());
        assertTrue(none.isZero());
    }

    @Test
    @Tag("semantics-S13")
    void aLossThatNeedsAnOpenSpikeIsOpenAndOneThatDoesNotIsKnown() {
        SmallNetworks network = new SmallNetworks().source("0").feed(0, 0, "4").feed(0, 1, "5");
        Answer<Ball> open = solve(network.loss(targets(target(0, 0))).neurons(2));
        assertInstanceOf(Outcome.Open.class, open.loss().orElseThrow());
        assertEquals(Undecided.Kind.GRAZING, open.undecided().get(0).kind());
        Answer<Ball> known = solve(network.loss(targets(target(1, 0))).neurons(2));
        assertInstanceOf(Outcome.Known.class, known.loss().orElseThrow());
    }

    @Test
    @Tag("semantics-S14")
    void zeroByStructureIsZeroAndAZeroWeightHasADerivative() {
        Network network = twins().source("0.1")
                .feed(1, 0, "0")
                .loss(targets(target(0, 0)))
                .neurons(2);
        Gradient<Ball> gradient = known(solve(network).gradient().orElseThrow());
        List<Ball> weights = gradient.weights().get(0);
        assertEquals("0", weights.get(1).toDecimalOrZero(30), "the other neuron's synapse");
        assertTrue(weights.get(2).isPositive() || weights.get(2).isNegative(), "the synapse of weight zero");
    }

    /** One input of weight 4 with α = 2 on a readout with β = 1, whose peak is 1. */
    private static Network readout(Loss loss) {
        Population.Neurons plain = Population.Neurons.uniform("n", 1, ONE, ONE);
        Population.Neurons readout = new Population.Neurons(
                "n",
                1,
                plain.membrane(),
                Optional.empty(),
                plain.reset(),
                plain.leak(),
                plain.initial(),
                plain.refractory());
        return new Network(
                "readout",
                Convention.KERNEL,
                Rational.of(5),
                List.of(new Population.Source("in", List.of(List.of(Rational.ZERO))), readout),
                List.of(new Projection(
                        "in",
                        "n",
                        SynapticDecay.shared(TimeConstant.rate(Rational.of(2))),
                        new Connectivity.Listed(List.of(new Synapse(0, 0, Rational.of(4), Rational.ZERO))))),
                Optional.of(loss));
    }

    @Test
    @Tag("semantics-S15")
    void nothingAboutAReadoutIsGrazing() {
        Answer<Ball> answer = solve(readout(new Loss.VoltageSquare("n", 0, ONE)));
        assertEquals(List.of(), answer.undecided());
        assertInstanceOf(Outcome.Known.class, answer.gradient().orElseThrow());
    }

    @Test
    @Tag("semantics-S16")
    void derivativesByRatesAreContinuousAtEqualRates() {
        ParameterId alpha = new ParameterId(ParameterKind.ALPHA, 0, 0);
        Ball below = derivative(single("0.999999999999999"), 0, alpha).value();
        Ball at = derivative(single("1"), 0, alpha).value();
        Ball above = derivative(single("1.000000000000001"), 0, alpha).value();
        Ball tiny = Ball.ONE.shift(-43);
        assertTrue(at.minus(below).abs().isLessThan(tiny));
        assertTrue(above.minus(at).abs().isLessThan(tiny));
        assertTrue(!at.isZero());
    }

    private static Answer<Ball> single(String alpha) {
        return withJacobian(
                new SmallNetworks().source("0").alpha(alpha).feed(0, 0, "5").neurons(1));
    }

    @Test
    @Tag("semantics-S17")
    void aVoltageLossTakesTheSidesOfASpike() {
        // ∫V over [0, f] and from the reset on; a horizon between two spikes sees both sides of the first.
        Loss area = new Loss.VoltageIntegral("n", List.of(ONE), Rational.ZERO);
        SmallNetworks network = new SmallNetworks().source("0").feed(0, 0, "5").loss(area);
        double upTo = value(solve(network.horizon("0.3235").neurons(1)));
        double past = value(solve(network.horizon("0.3236").neurons(1)));
        double rate = (past - upTo) / 1e-4;
        // 0.07 of the step before the spike at V ≈ 1, the rest after it at V ≈ 0.
        assertTrue(rate > 0.05 && rate < 0.12, "mean of V over the step: " + rate);
    }

    private static double value(Answer<Ball> answer) {
        Ball known = known(answer.loss().orElseThrow());
        return new BigDecimal(known.toDecimal(30)).doubleValue();
    }

    @Test
    @Tag("semantics-S18")
    void aRunawayEndsAtTheLimitAndItsSpikesStand() {
        Network network = new SmallNetworks()
                .source("0")
                .horizon("12")
                .feed(0, 0, "6")
                .connect(0, 0, "3", "0")
                .neurons(1);
        Answer<Ball> answer =
                new CertifiedEngine().solve(network, Question.ofDigits(10).withLimits(new Question.Limits(100, 50)));
        assertEquals(Undecided.Kind.LIMIT, answer.undecided().get(0).kind());
        assertEquals(50, train(answer, 0).size());
    }

    @Test
    @Tag("semantics-S19")
    void arrivalsInARefractoryPeriodCountFromItsEnd() {
        SmallNetworks network = new SmallNetworks()
                .source("0")
                .feed(0, 0, "5")
                .connect(0, 0, "20", "0.25")
                .horizon("1.3");
        Answer<Ball> held = solve(network.refractory("0.75").neurons(1));
        Answer<Ball> free = solve(network.refractory("0").neurons(1));
        assertEquals(times(free, 0).get(0), times(held, 0).get(0), "nothing is held at time 0");
        Ball since = train(held, 0).get(1).time().minus(train(held, 0).get(0).time());
        // At the end of the period I = 20e^−1 + 5e^−2(f + 0.75) = 7.94; I(x − x²) = 1 has x = 0.852.
        assertEquals(0.75 + 0.1595, since.approximate(), 1e-3);
        assertTrue(train(free, 0).get(1).time().isLessThan(train(held, 0).get(1).time()));
    }

    @Test
    @Tag("semantics-S20")
    void anArrivalAtTheEndOfARefractoryPeriodMattersToDerivativesAlone() {
        SmallNetworks network = twins().connect(0, 1, "9", "0.5").refractory("0.5");
        Answer<Ball> answer = withJacobian(network.neurons(2));
        assertEquals(2, train(answer, 1).size());
        assertEquals(List.of(), answer.undecided());
        assertTrue(!answer.atTies().jacobian().isEmpty());
        for (Derivative<Outcome<Ball>> entry : answer.atTies().jacobian()) {
            assertEquals(new SpikeId("n", 1, 1), entry.spike());
            assertInstanceOf(Outcome.Undefined.class, entry.value());
        }
    }

    /** One neuron with ϑ = 1 that starts at 0 and has a current. */
    private static Network driven(String beta, String refractory, String horizon, String... steps) {
        return Currents.neuron(beta, refractory, horizon, steps);
    }

    @Test
    @Tag("semantics-S21")
    void theCurrentGoesOnWhileThePotentialIsHeld() {
        Answer<Ball> free = solve(driven("1", "0", "5", "0", "1.5"));
        Answer<Ball> held = solve(driven("1", "0.5", "5", "0", "1.5"));
        Answer<Ball> halved = solve(driven("1", "0.5", "5", "0", "1.5", "1.25", "3"));
        String first = "1.09861228866810969139524523692";
        assertEquals(first, times(free, 0).get(0), "ln 3");
        assertEquals("2.19722457733621938279049047385", times(free, 0).get(1), "2 ln 3");
        assertEquals("2.69722457733621938279049047385", times(held, 0).get(1), "2 ln 3 + 1/2");
        // The current of the restart counts: ln (3/2) from ln 3 + 1/2 on, whatever it was in the hold.
        Ball wait = train(halved, 0)
                .get(1)
                .time()
                .minus(train(halved, 0).get(0).time())
                .minus(Ball.of(Rational.of(1, 2), 200));
        assertEquals("0.405465108108164381978013115464", wait.toDecimal(30));
    }

    @Test
    @Tag("semantics-S22")
    void aJumpAtTheHorizonOrOfSizeZeroHasNoEffect() {
        Network until = driven("1", "0", "2", "0", "1.5", "2", "100", "3", "-100");
        Answer<Ball> answer = withJacobian(until);
        assertEquals(List.of("1.09861228866810969139524523692"), times(answer, 0));
        assertTrue(answer.undecided().isEmpty());
        for (ParameterKind kind : List.of(ParameterKind.CURRENT, ParameterKind.CURRENT_TIMES)) {
            assertEquals(
                    List.of(0),
                    answer.jacobian().orElseThrow().stream()
                            .map(Derivative::parameter)
                            .filter(parameter -> parameter.kind() == kind)
                            .map(ParameterId::index)
                            .toList());
        }
        Answer<Ball> whole = withJacobian(driven("1", "0", "2", "0", "1.5"));
        Answer<Ball> parted = withJacobian(driven("1", "0", "2", "0", "1.5", "0.5", "1.5"));
        Ball one = derivative(whole, 0, new ParameterId(ParameterKind.CURRENT, 1, 0))
                .value();
        Ball two = derivative(parted, 0, new ParameterId(ParameterKind.CURRENT, 1, 0))
                .value()
                .plus(derivative(parted, 0, new ParameterId(ParameterKind.CURRENT, 1, 1))
                        .value());
        assertEquals(one.toDecimal(25), two.toDecimal(25));
        assertThrows(InvalidNetworkException.class, () -> driven("1", "0", "2", "0", "1.5", "0", "2"));
    }

    @Test
    @Tag("semantics-S23")
    void withoutLeakThePotentialStaysWhereItIs() {
        Answer<Ball> answer = withJacobian(driven("0", "0", "10", "0", "1/4", "2", "0", "5", "1/3"));
        assertEquals(List.of("6.50000000000000000000000000000", "9.50000000000000000000000000000"), times(answer, 0));
        assertTrue(answer.jacobian().orElseThrow().stream()
                .noneMatch(entry -> entry.parameter().kind() == ParameterKind.LEAK));
        Network still = Currents.started("0", "0.99999999999999999999");
        assertEquals(List.of(), times(solve(still), 0));
    }
}
