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
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Derivatives by every kind of parameter against central differences of the engine's own spikes and losses: gradient-G8 to gradient-G11. */
class ParameterDerivativesTest {

    private static final Question SPIKES = Question.ofDigits(72).withRespectTo(Set.of());
    private static final Question QUESTION = Question.ofDigits(40).withRespectTo(EnumSet.allOf(ParameterKind.class));
    private static final Rational STEP = Rational.parse("1e-24");

    /** Of ε²f'''/6 + 10^−72/ε, with f''' up to 10^12. */
    private static final Ball TOLERANCE = Ball.of(Rational.parse("1e-36"), 64);

    private static Answer<Ball> solve(Network network, Question question) {
        Answer<Ball> answer = new CertifiedEngine().solve(network, question);
        assertEquals(List.of(), answer.undecided());
        return answer;
    }

    private static Map<SpikeId, Ball> times(Network network) {
        Answer<Ball> answer = solve(network, SPIKES);
        Map<SpikeId, Ball> times = new LinkedHashMap<>();
        answer.spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                for (int k = 0; k < trains.get(n).size(); k++) {
                    times.put(
                            new SpikeId(population, n, k), trains.get(n).get(k).time());
                }
            }
        });
        return times;
    }

    private static Ball quotient(Ball up, Ball down) {
        return up.minus(down).dividedBy(Ball.of(STEP.plus(STEP), 256));
    }

    private static void assertNear(Ball expected, Ball found, Object what) {
        assertTrue(
                expected.minus(found).abs().upper().isLessThan(TOLERANCE),
                () -> what + ": " + expected + ", found " + found);
    }

    /** All but rates of 0, which have derivatives from the right only. */
    private static Stream<ParameterId> shiftable(Map<ParameterId, Rational> reals) {
        return reals.entrySet().stream()
                .filter(real -> real.getKey().kind() != ParameterKind.BETA
                        || real.getValue().signum() > 0)
                .map(Map.Entry::getKey);
    }

    static void assertJacobianIsThatOfDifferences(Network network) {
        Answer<Ball> answer = solve(network, QUESTION.withJacobian());
        Map<SpikeId, Map<ParameterId, Ball>> jacobian = answer.jacobian().orElseThrow().stream()
                .collect(Collectors.groupingBy(
                        Derivative::spike, Collectors.toMap(Derivative::parameter, Derivative::value)));
        Set<ParameterKind> seen = EnumSet.noneOf(ParameterKind.class);
        Map<ParameterId, Rational> reals = FileReals.of(network);
        shiftable(reals).forEach(parameter -> {
            Map<SpikeId, Ball> up = times(FileReals.shifted(network, parameter, STEP));
            Map<SpikeId, Ball> down = times(FileReals.shifted(network, parameter, STEP.negate()));
            up.forEach((spike, time) -> {
                Ball found = jacobian.get(spike).getOrDefault(parameter, Ball.ZERO);
                assertNear(quotient(time, down.get(spike)), found, parameter + " of " + spike);
                if (!found.isZero()) {
                    seen.add(parameter.kind());
                }
            });
        });
        Set<ParameterKind> kinds = EnumSet.noneOf(ParameterKind.class);
        reals.keySet().forEach(parameter -> kinds.add(parameter.kind()));
        assertEquals(kinds, seen, "every kind matters");
    }

    static void assertGradientIsThatOfDifferences(Network network) {
        Gradient<Ball> gradient = known(solve(network, QUESTION).gradient().orElseThrow());
        Map<ParameterId, Rational> reals = FileReals.of(network);
        shiftable(reals).forEach(parameter -> {
            Ball up = loss(FileReals.shifted(network, parameter, STEP));
            Ball down = loss(FileReals.shifted(network, parameter, STEP.negate()));
            Ball found = gradient.values()
                    .get(parameter.kind())
                    .get(parameter.owner())
                    .get(parameter.index());
            assertNear(quotient(up, down), found, parameter);
        });
        assertEquals(
                reals.size(),
                gradient.values().values().stream()
                        .flatMap(List::stream)
                        .mapToInt(List::size)
                        .sum(),
                "one derivative for each real");
    }

    private static Ball loss(Network network) {
        return known(solve(network, SPIKES).loss().orElseThrow());
    }

    private static <T> T known(Outcome<T> outcome) {
        return ((Outcome.Known<T>) outcome).value();
    }

    @Test
    void theNetworkSpikesOften() {
        Answer<Ball> answer = solve(MixedNetworks.RATES.network(), Question.ofDigits(20));
        List<Integer> counts =
                answer.spikes().neurons().map(List<Spike<Ball>>::size).toList();
        assertEquals(List.of(2, 6, 5, 0), counts);
    }

    @Test
    void spikeTimesByRates() {
        assertJacobianIsThatOfDifferences(MixedNetworks.RATES.network());
    }

    @Test
    void spikeTimesByTimeConstants() {
        assertJacobianIsThatOfDifferences(MixedNetworks.RATES.inTimeConstants().network());
    }

    @Test
    void spikeTimesInTheConventionOfCurrents() {
        assertJacobianIsThatOfDifferences(MixedNetworks.RATES.inCurrents().network());
        assertJacobianIsThatOfDifferences(
                MixedNetworks.RATES.inCurrents().inTimeConstants().network());
    }

    @Test
    void spikeTimesWhereRatesAreEqualOrNearlySo() {
        assertJacobianIsThatOfDifferences(
                MixedNetworks.RATES.withEqualRates("1", "1").network());
        assertJacobianIsThatOfDifferences(
                MixedNetworks.RATES.withEqualRates("1.000000000001", "1").network());
    }

    @Test
    void aLossOfSpikeTimes() {
        Loss loss = new Loss.SpikeTimeSquare(List.of(
                new Loss.SpikeTimeSquare.Target("out", 0, 1, Rational.ONE),
                new Loss.SpikeTimeSquare.Target("hid", 1, 2, Rational.of(2))));
        assertGradientIsThatOfDifferences(MixedNetworks.RATES.with(loss).network());
        assertGradientIsThatOfDifferences(
                MixedNetworks.RATES.with(loss).inCurrents().inTimeConstants().network());
    }

    @Test
    void theCrossEntropyOfFirstSpikes() {
        Loss loss =
                new Loss.FirstSpikeCrossEntropy("hid", 1, Rational.parse("0.4"), Rational.of(2), Rational.parse("0.1"));
        assertGradientIsThatOfDifferences(MixedNetworks.RATES.with(loss).network());
    }

    @Test
    void aSquareOfThePotentialOfANeuronThatSpikes() {
        MixedNetworks spiking = MixedNetworks.RATES.with(new Loss.VoltageSquare("hid", 0, Rational.parse("0.2")));
        assertGradientIsThatOfDifferences(spiking.network());
        assertGradientIsThatOfDifferences(spiking.withEqualRates("1", "1").network());
        assertGradientIsThatOfDifferences(
                spiking.withEqualRates("1.000000000001", "1").network());
        assertGradientIsThatOfDifferences(spiking.inCurrents().inTimeConstants().network());
    }

    @Test
    void aSquareOfThePotentialOfAReadoutThatDoesNotStartAtRest() {
        MixedNetworks readout = MixedNetworks.RATES.with(new Loss.VoltageSquare("out", 1, Rational.parse("0.5")));
        assertGradientIsThatOfDifferences(readout.network());
        assertGradientIsThatOfDifferences(readout.inCurrents().inTimeConstants().network());
    }

    @Test
    void anIntegralOfPotentials() {
        for (String kappa : List.of("0", "0.3", "0.75")) {
            Loss loss =
                    new Loss.VoltageIntegral("out", List.of(Rational.of(2), Rational.of(-1)), Rational.parse(kappa));
            assertGradientIsThatOfDifferences(MixedNetworks.RATES.with(loss).network());
        }
    }

    @Test
    void spikeTimesAndLossesWithRefractoryPeriods() {
        MixedNetworks refractory = MixedNetworks.RATES.withRefractoryPeriods();
        assertJacobianIsThatOfDifferences(refractory.network());
        assertJacobianIsThatOfDifferences(
                refractory.inCurrents().inTimeConstants().network());
        assertJacobianIsThatOfDifferences(
                refractory.withEqualRates("1.000000000001", "1").network());
        for (Loss loss : List.of(
                new Loss.SpikeTimeSquare(List.of(
                        new Loss.SpikeTimeSquare.Target("out", 0, 1, Rational.ONE),
                        new Loss.SpikeTimeSquare.Target("hid", 1, 2, Rational.of(2)))),
                new Loss.FirstSpikeCrossEntropy("hid", 1, Rational.parse("0.4"), Rational.of(2), Rational.parse("0.1")),
                new Loss.VoltageSquare("hid", 0, Rational.parse("0.2")),
                new Loss.VoltageSquare("hid", 1, Rational.parse("0.2")),
                new Loss.VoltageIntegral("out", List.of(Rational.of(2), Rational.of(-1)), Rational.parse("0.3")))) {
            assertGradientIsThatOfDifferences(refractory.with(loss).network());
        }
    }

    @Test
    void kindsThatAreNotAskedForAreNotAnswered() {
        Network network = MixedNetworks.RATES
                .with(new Loss.VoltageSquare("hid", 0, Rational.ZERO))
                .inCurrents()
                .network();
        Answer<Ball> all = solve(network, QUESTION.withJacobian());
        for (ParameterKind kind : ParameterKind.values()) {
            Answer<Ball> one =
                    solve(network, QUESTION.withRespectTo(Set.of(kind)).withJacobian());
            Map<ParameterKind, List<List<Ball>>> values =
                    known(one.gradient().orElseThrow()).values();
            assertEquals(Set.of(kind), values.keySet());
            assertEquals(texts(known(all.gradient().orElseThrow()).values().get(kind)), texts(values.get(kind)));
            assertEquals(
                    entries(all).stream()
                            .filter(entry -> entry.startsWith(kind.name()))
                            .toList(),
                    entries(one));
        }
    }

    private static List<String> entries(Answer<Ball> answer) {
        return answer.jacobian().orElseThrow().stream()
                .map(entry -> entry.parameter().kind() + " " + entry.parameter() + " " + entry.spike() + " "
                        + entry.value().toDecimal(40))
                .toList();
    }

    private static String texts(List<List<Ball>> values) {
        return values.stream()
                .map(list -> list.stream().map(value -> value.toDecimal(40)).toList())
                .toList()
                .toString();
    }
}
