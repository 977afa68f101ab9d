package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.certified.GivenSpikes;
import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Threshold;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** given-S1: loss and gradient at times that somebody gave. */
class GivenSpikesTest {

    private static final int NETWORKS = 16 * Integer.getInteger("goldspike.tries.factor", 1);
    private static final int DIGITS = 40;

    private static Network network(int index) {
        Case.Prepared prepared = new RandomCase(14, index).prepare(Claims.everything());
        return ((Case.Prepared.Ready) prepared).golden().network();
    }

    private static Answer<Ball> solve(Network network, Set<ParameterKind> kinds) {
        return new CertifiedEngine().solve(network, Question.ofDigits(DIGITS).withRespectTo(kinds));
    }

    private static ByNeuron<Rational> times(Answer<Ball> answer) {
        return answer.spikes().map(spike -> Rational.parse(spike.time().toDecimal(DIGITS)));
    }

    private static List<Ball> values(Optional<Outcome<Gradient<Ball>>> gradient) {
        List<Ball> all = new ArrayList<>();
        gradient.filter(Outcome.Known.class::isInstance)
                .ifPresent(known -> ((Outcome.Known<Gradient<Ball>>) known)
                        .value()
                        .values()
                        .values()
                        .forEach(lists -> lists.forEach(all::addAll)));
        return all;
    }

    private static double greatest(List<Ball> values) {
        return values.stream()
                .mapToDouble(value -> Math.abs(value.approximate()))
                .max()
                .orElse(0);
    }

    private static void assertNear(List<Ball> expected, List<Ball> found, double share, String what) {
        assertEquals(expected.size(), found.size(), what);
        double size = greatest(expected);
        for (int k = 0; k < expected.size(); k++) {
            double off = Math.abs(expected.get(k).minus(found.get(k)).approximate());
            assertTrue(off <= share * size, what + ": entry " + k + " is off by " + off + " of " + size);
        }
    }

    @Test
    void atTheTrueTimesLossAndGradientByAllKindsAreTheCertifiedOnes() {
        int compared = 0;
        for (int index = 0; index < NETWORKS; index++) {
            Network network = network(index);
            Answer<Ball> answer = solve(network, EnumSet.allOf(ParameterKind.class));
            GivenSpikes given = GivenSpikes.of(network, times(answer), EnumSet.allOf(ParameterKind.class), DIGITS);
            given.spikes()
                    .values()
                    .forEach(spike -> assertTrue(Math.abs(spike.residual().approximate()) < 1e-30, network.id()));
            if (answer.gradient().orElse(null) instanceof Outcome.Known<Gradient<Ball>>) {
                List<Ball> expected = values(answer.gradient());
                assertNear(expected, values(given.gradient()), 1e-20, network.id());
                assertNear(List.of(loss(answer.loss())), List.of(loss(given.loss())), 1e-25, network.id());
                compared++;
            }
        }
        assertTrue(compared > NETWORKS / 2, compared + " of " + NETWORKS);
    }

    private static Ball loss(Optional<Outcome<Ball>> loss) {
        return ((Outcome.Known<Ball>) loss.orElseThrow()).value();
    }

    /**
     * The spikes of a network with other thresholds solve nothing in this one, but the potentials at them are known: the other
     * thresholds. Where every neuron starts again after its spikes (a refractory period, or one spike alone) the gradients agree, too.
     */
    @Test
    void atTheTimesOfOtherThresholdsResidualAndGradientAreThoseOfTheOtherNetwork() {
        int compared = 0;
        for (int index = 0; index < 3 * NETWORKS && compared < NETWORKS / 2; index++) {
            Network network = network(index);
            Network other = withThresholds(network, Rational.parse("1.03125"));
            Answer<Ball> answer = solve(other, Set.of(ParameterKind.WEIGHTS));
            boolean restarts = other.populations().stream().allMatch(population -> restarts(population, answer));
            if (restarts && answer.gradient().orElse(null) instanceof Outcome.Known<Gradient<Ball>>) {
                GivenSpikes given = GivenSpikes.of(network, times(answer), Set.of(ParameterKind.WEIGHTS), DIGITS);
                for (Population population : network.populations()) {
                    if (population instanceof Population.Neurons neurons) {
                        for (int n = 0; n < neurons.size(); n++) {
                            Rational raised = above(neurons, n);
                            for (GivenSpikes.AtSpike spike :
                                    given.spikes().get(neurons.name()).get(n)) {
                                assertEquals(raised.toDouble(), spike.residual().approximate(), 1e-15, network.id());
                            }
                        }
                    }
                }
                assertNear(values(answer.gradient()), values(given.gradient()), 1e-20, network.id());
                compared++;
            }
        }
        assertTrue(compared > NETWORKS / 4, "only " + compared);
    }

    /** By how much a threshold of the other network is higher. */
    private static Rational above(Population.Neurons neurons, int n) {
        Rational threshold = neurons.threshold(n).orElse(Rational.ZERO);
        return threshold.signum() > 0 ? threshold.times(Rational.parse("0.03125")) : Rational.ZERO;
    }

    private static boolean restarts(Population population, Answer<Ball> answer) {
        if (!(population instanceof Population.Neurons neurons)
                || !answer.spikes().has(neurons.name())) {
            return true;
        }
        for (int n = 0; n < neurons.size(); n++) {
            int spikes = answer.spikes().get(neurons.name()).get(n).size();
            if (spikes > 1 && neurons.refractory().of(n).signum() == 0) {
                return false;
            }
        }
        return true;
    }

    private static Network withThresholds(Network network, Rational factor) {
        List<Population> populations = network.populations().stream()
                .map(population -> population instanceof Population.Neurons neurons
                                && neurons.threshold().isPresent()
                        ? raised(neurons, factor)
                        : population)
                .toList();
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                populations,
                network.projections(),
                network.loss());
    }

    private static Population raised(Population.Neurons neurons, Rational factor) {
        List<Optional<Rational>> thresholds = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            thresholds.add(neurons.threshold(n).map(given -> given.signum() > 0 ? given.times(factor) : given));
        }
        return neurons.withThreshold(Optional.of(new Threshold(false, thresholds)));
    }

    @Test
    void timesOutOfOrderAfterTheHorizonOrOfNoNeuronAreRefused() {
        Network network = network(0);
        String name = network.populations().stream()
                .filter(population -> population instanceof Population.Neurons neurons
                        && neurons.threshold().isPresent())
                .findFirst()
                .orElseThrow()
                .name();
        Rational late = network.horizon().plus(Rational.ONE);
        Rational early = network.horizon().times(Rational.parse("0.5"));
        for (List<Rational> train : List.of(List.of(late), List.of(early, early), List.of(Rational.ONE.negate()))) {
            assertThrows(
                    GivenSpikes.UnusableTimesException.class,
                    () -> GivenSpikes.of(
                            network, ByNeuron.of(name, List.of(train)), Set.of(ParameterKind.WEIGHTS), DIGITS));
        }
    }
}
