package io.github.goldspike.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Nearest;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Distances in closed form: conditioning-K5 and conditioning-K6. */
class NearestEventsTest {

    private static Nearest<Ball> nearest(Network network) {
        Answer<Ball> answer =
                new CertifiedEngine().solve(network, Question.ofDigits(30).with(Conditioning.ALL));
        return answer.conditions().orElseThrow().nearest().orElseThrow();
    }

    private static void assertIs(String expected, Ball found) {
        assertEquals(Ball.of(Rational.parse(expected), 200).toDecimal(6), found.toDecimal(6));
    }

    @Test
    void aPeakBetweenEvents() {
        // 3·(e^−s − e^−2s) is greatest at log 2, where it is 3/4.
        Nearest<Ball> nearest =
                nearest(new SmallNetworks().source("0.5").feed(0, 0, "3").neurons(1));
        Nearest.Event<Ball> peak = nearest.peak().orElseThrow();
        assertIs("0.25", peak.distance());
        assertEquals(0.5 + Math.log(2), peak.time().approximate(), 1e-9);
        assertEquals(Optional.empty(), peak.spike());
        assertEquals(1, nearest.peaks().size());
        assertIs("0.25", nearest.peaks().get(0).distance());
        assertEquals(
                new Nearest<>(nearest.peak(), Optional.empty(), Optional.empty(), Optional.empty(), nearest.peaks()),
                nearest);
    }

    @Test
    void aPeakWithinTenToTheMinusThirtyOfTheThreshold() {
        Rational weight = Rational.of(4).minus(Rational.parse("4e-30"));
        Nearest<Ball> nearest = nearest(
                new SmallNetworks().source("0.5").feed(0, 0, weight.toString()).neurons(1));
        assertIs("1e-30", nearest.peak().orElseThrow().distance());
    }

    @Test
    void aPeakAtAnArrival() {
        // Where the inhibition arrives, V = 3·(e^−½ − e^−1) and rises.
        Nearest<Ball> nearest = nearest(new SmallNetworks()
                .source("0")
                .source("0.5")
                .feed(0, 0, "3")
                .feed(1, 0, "-9")
                .neurons(1));
        Nearest.Event<Ball> peak = nearest.peak().orElseThrow();
        assertIs("0.5", peak.time());
        assertEquals(1 - 3 * (Math.exp(-0.5) - Math.exp(-1)), peak.distance().approximate(), 1e-12);
    }

    @Test
    void greatCurrentsThatCancelDoNotKeepTheSearchForPeaksBusy() {
        // V is constant from 0.5 on, and its slope a ball around 0 that rounding makes 2^50 times as wide as usual.
        Nearest<Ball> nearest = nearest(new SmallNetworks()
                .source("0.5")
                .source("0.5")
                .feed(0, 0, "1000000000000000.1")
                .feed(1, 0, "-1000000000000000.1")
                .neurons(1));
        assertEquals(Optional.empty(), nearest.peak());
        nearest.peaks().forEach(peak -> assertTrue(peak.distance().approximate() > 0.99));
    }

    @Test
    void arrivalsAtTheSameTimeAreOneJoint() {
        // Neither alone makes a peak: together they only bend the rise.
        Nearest<Ball> nearest = nearest(new SmallNetworks()
                .source("0")
                .source("0.5")
                .source("0.5")
                .feed(0, 0, "2")
                .feed(1, 0, "-9")
                .feed(2, 0, "9")
                .neurons(1));
        assertEquals(Math.log(2), nearest.peak().orElseThrow().time().approximate(), 1e-9);
    }

    @Test
    void aRiseUpToTheHorizon() {
        Nearest<Ball> nearest = nearest(
                new SmallNetworks().source("0").feed(0, 0, "3").horizon("0.5").neurons(1));
        assertIs("0.5", nearest.peak().orElseThrow().time());
        assertEquals(
                1 - 3 * (Math.exp(-0.5) - Math.exp(-1)),
                nearest.peak().orElseThrow().distance().approximate(),
                1e-12);
    }

    @Test
    void neuronsAtRestAndInhibitedOnesHaveNoPeak() {
        Nearest<Ball> nearest = nearest(
                new SmallNetworks().source("1").feed(0, 0, "-1").horizon("1.5").neurons(2));
        assertEquals(
                new Nearest<>(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
                nearest);
    }

    /** V' and what it is made of are balls around 0 for as long as nothing else arrives. */
    @Test
    void aPotentialThatCurrentsLeaveAtRestBecauseTheyCancelIsNotSearchedForever() {
        Nearest<Ball> nearest = nearest(new SmallNetworks()
                .source("0")
                .source("1")
                .feed(0, 0, "0.6")
                .feed(0, 0, "-0.6")
                .feed(1, 0, "3")
                .horizon("3")
                .neurons(1));
        assertIs("0.25", nearest.peak().orElseThrow().distance());
        assertEquals(1 + Math.log(2), nearest.peak().orElseThrow().time().approximate(), 1e-12);
    }

    @Test
    void nothingHappensUpToAHorizonOfZero() {
        Nearest<Ball> nearest = nearest(
                new SmallNetworks().source("0").feed(0, 0, "9").horizon("0").neurons(1));
        assertEquals(
                new Nearest<>(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
                nearest);
    }

    @Test
    void theFlattestSpikeAndTheHorizon() {
        // 4.5(e^−s − e^−2s) = 1 at e^−s = ⅔: V' = 4.5·(2/3)·(2·2/3 − 1) = 1.
        Nearest<Ball> nearest = nearest(
                new SmallNetworks().source("0").feed(0, 0, "4.5").horizon("0.5").neurons(1));
        assertIs("1", nearest.slope().orElseThrow().distance());
        assertEquals(Optional.of(0), nearest.slope().orElseThrow().spike());
        assertEquals(
                0.5 - Math.log(1.5), nearest.horizon().orElseThrow().distance().approximate(), 1e-12);
        assertEquals(Math.log(1.5), nearest.order().orElseThrow().distance().approximate(), 1e-12);
    }

    @Test
    void theEffectOfASpikeOnItselfDoesNotCount() {
        Nearest<Ball> nearest = nearest(new SmallNetworks()
                .source("0")
                .feed(0, 0, "4.5")
                .connect(0, 0, "0.001", "0")
                .horizon("0.5")
                .neurons(1));
        assertEquals(Math.log(1.5), nearest.order().orElseThrow().distance().approximate(), 1e-12);
    }

    @Test
    void theEndOfARefractoryPeriodHasAnOrder() {
        Nearest<Ball> nearest = nearest(new SmallNetworks()
                .source("0")
                .source("0.9")
                .feed(0, 0, "4.5")
                .feed(1, 0, "-1")
                .refractory("0.5")
                .horizon("1")
                .neurons(1));
        Nearest.Event<Ball> order = nearest.order().orElseThrow();
        assertEquals(Math.log(1.5) + 0.5 - 0.9, order.distance().approximate(), 1e-12);
        assertIs("0.9", order.time());
        assertEquals(Optional.of(0), order.spike());
    }

    @Test
    void thereIsNoPeakInARefractoryPeriod() {
        Nearest<Ball> nearest = nearest(new SmallNetworks()
                .source("0", "0.6")
                .feed(0, 0, "4.5")
                .refractory("0.5")
                .horizon("0.9")
                .neurons(1));
        assertEquals(Optional.empty(), nearest.peak());
        assertEquals(
                0.6 - Math.log(1.5), nearest.order().orElseThrow().distance().approximate(), 1e-12);
    }

    @Test
    void aTieIsAtDistanceZero() {
        SmallNetworks twins = new SmallNetworks()
                .source("0.25")
                .source("0.25")
                .feed(0, 0, "5")
                .feed(1, 1, "5");
        Nearest<Ball> nearest = nearest(twins.connect(0, 1, "2", "0").neurons(2));
        assertTrue(nearest.order().orElseThrow().distance().isZero());
    }
}
