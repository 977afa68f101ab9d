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
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Neither late times nor rates of very different size cost a method more than the logarithm of their ratio (proofs-notes/gradient.md,
 * gradient-G2 and gradient-G7): forward propagation, the adjoint sweep and EventProp print the same digits.
 */
class StiffAndLateTest {

    private static final int SEEDS = 2;

    private static final Rational FAST = Rational.of(10_000);

    /** Of losses of a potential and of spike times, by every kind of parameter, without attempts of very high precision. */
    private static final Question QUESTION = Question.ofDigits(50)
            .withRespectTo(EnumSet.allOf(ParameterKind.class))
            .withLimits(new Question.Limits(200, 500));

    @Test
    void aMillionTimeConstantsOfSilenceCostNoMethodItsDigits() {
        assertAllMethodsPrintTheSame(
                networks().filter(StiffAndLateTest::isOfDifferences).map(StiffAndLateTest::late));
    }

    @Test
    void synapsesTenThousandTimesFasterThanMembranesCostNoMethodItsDigits() {
        assertAllMethodsPrintTheSame(networks().map(network -> stiff(network, FAST)));
    }

    @Test
    void fastSynapsesAfterAMillionTimeConstantsCostNoMethodItsDigits() {
        assertAllMethodsPrintTheSame(
                networks().filter(StiffAndLateTest::isOfDifferences).map(network -> late(stiff(network, FAST))));
    }

    @Test
    void slowSynapsesAfterAMillionTimeConstantsCostNoMethodItsDigits() {
        assertAllMethodsPrintTheSame(networks()
                .filter(StiffAndLateTest::isOfDifferences)
                .map(network -> late(stiff(network, FAST.reciprocal()))));
    }

    private static Stream<Network> networks() {
        return LongStream.range(0, SEEDS)
                .boxed()
                .flatMap(seed -> Stream.concat(
                        RandomNetworks.withEveryLoss(seed).stream(),
                        RandomNetworks.refractoryWithEveryLoss(seed).stream()));
    }

    /** Whether the loss has no exponential of the time, which would be a number of 10⁵ digits. */
    private static boolean isOfDifferences(Network network) {
        Loss loss = network.loss().orElseThrow();
        return loss instanceof Loss.SpikeTimeSquare || loss instanceof Loss.VoltageSquare;
    }

    private static void assertAllMethodsPrintTheSame(Stream<Network> networks) {
        int known = 0;
        List<Network> all = networks.toList();
        for (Network network : all) {
            Answer<Ball> forward = new CertifiedEngine().solve(network, QUESTION.by(Method.FORWARD));
            Outcome<Gradient<Ball>> expected = forward.gradient().orElseThrow();
            assertEquals(List.of(), forward.undecided(), network.id());
            for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
                Answer<Ball> other = new CertifiedEngine().solve(network, QUESTION.by(method));
                assertEquals(
                        texts(expected), texts(other.gradient().orElseThrow()), () -> network.id() + " by " + method);
            }
            known += expected instanceof Outcome.Known ? 1 : 0;
        }
        assertTrue(2 * known > all.size(), known + " gradients of " + all.size() + " are known");
    }

    /** The digits; without the last places of what is not told from zero. */
    private static String texts(Outcome<Gradient<Ball>> gradient) {
        return gradient.map(known -> known.map(StiffAndLateTest::text)).toString();
    }

    private static String text(Ball value) {
        return value.certifies(QUESTION.digits()) ? value.toDecimal(QUESTION.digits()) : "0e-N";
    }

    /** Its input comes 10⁶ later. */
    private static Network late(Network network) {
        Rational delay = Rational.of(1_000_000);
        List<Population> populations = network.populations().stream()
                .map(population -> population instanceof Population.Source source
                        ? new Population.Source(
                                source.name(),
                                source.trains().stream()
                                        .map(train ->
                                                train.stream().map(delay::plus).toList())
                                        .toList())
                        : population)
                .toList();
        return new Network(
                network.id() + " late",
                network.convention(),
                network.horizon().plus(delay),
                populations,
                network.projections(),
                network.loss());
    }

    /** Every second unit has synapses with rates greater by a factor, and weights that make up for it where that makes them faster. */
    private static Network stiff(Network network, Rational factor) {
        Rational strength = factor.compareTo(Rational.ONE) > 0 ? factor : Rational.ONE;
        List<Projection> projections = network.projections().stream()
                .map(projection -> {
                    List<Rational> given = projection.decay().constant().given().values();
                    List<Rational> rates = IntStream.range(0, given.size())
                            .mapToObj(unit -> unit % 2 == 0 ? given.get(unit).times(factor) : given.get(unit))
                            .toList();
                    List<Synapse> synapses = projection.synapses().stream()
                            .map(synapse -> synapse.pre() % 2 != 0
                                    ? synapse
                                    : new Synapse(
                                            synapse.pre(),
                                            synapse.post(),
                                            synapse.weight().times(strength),
                                            synapse.delay()))
                            .toList();
                    return new Projection(
                            projection.from(),
                            projection.to(),
                            new SynapticDecay(
                                    SynapticDecay.Axis.PRE,
                                    new TimeConstant(TimeConstant.Form.RATE, Parameter.each(rates))),
                            new Connectivity.Listed(synapses));
                })
                .toList();
        return new Network(
                network.id() + " stiff",
                network.convention(),
                network.horizon(),
                network.populations(),
                projections,
                network.loss());
    }
}
