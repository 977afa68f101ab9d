package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.EventLoop;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.RefractoryEnd;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The refractory period: events-E7; gradient-G14; eventprop-V15. */
class RefractoryTest {

    private static final int DIGITS = 30;
    private static final int BITS = 256;
    private static final Set<ParameterKind> ALL = EnumSet.allOf(ParameterKind.class);

    private static Answer<Ball> solve(Network network, Question question) {
        return new CertifiedEngine().solve(network, question);
    }

    private static Question weights() {
        return Question.ofDigits(DIGITS).withJacobian();
    }

    private static Question everything() {
        return weights().withRespectTo(ALL);
    }

    private static List<Spike<Ball>> train(Answer<Ball> answer, int neuron) {
        return answer.spikes().get("n").get(neuron);
    }

    private static Gradient<Ball> gradient(Answer<Ball> answer) {
        if (answer.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Ball>> gradient) {
            return gradient.value();
        }
        throw new AssertionError(answer.gradient().orElseThrow() + " " + answer.undecided());
    }

    private static Loss half(int neuron, int spike) {
        return new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", neuron, spike, Rational.ZERO)));
    }

    private static Ball ball(String real) {
        return Ball.of(Rational.parse(real), BITS);
    }

    private static void assertDigits(Ball expected, Ball found) {
        assertEquals(expected.toDecimal(DIGITS - 1), found.toDecimal(DIGITS - 1));
    }

    /** f_0 = log((leak − initial)/(leak − ϑ))/β, not held at time 0, and f_{k+1} − f_k = ρ + log((leak − r)/(leak − ϑ))/β. */
    @ParameterizedTest
    @ValueSource(strings = {"1/3", "2"})
    void aNeuronThatFiresOnItsOwnHasAPeriodLongerByTheRefractoryPeriod(String refractory) {
        Network network = new SmallNetworks()
                .horizon("10")
                .leak("3")
                .refractory(refractory)
                .neurons(1);
        List<Spike<Ball>> train = train(solve(network, weights()), 0);
        Ball rise = ball("3/2").log();
        Ball expected = rise;
        for (Spike<Ball> spike : train) {
            assertDigits(expected, spike.time());
            assertDigits(ball("2"), spike.slope());
            expected = expected.plus(rise).plus(ball(refractory));
        }
        assertTrue(expected.isGreaterThan(ball("10")), "all spikes up to the horizon");
    }

    /** The same, ℓ = ½f₁² with f₁ = ρ + (log((leak − initial)/(leak − ϑ)) + log((leak − r)/(leak − ϑ)))/β. */
    @ParameterizedTest
    @EnumSource
    void itsGradientHasAClosedForm(Method method) {
        Network network =
                new SmallNetworks().leak("3").refractory("1/3").loss(half(0, 1)).neurons(1);
        Answer<Ball> answer = solve(network, everything().by(method));
        Ball f = train(answer, 0).get(1).time();
        Map<ParameterKind, List<List<Ball>>> values = gradient(answer).values();
        Ball rise = ball("3/2").log();
        assertDigits(
                f.times(rise.shift(1)).negate(),
                values.get(ParameterKind.BETA).get(1).get(0));
        assertDigits(f, values.get(ParameterKind.THRESHOLD).get(1).get(0));
        assertDigits(
                f.dividedBy(ball("-3")), values.get(ParameterKind.RESET).get(1).get(0));
        assertDigits(
                f.dividedBy(ball("-3")), values.get(ParameterKind.LEAK).get(1).get(0));
    }

    /** With α = 2, β = 1: V = J(x − x²), x = e^{−(f−e')}, J the current that is there at the end e' of the refractory period. */
    @Test
    void whatArrivesInARefractoryPeriodActsOnTheCurrentOnly() {
        Network network = new SmallNetworks()
                .source("0", "0.5", "0.8")
                .feed(0, 0, "9")
                .connect(0, 0, "2", "0.25")
                .refractory("1")
                .horizon("2")
                .neurons(1);
        List<Spike<Ball>> train = train(solve(network, weights()), 0);
        assertEquals(2, train.size());
        Ball e = train.get(0).time();
        Ball end = e.plus(Ball.ONE);
        Ball current = ball("2").times(ball("-1.5").exp());
        for (String arrival : List.of("0", "0.5", "0.8")) {
            current = current.plus(
                    ball("9").times(ball(arrival).minus(end).shift(1).exp()));
        }
        Ball x = end.minus(train.get(1).time()).exp();
        assertTrue(x.isGreaterThan(Ball.ONE.half()));
        assertTrue(current.times(x.minus(x.times(x))).contains(Ball.ONE));
        // V' = J(2x² − x)
        assertDigits(current.times(x.times(x).shift(1).minus(x)), train.get(1).slope());
    }

    /** Twins get 9 at 0, and neuron 0 feeds neuron 1 over the given delay; both are refractory for ½. */
    private static SmallNetworks twins(String delay) {
        return new SmallNetworks()
                .source("0", "1")
                .feed(0, 0, "9")
                .feed(0, 1, "9")
                .connect(0, 1, "3", delay)
                .refractory("1/2")
                .horizon("3");
    }

    private static final String LESS = "0.4" + "9".repeat(60);
    private static final String MORE = "0.5" + "0".repeat(59) + "1";

    @Test
    void anotherSpikeThatArrivesAtTheEndOfARefractoryPeriodLeavesTheNextSpikeWithoutDerivatives() {
        Answer<Ball> tied = solve(twins("0.5").neurons(2), weights());
        Answer<Ball> before = solve(twins(LESS).neurons(2), weights());
        Answer<Ball> after = solve(twins(MORE).neurons(2), weights());
        assertTrue(train(tied, 1).size() >= 2);
        for (int k = 0; k < train(tied, 1).size(); k++) {
            assertDigits(train(before, 1).get(k).time(), train(tied, 1).get(k).time());
            assertDigits(train(after, 1).get(k).time(), train(tied, 1).get(k).time());
        }
        assertEquals(List.of(), tied.undecided());
        assertTrue(tied.atTies().jacobian().stream()
                .allMatch(entry -> entry.value() instanceof Outcome.Undefined
                        && entry.spike().neuron() == 1
                        && entry.spike().index() > 0));
        assertEquals(
                train(tied, 1).size() - 1,
                tied.atTies().jacobian().stream()
                        .map(Derivative::spike)
                        .distinct()
                        .count(),
                "the next spike and what follows from it");
        assertTrue(tied.jacobian().orElseThrow().stream()
                .anyMatch(entry -> entry.spike().neuron() == 1 && entry.spike().index() == 0));
        assertEquals(List.of(), before.undecided());
        assertEquals(List.of(), after.undecided());
    }

    @ParameterizedTest
    @EnumSource
    void itsOneSidedDerivativesDiffer(Method method) {
        Question question = Question.ofDigits(DIGITS).by(method);
        for (Loss loss : List.of(half(1, 1), new Loss.VoltageSquare("n", 1, Rational.ONE))) {
            Answer<Ball> tied = solve(twins("0.5").loss(loss).neurons(2), question);
            assertInstanceOf(Outcome.Known.class, tied.loss().orElseThrow());
            assertInstanceOf(Outcome.Undefined.class, tied.gradient().orElseThrow());
            Ball before = gradient(solve(twins(LESS).loss(loss).neurons(2), question))
                    .weights()
                    .get(0)
                    .get(0);
            Ball after = gradient(solve(twins(MORE).loss(loss).neurons(2), question))
                    .weights()
                    .get(0)
                    .get(0);
            assertTrue(before.minus(after).abs().isGreaterThan(Ball.ONE.shift(-10)), before + " and " + after);
        }
    }

    @Test
    void overAWeightOfZeroThereIsNoTie() {
        Network network = new SmallNetworks()
                .source("0", "1")
                .feed(0, 0, "9")
                .feed(0, 1, "9")
                .connect(0, 1, "0", "0.5")
                .refractory("1/2")
                .neurons(2);
        assertEquals(List.of(), solve(network, everything()).undecided());
    }

    @Test
    void anArrivalThatIsNotSeparatedFromTheEndLeavesDerivativesUndecided() {
        SmallNetworks network = new SmallNetworks()
                .source("0")
                .feed(0, 0, "9")
                .feed(0, 1, "9")
                .mirrored()
                .connect(0, 1, "9", "0.5")
                .refractory("1/2")
                .horizon("3");
        Question question = weights().withLimits(new Question.Limits(100, 100));
        Answer<Ball> answer = solve(network.neurons(2), question);
        assertDigits(train(answer, 0).get(0).time(), train(answer, 1).get(0).time());
        assertEquals(Optional.of(1), answer.undecided().get(0).place().spike());
        assertEquals(Undecided.Kind.TIE, answer.undecided().get(0).kind());
        for (Loss loss : List.of(half(1, 1), new Loss.VoltageSquare("n", 1, Rational.ONE))) {
            Answer<Ball> lossy = solve(network.loss(loss).neurons(2), question);
            assertInstanceOf(Outcome.Open.class, lossy.gradient().orElseThrow());
        }
        assertInstanceOf(
                Outcome.Known.class,
                solve(network.loss(half(1, 0)).neurons(2), question).gradient().orElseThrow());
    }

    private static SmallNetworks heardByItself(String delay) {
        return new SmallNetworks()
                .source("0", "1")
                .feed(0, 0, "9")
                .connect(0, 0, "3", delay)
                .refractory("1/2")
                .horizon("3");
    }

    /** gradient-G14: the arrival moves with the end of the period, so that it does not matter which comes first; but to the delay. */
    @ParameterizedTest
    @EnumSource
    void aSpikeThatArrivesAtItsOwnNeuronAtTheEndIsNoTieButForTheDelay(Method method) {
        EnumSet<ParameterKind> others = EnumSet.complementOf(EnumSet.of(ParameterKind.DELAYS));
        for (Loss loss : List.of(half(0, 2), new Loss.VoltageSquare("n", 0, Rational.ONE))) {
            Question question = weights().withRespectTo(others).by(method);
            Answer<Ball> at = solve(heardByItself("1/2").loss(loss).neurons(1), question);
            assertEquals(List.of(), at.undecided());
            for (String delay : List.of(LESS, MORE)) {
                Answer<Ball> near = solve(heardByItself(delay).loss(loss).neurons(1), question);
                assertSame(gradient(near), gradient(at));
            }
            Answer<Ball> byDelay = solve(
                    heardByItself("1/2").loss(loss).neurons(1), everything().by(method));
            assertInstanceOf(Outcome.Undefined.class, byDelay.gradient().orElseThrow());
            assertEquals(List.of(), byDelay.undecided());
            Map<ParameterKind, List<List<Outcome<Ball>>>> entries =
                    new EnumMap<>(byDelay.atTies().gradient().orElseThrow().values());
            assertInstanceOf(
                    Outcome.Undefined.class,
                    entries.remove(ParameterKind.DELAYS).get(1).get(0));
            entries.forEach((kind, owners) -> owners.stream()
                    .flatMap(List::stream)
                    .forEach(entry -> assertInstanceOf(Outcome.Known.class, entry)));
        }
    }

    private static void assertSame(Gradient<Ball> expected, Gradient<Ball> found) {
        expected.values().forEach((kind, owners) -> {
            for (int p = 0; p < owners.size(); p++) {
                for (int k = 0; k < owners.get(p).size(); k++) {
                    assertDigits(
                            owners.get(p).get(k),
                            found.values().get(kind).get(p).get(k));
                }
            }
        });
    }

    /** V = 0 from the spike e to T: ℓ = ∫₀ᵉ ½(V − 1)² + ½(T − e), of which only −(T − e) is by the reset. */
    @ParameterizedTest
    @EnumSource
    void aPeriodThatEndsBehindTheHorizonLastsToTheHorizon(Method method) {
        Loss loss = new Loss.VoltageSquare("n", 0, Rational.ONE);
        SmallNetworks network = new SmallNetworks()
                .source("0", "1")
                .feed(0, 0, "9")
                .refractory("7")
                .loss(loss);
        Answer<Ball> shorter =
                solve(network.horizon("2").neurons(1), everything().by(method));
        Answer<Ball> longer =
                solve(network.horizon("5").neurons(1), everything().by(method));
        assertEquals(1, train(longer, 0).size());
        Ball e = train(longer, 0).get(0).time();
        assertDigits(
                e.minus(ball("5")),
                gradient(longer).values().get(ParameterKind.RESET).get(1).get(0));
        Ball more = known(longer.loss()).minus(known(shorter.loss()));
        assertDigits(ball("3/2"), more);
        gradient(shorter).values().forEach((kind, owners) -> {
            for (int p = 0; p < owners.size(); p++) {
                for (int k = 0; k < owners.get(p).size(); k++) {
                    Ball other = gradient(longer).values().get(kind).get(p).get(k);
                    assertEquals(
                            kind != ParameterKind.RESET || p == 0,
                            owners.get(p).get(k).overlaps(other),
                            kind + ": " + other);
                }
            }
        });
    }

    private static Ball known(Optional<Outcome<Ball>> loss) {
        return ((Outcome.Known<Ball>) loss.orElseThrow()).value();
    }

    /** events-E7: the input at 1 is known, and taken up with what arrives at 0.2, before neuron 1 has spiked a second time. */
    @Test
    void arrivalsInARefractoryPeriodAreListedInOrderOfTimeHoweverLateTheyAreAnnounced() {
        Network network = new SmallNetworks()
                .source("0", "1")
                .feed(0, 0, "20")
                .feed(0, 1, "12")
                .connect(1, 0, "1", "0.05")
                .refractory("0.25")
                .neurons(2);
        Network longer = withRefractory(network, "1.2");
        Wiring wiring = Wiring.of(longer);
        Raster raster = EventLoop.run(wiring, BITS, 100, false, Progress.SILENT);
        RefractoryEnd restart = raster.restarts().get(0).get(0);
        List<Raster.Arrival> held = raster.arrivals()
                .get(0)
                .subList(raster.spikes().get(restart.spike()).causes(), restart.before());
        assertTrue(held.size() >= 3, held.toString());
        for (int k = 1; k < held.size(); k++) {
            assertTrue(held.get(k - 1).time().isLessThan(held.get(k).time()), held.toString());
        }
    }

    /** Neuron 0 with another refractory period. */
    private static Network withRefractory(Network network, String first) {
        Population.Neurons neurons = (Population.Neurons) network.populations().get(1);
        List<Rational> periods = new ArrayList<>(List.of(Rational.parse(first)));
        for (int n = 1; n < neurons.size(); n++) {
            periods.add(neurons.refractory().of(n));
        }
        Population.Neurons changed = neurons.withRefractory(Parameter.each(periods));
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                List.of(network.populations().get(0), changed),
                network.projections(),
                network.loss());
    }

    @Test
    void theRandomNetworksSpikeSeveralTimesWithMoreThanTheRefractoryPeriodBetween() {
        int between = 0;
        int known = 0;
        for (long seed : LongStream.range(0, 16).toArray()) {
            for (Network network : RandomNetworks.refractoryWithEveryLoss(seed)) {
                Answer<Ball> answer = solve(network, Question.ofDigits(20));
                known += answer.gradient().orElseThrow() instanceof Outcome.Known ? 1 : 0;
                for (Population population : network.populations()) {
                    if (population instanceof Population.Neurons neurons) {
                        between += assertApart(neurons, answer);
                    }
                }
            }
        }
        assertTrue(between > 300, between + " times a spike follows a refractory period");
        assertTrue(known > 60, known + " gradients are known");
    }

    private static int assertApart(Population.Neurons neurons, Answer<Ball> answer) {
        List<Ball> gaps = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            List<Spike<Ball>> train = answer.spikes().get(neurons.name()).get(n);
            Ball refractory = Ball.of(neurons.refractory().of(n), BITS);
            for (int k = 1; k < train.size() && !refractory.isZero(); k++) {
                gaps.add(train.get(k).time().minus(train.get(k - 1).time()).minus(refractory));
            }
        }
        gaps.forEach(gap -> assertTrue(gap.isPositive(), () -> "spikes too near by " + gap));
        return gaps.size();
    }
}
