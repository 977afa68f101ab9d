package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the two papers leave out or leave open: eventprop-V6, eventprop-V8 and eventprop-V9, by every method. */
class JumpTest {

    private static Answer<Ball> solve(Network network, Method method) {
        return new CertifiedEngine().solve(network, Question.ofDigits(30).by(method));
    }

    private static List<List<Ball>> weights(Answer<Ball> answer) {
        if (answer.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Ball>> gradient) {
            return gradient.value().weights();
        }
        throw new AssertionError("the gradient is not known");
    }

    private static Loss half(int neuron) {
        return new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", neuron, 0, Rational.ZERO)));
    }

    private static double h(double s) {
        return Math.exp(-s) - Math.exp(-2 * s);
    }

    private static double slopeOfH(double s) {
        return 2 * Math.exp(-2 * s) - Math.exp(-s);
    }

    /** eventprop-V6: an input, a hidden neuron that spikes twice, and a neuron that needs both spikes; ℓ = ½g². */
    @ParameterizedTest
    @EnumSource
    void aHiddenNeuronThatSpikesTwiceNeedsTheTermOfItsOwnEarlierSpike(Method method) {
        Network network = new SmallNetworks()
                .source("0")
                .horizon("2")
                .feed(0, 0, "7")
                .connect(0, 1, "3", "0")
                .loss(half(1))
                .neurons(2);
        Answer<Ball> answer = solve(network, method);
        List<Spike<Ball>> hidden = answer.spikes().get("n").get(0);
        assertEquals(2, hidden.size());
        double f1 = hidden.get(0).time().approximate();
        double f2 = hidden.get(1).time().approximate();
        double g = answer.spikes().get("n").get(1).get(0).time().approximate();
        assertTrue(g > f2, "both spikes of the hidden neuron come first");
        double f1ByWeight = -h(f1) / (7 * slopeOfH(f1));
        double ownSpike = Math.exp(-(f2 - f1));
        double slope2 = 7 * slopeOfH(f2) + ownSpike;
        double right = -(h(f2) - ownSpike * f1ByWeight) / slope2;
        double withoutOwnSpike = -h(f2) / slope2;
        double share1 = slopeOfH(g - f1) / (slopeOfH(g - f1) + slopeOfH(g - f2));
        double gradient = g * (share1 * f1ByWeight + (1 - share1) * right);
        double published = g * (share1 * f1ByWeight + (1 - share1) * withoutOwnSpike);
        assertEquals(
                "-0.110618376921833651184469023401",
                weights(answer).get(0).get(0).toDecimal(30));
        // What the published forward-propagation code would answer.
        assertEquals(-0.10020511476609953, published, 1e-12);
        assertEquals(gradient, weights(answer).get(0).get(0).approximate(), 1e-12);
    }

    /** eventprop-V8: the train of a source is fixed; the gradient is −λ_I where it arrives, here −f·h(f − a)/V'. */
    @ParameterizedTest
    @EnumSource
    void aFixedInputSpikeSamplesTheCurrentsAdjointWhereItArrives(Method method) {
        Answer<Ball> answer = solve(
                new SmallNetworks().source("0.25").feed(0, 0, "5").loss(half(0)).neurons(1), method);
        double f = answer.spikes().get("n").get(0).get(0).time().approximate();
        double s = f - 0.25;
        assertEquals(
                -f * h(s) / (5 * slopeOfH(s)), weights(answer).get(0).get(0).approximate(), 1e-13);
    }

    /** Two neurons with inputs of weight 5, and a third that hears both. */
    private static SmallNetworks pair(String first, String second) {
        return new SmallNetworks()
                .source(first)
                .source(second)
                .feed(0, 0, "5")
                .feed(1, 1, "5")
                .connect(0, 2, "4", "0")
                .connect(1, 2, "3", "0.125")
                .loss(half(2));
    }

    /** eventprop-V9: neither spike has an effect on the other; both λ_V jump. */
    @ParameterizedTest
    @EnumSource
    void coincidentSpikesWithoutAnImmediateSynapseHaveADerivative(Method method) {
        String apart = "0.25" + "0".repeat(50) + "1";
        List<List<Ball>> together =
                weights(solve(pair("0.25", "0.25").connect(0, 1, "2", "0.125").neurons(3), method));
        List<List<Ball>> nearly =
                weights(solve(pair("0.25", apart).connect(0, 1, "2", "0.125").neurons(3), method));
        for (int p = 0; p < together.size(); p++) {
            for (int s = 0; s < together.get(p).size(); s++) {
                assertEquals(
                        together.get(p).get(s).toDecimal(30),
                        nearly.get(p).get(s).toDecimal(30));
            }
        }
        assertTrue(together.get(0).get(0).isNegative() && together.get(0).get(1).isNegative());
    }

    /** eventprop-V9: the second spike moves at one rate if the first comes before it and at another if it comes after. */
    @ParameterizedTest
    @EnumSource
    void coincidentSpikesWithAnImmediateSynapseHaveTwoOneSidedDerivatives(Method method) {
        Network tied = tie("0").loss(half(1)).neurons(2);
        assertInstanceOf(Outcome.Undefined.class, solve(tied, method).gradient().orElseThrow());
        String tiny = "0." + "0".repeat(50) + "1";
        Ball heard = weights(solve(early(tiny).loss(half(1)).neurons(2), method))
                .get(0)
                .get(1);
        Ball unheard = weights(solve(tie(tiny).loss(half(1)).neurons(2), method))
                .get(0)
                .get(1);
        assertTrue(heard.minus(unheard).abs().isGreaterThan(Ball.ONE.shift(-10)), heard + " and " + unheard);
    }

    /** Neuron 0 hears its input at {@code delay}, neuron 1 at 0, and neuron 0 feeds neuron 1 without delay. */
    private static SmallNetworks tie(String delay) {
        return new SmallNetworks()
                .source(delay)
                .source("0")
                .feed(0, 0, "5")
                .feed(1, 1, "5")
                .connect(0, 1, "2", "0");
    }

    private static SmallNetworks early(String delay) {
        return new SmallNetworks()
                .source("0")
                .source(delay)
                .feed(0, 0, "5")
                .feed(1, 1, "5")
                .connect(0, 1, "2", "0");
    }
}
