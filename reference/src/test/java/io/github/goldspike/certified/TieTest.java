package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.model.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events at the same time: events-E2, events-E4 and events-E5. */
class TieTest {

    private static final Question QUESTION = Question.ofDigits(30);

    private static Answer<Ball> solve(Network network) {
        return new CertifiedEngine().solve(network, QUESTION.withJacobian());
    }

    private static List<Spike<Ball>> train(Answer<Ball> answer, int neuron) {
        return answer.spikes().get("n").get(neuron);
    }

    private static String first(Answer<Ball> answer, int neuron) {
        return train(answer, neuron).get(0).time().toDecimal(30);
    }

    /** Both get 5 at 0.25; V = 5(e^−s − e^−2s) reaches 1 where e^−s = (1 + √(1/5))/2. */
    private static SmallNetworks twins() {
        return new SmallNetworks().source("0.25").source("0.25").feed(0, 0, "5").feed(1, 1, "5");
    }

    private static final String TWIN_TIME = "0.573507131157446739802620753189";

    @Test
    void twinsThatInhibitEachOtherWithoutDelayBothSpike() {
        Answer<Ball> answer =
                solve(twins().connect(0, 1, "-3", "0").connect(1, 0, "-3", "0").neurons(2));
        assertEquals(TWIN_TIME, first(answer, 0));
        assertEquals(TWIN_TIME, first(answer, 1));
    }

    @Test
    void twinsOfTwinsAreKnownToBeSimultaneous() {
        Answer<Ball> answer = solve(twins().connect(0, 2, "6", "0.5")
                .connect(1, 3, "6", "0.5")
                .connect(2, 3, "-9", "0")
                .connect(3, 2, "-9", "0")
                .neurons(4));
        assertEquals(1, train(answer, 2).size());
        assertEquals(first(answer, 2), first(answer, 3));
    }

    @Test
    void aTieWithoutASynapseOrOverAZeroWeightLeavesDerivativesAlone() {
        Answer<Ball> answer = solve(twins().connect(0, 1, "0", "0").neurons(2));
        assertEquals(List.of(), answer.undecided());
        // f_0 by its input, f_1 by its input; the synapse of weight zero gives h(0) = 0 twice over.
        assertTrue(answer.jacobian().orElseThrow().stream()
                .anyMatch(entry -> entry.parameter().owner() == 0));
    }

    @Test
    void derivativesThatAreOneSidedAtATieAreNotPrinted() {
        Answer<Ball> answer = solve(twins().connect(0, 1, "2", "0").neurons(2));
        assertEquals(TWIN_TIME, first(answer, 1));
        assertTrue(answer.jacobian().orElseThrow().stream()
                .noneMatch(entry -> entry.spike().neuron() == 1 && entry.spike().index() == 0));
        assertEquals(List.of(), answer.undecided());
        List<Derivative<Outcome<Ball>>> without = answer.atTies().jacobian();
        assertTrue(without.stream().allMatch(entry -> entry.value() instanceof Outcome.Undefined));
        assertEquals(
                train(answer, 1).size(),
                without.stream().map(Derivative::spike).distinct().count(),
                "the tied spike and all that follow from it");
    }

    @Test
    void aSpikeArrivingAtItsOwnNeuronWithoutDelayIsNoTie() {
        Answer<Ball> answer = solve(new SmallNetworks()
                .source("0")
                .feed(0, 0, "5")
                .connect(0, 0, "3", "0")
                .neurons(1));
        assertEquals(List.of(), answer.undecided());
        assertTrue(train(answer, 0).size() > 1);
    }

    @Test
    void anInputALittleBeforeACrossingChangesTheDerivativeAndALittleAfterDoesNot() {
        String crossing = "0.3235071311574467398026207531887253966276163427485983412953057768969";
        Answer<Ball> before = solve(new SmallNetworks()
                .source("0")
                .source(crossing + "2")
                .feed(0, 0, "5")
                .feed(1, 0, "3")
                .neurons(1));
        Answer<Ball> after = solve(new SmallNetworks()
                .source("0")
                .source(crossing + "3")
                .feed(0, 0, "5")
                .feed(1, 0, "3")
                .neurons(1));
        assertEquals(first(before, 0), first(after, 0));
        Ball slopeBefore = train(before, 0).get(0).slope();
        Ball slopeAfter = train(after, 0).get(0).slope();
        assertTrue(slopeBefore.minus(slopeAfter).isGreaterThan(Ball.exactly(2)), "the slope jumps by the weight");
    }

    @Test
    void coincidentInputsAddUp() {
        Answer<Ball> together = solve(new SmallNetworks()
                .source("0.25")
                .source("0.25")
                .feed(0, 0, "2")
                .feed(1, 0, "3")
                .neurons(1));
        assertEquals(TWIN_TIME, first(together, 0));
    }
}
