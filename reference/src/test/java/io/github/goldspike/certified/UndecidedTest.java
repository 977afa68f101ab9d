package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stays open, and what does not: events-E6. */
class UndecidedTest {

    /** The peak of w(e^−s − e^−2s) is w/4. */
    private static Answer<Ball> solve(Network network) {
        return new CertifiedEngine().solve(network, Question.ofDigits(50));
    }

    private static int spikes(Answer<Ball> answer, int neuron) {
        return answer.spikes().get("n").get(neuron).size();
    }

    @Test
    void aPeakTenToTheMinus25AboveTheThresholdIsASpikeAndBelowIsNone() {
        String tiny = "0." + "0".repeat(24) + "1";
        Answer<Ball> above = solve(new SmallNetworks()
                .source("0")
                .feed(0, 0, "4" + tiny.substring(1))
                .neurons(1));
        assertEquals(List.of(), above.undecided());
        assertEquals(1, spikes(above, 0));
        Rational below = Rational.of(4).minus(Rational.parse(tiny));
        Answer<Ball> silent = solve(
                new SmallNetworks().source("0").feed(0, 0, below.toString()).neurons(1));
        assertEquals(List.of(), silent.undecided());
        assertEquals(0, spikes(silent, 0));
    }

    @Test
    void aPeakThatOnlyTheLimitKeepsFromBeingDecidedIsDecidedWithMoreDigits() {
        Network network = new SmallNetworks()
                .source("0")
                .feed(0, 0, "4." + "0".repeat(399) + "1")
                .neurons(1);
        Answer<Ball> answer = new CertifiedEngine().solve(network, Question.ofDigits(30));
        assertEquals(Undecided.Kind.GRAZING, answer.undecided().get(0).kind());
        Question patient = Question.ofDigits(30).withLimits(new Question.Limits(1000, Question.Limits.DEFAULT_SPIKES));
        Answer<Ball> decided = new CertifiedEngine().solve(network, patient);
        assertEquals(List.of(), decided.undecided());
        assertEquals(1, spikes(decided, 0));
    }

    @Test
    void neuronsThatDoNotDependOnAnOpenOneAreAnsweredToTheEnd() {
        Answer<Ball> answer = solve(new SmallNetworks()
                .source("0", "2", "4")
                .feed(0, 0, "4")
                .feed(0, 1, "5")
                .connect(0, 2, "9", "0.25")
                .connect(1, 2, "9", "0")
                .neurons(3));
        assertEquals(Undecided.Kind.GRAZING, answer.undecided().get(0).kind());
        assertTrue(spikes(answer, 1) >= 3, "neuron 1 is fed by the input only");
        List<Undecided.Affected> affected = answer.undecided().get(0).place().affected();
        assertEquals(
                List.of(0, 2), affected.stream().map(Undecided.Affected::neuron).toList());
        assertTrue(affected.get(1).until().startsWith("0.943147180559945309417232"), "ln 2 plus the delay");
        assertTrue(spikes(answer, 2) >= 1, "what came before that is proved");
    }

    @Test
    void aSpikeJustBeforeTheHorizonCountsAndJustAfterDoesNot() {
        String crossing = "0.3235071311574467398026207531887253966276163427485983412953";
        SmallNetworks network = new SmallNetworks().source("0").feed(0, 0, "5");
        assertEquals(1, spikes(solve(network.horizon(crossing + "06").neurons(1)), 0));
        assertEquals(0, spikes(solve(network.horizon(crossing + "05").neurons(1)), 0));
    }

    @Test
    void aFirstSpikeLossDependsOnRivalsThatAreOpen() {
        Loss loss = new Loss.FirstSpikeCrossEntropy("n", 1, Rational.ONE, Rational.ONE, Rational.ONE);
        SmallNetworks network = new SmallNetworks().source("0").feed(0, 0, "4").feed(0, 1, "5");
        assertInstanceOf(
                Outcome.Open.class, solve(network.loss(loss).neurons(2)).loss().orElseThrow());
    }

    @Test
    void silenceIsProvedUpToSpikesThatAreEqualButNotKnownToBe() {
        // Both reach the threshold when 5(e^−t − e^−2t) = 1, but by other rates.
        Answer<Ball> answer = solve(new SmallNetworks()
                .source("0")
                .feed(0, 0, "5")
                .feed(0, 1, "5")
                .mirrored()
                .connect(0, 1, "-0.5", "0")
                .connect(1, 0, "-0.5", "0")
                .neurons(2));
        Undecided first = answer.undecided().get(0);
        assertEquals(Undecided.Kind.TIE, first.kind());
        assertTrue(
                first.detail()
                        .matches(
                                ".*less than 1e-4[0-9]{2} (apart|wide) with a working precision of 5[0-9]{2} digits.*"),
                first.detail());
        List<Undecided.Affected> affected = answer.undecided().get(0).place().affected();
        assertEquals(2, affected.size());
        affected.forEach(neuron -> assertTrue(
                neuron.until().startsWith("0.3235071311574467398026207531887253966276163427"), neuron.until()));
    }

    @Test
    void aDerivativeThatCancelsPrintsAsZeroWithItsLastPlace() {
        // A hidden neuron feeds label and rival alike: what it gains with the one it loses with the other.
        Loss loss = new Loss.FirstSpikeCrossEntropy("n", 1, Rational.ONE, Rational.ONE, Rational.ZERO);
        Network network = new SmallNetworks()
                .source("0")
                .source("0.5")
                .feed(0, 0, "8")
                .feed(1, 0, "1")
                .connect(0, 1, "6", "0")
                .connect(0, 2, "6", "0")
                .horizon("1")
                .loss(loss)
                .neurons(3);
        Answer<Ball> answer = new CertifiedEngine().solve(network, Question.ofDigits(20));
        Outcome.Known<Gradient<Ball>> gradient =
                (Outcome.Known<Gradient<Ball>>) answer.gradient().orElseThrow();
        String cancelled = gradient.value().weights().get(0).get(0).toDecimalOrZero(20);
        assertTrue(cancelled.matches("0e-[0-9]{2,}"), cancelled);
        assertEquals(List.of(), answer.undecided());
    }

    @Test
    void aCrossingPredictedBeforeAGivenUpNeuronCanHaveAnEffectStillHappens() {
        // Neuron 0 is given up at ln 2, when neuron 1 is on its way to its crossing at about 1.005.
        Answer<Ball> answer = solve(new SmallNetworks()
                .source("0")
                .source("0.6")
                .feed(0, 0, "4")
                .feed(1, 1, "4.5")
                .connect(0, 1, "1", "4")
                .neurons(2));
        assertEquals(1, spikes(answer, 1));
    }

    @Test
    void anArrivalThatMayBeMissingOverAZeroWeightOpensTheDerivativeByIt() {
        Loss loss = new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", 1, 1, Rational.ONE)));
        Answer<Ball> answer = solve(new SmallNetworks()
                .source("0")
                .source("0", "2")
                .feed(0, 0, "4")
                .feed(1, 1, "5")
                .connect(0, 1, "0", "0.1")
                .loss(loss)
                .neurons(2));
        assertEquals(2, spikes(answer, 1), "the spike times do not depend on it");
        assertInstanceOf(Outcome.Known.class, answer.loss().orElseThrow());
        assertInstanceOf(Outcome.Open.class, answer.gradient().orElseThrow());
    }

    @Test
    void aTieWhoseSpikesHaveTooFewDigitsIsReported() {
        Network network = new SmallNetworks()
                .source("0")
                .horizon("4")
                .feed(0, 0, "4." + "0".repeat(49) + "1")
                .feed(0, 1, "4." + "0".repeat(49) + "1")
                .connect(0, 1, "-1", "0")
                .connect(1, 0, "-1", "0")
                .neurons(2);
        Question tight = Question.ofDigits(50)
                .withJacobian()
                .withLimits(new Question.Limits(50, Question.Limits.DEFAULT_SPIKES));
        assertTrue(!new CertifiedEngine().solve(network, tight).undecided().isEmpty());
    }
}
