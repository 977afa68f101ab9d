package io.github.goldspike.property;

import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Changes of a network whose effect is known without solving it (promise 1): the enclosures must overlap. */
@AddLifecycleHook(Campaign.class)
class SymmetryProperties {

    private static final int TRIES = 100;
    private static final int DIGITS = 30;

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    @Provide
    Arbitrary<Rational> factors() {
        return Rationals.positive();
    }

    private static void corresponds(Network network, Network rewritten, Correspondence correspondence) {
        Solved.holds(network, DIGITS, solved -> correspondence.assertHolds(solved, Solved.of(rewritten, DIGITS)));
    }

    /** With all neurons at rest, what comes later comes later by as much, and differences of times do not change. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shiftingAllInputsShiftsAllSpikes(@ForAll("networks") Network any, @ForAll("factors") Rational shift) {
        Network network = AtRest.of(any);
        boolean voltage = network.loss()
                .filter(loss -> loss instanceof Loss.VoltageSquare || loss instanceof Loss.VoltageIntegral)
                .isPresent();
        Correspondence correspondence = Correspondence.identity().withTimes(Rational.ONE, shift, Rational.ONE);
        corresponds(
                network,
                Rewritten.later(network, shift),
                voltage ? correspondence.withLoss(Optional.empty(), Rational.ONE) : correspondence);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void slowingEverythingDownStretchesAllTimes(@ForAll("networks") Network network, @ForAll("factors") Rational c) {
        Rational loss = network.loss()
                .map(kind -> kind instanceof Loss.FirstSpikeCrossEntropy
                        ? Rational.ONE
                        : kind instanceof Loss.SpikeTimeSquare ? c.times(c) : c)
                .orElse(Rational.ONE);
        Rational weight = network.convention() == Convention.KERNEL ? c.reciprocal() : Rational.ONE;
        corresponds(
                network,
                Rewritten.slower(network, c),
                Correspondence.identity()
                        .withTimes(c, Rational.ZERO, c.reciprocal())
                        .withLoss(Optional.of(loss), loss)
                        .withWeights((p, k) -> weight));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void amplifyingPotentialsAndWeightsLeavesTheSpikes(
            @ForAll("networks") Network network, @ForAll("factors") Rational lambda) {
        Rational loss = network.loss()
                .map(kind -> kind instanceof Loss.VoltageSquare
                        ? lambda.times(lambda)
                        : kind instanceof Loss.VoltageIntegral ? lambda : Rational.ONE)
                .orElse(Rational.ONE);
        corresponds(
                network,
                Rewritten.amplified(network, lambda),
                Correspondence.identity()
                        .withTimes(Rational.ONE, Rational.ZERO, lambda)
                        .withLoss(Optional.of(loss), loss)
                        .withWeights((p, k) -> lambda));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void theConventionOfTheWeightsChangesOnlyTheirUnit(@ForAll("networks") Network network) {
        Convention other = network.convention() == Convention.KERNEL ? Convention.CURRENT : Convention.KERNEL;
        corresponds(
                network,
                Rewritten.inConvention(network, other),
                Correspondence.identity().withWeights((p, k) -> {
                    Projection projection = network.projections().get(p);
                    Rational beta = ((Population.Neurons) network.population(projection.to()))
                            .beta(projection.synapses().get(k).post());
                    return other == Convention.CURRENT ? beta.reciprocal() : beta;
                }));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfNeuronsAndPopulationsDoesNotMatter(@ForAll("networks") Network network) {
        int last = network.projections().size() - 1;
        corresponds(
                network,
                Reversed.of(network),
                Correspondence.identity()
                        .withPlaces(
                                (population, n) ->
                                        network.population(population).size() - 1 - n,
                                (p, k) -> new Correspondence.Place(last - p, k)));
    }

    /** Each synapse becomes two of half the weight; each half has the derivative of the whole. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void twoHalvesOfASynapseAreTheSynapse(@ForAll("networks") Network network) {
        Network halves = Rewritten.withSynapses(network, (p, k, s) -> {
            Synapse half = new Synapse(s.pre(), s.post(), s.weight().dividedBy(Rational.of(2)), s.delay());
            return List.of(half, half);
        });
        Correspondence correspondence = Correspondence.identity();
        corresponds(
                network,
                halves,
                correspondence.withPlaces((population, n) -> n, (p, k) -> new Correspondence.Place(p, 2 * k)));
        corresponds(
                network,
                halves,
                correspondence.withPlaces((population, n) -> n, (p, k) -> new Correspondence.Place(p, 2 * k + 1)));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void synapsesOfWeightZeroAndSilentNeuronsChangeNothingElse(
            @ForAll("networks") Network network, @ForAll @IntRange(max = 20) int delayTenths) {
        Rational delay = Rational.of(delayTenths, 10);
        Network withZeros = Rewritten.withSynapses(
                network,
                (p, k, s) -> List.of(
                        s,
                        new Synapse(s.pre(), s.post(), Rational.ZERO, s.delay().plus(delay))));
        corresponds(
                network,
                Bystanders.addedTo(withZeros),
                Correspondence.identity()
                        .withPlaces((population, n) -> n, (p, k) -> new Correspondence.Place(p, 2 * k)));
    }
}
