package io.github.goldspike.conformance.tolerance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.NormalForm;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.cases.RandomSource;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.tolerance.NearCritical.Point;
import io.github.goldspike.conformance.tolerance.SpikeErrorBound.Course;
import io.github.goldspike.conformance.tolerance.Timeline.Arrival;
import io.github.goldspike.conformance.tolerance.Timeline.Neuron;
import io.github.goldspike.conformance.tolerance.Timeline.Spike;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.format.NetworkReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The statements of verdict-R6, at scales at which they are often met, and on two networks that an earlier verdict-R6 got wrong. */
class NearCriticalProperties {

    private static final int NETWORKS = 40 * Integer.getInteger("goldspike.tries.factor", 1);

    /**
     * The spike of f depends on g by ways that cancel, by g's spike through h1 and h2. So it hardly moves, while the potential just after
     * it may be far off. Something inhibits f after its spike.
     */
    private static Golden movedLessThanHidden(String byFirst, String bySecond, String inhibition, String then) {
        return golden("""
                {"format": "goldspike-network/1", "horizon": 3,
                 "populations": [
                  {"name": "in", "spikes": [[0], ["%s"]]},
                  {"name": "g", "size": 1, "beta": 1, "threshold": 1}, {"name": "h", "size": 2, "beta": 1, "threshold": 1},
                  {"name": "f", "size": 1, "beta": 1, "threshold": 1}],
                 "projections": [
                  {"from": "in", "to": "g", "alpha": 2, "weights": [[5], [null]]},
                  {"from": "g", "to": "h", "alpha": 2, "weights": [[8, 8]]},
                  {"from": "in", "to": "f", "alpha": 2, "weights": [["4.05"], ["%s"]]},
                  {"from": "h", "to": "f", "alpha": 2, "weights": [[%s], [%s]]}]}""".formatted(then, inhibition, byFirst, bySecond));
    }

    /**
     * g hardly spikes, so its time is far off; f rises by one arrival of that spike and falls by an earlier one. Both come late together,
     * so f's spike is off as g's is, and not by as much as the potential over V', which is small there.
     */
    private static Golden movedWithItsCause(String second, String inhibition) {
        return golden("""
                {"format": "goldspike-network/1", "horizon": 4,
                 "populations": [
                  {"name": "in", "spikes": [[0], ["%s"]]},
                  {"name": "g", "size": 1, "beta": 1, "threshold": 1}, {"name": "f", "size": 1, "beta": 1, "threshold": 1}],
                 "projections": [
                  {"from": "in", "to": "g", "alpha": 2, "weights": [["4.01"], [null]]},
                  {"from": "g", "to": "f", "alpha": 2, "weights": [["3.9"]]},
                  {"from": "g", "to": "f", "alpha": 2, "weights": [["%s"]], "delays": "0.8"},
                  {"from": "in", "to": "f", "alpha": 2, "weights": [[null], [-50]]}]}""".formatted(inhibition, second));
    }

    /** Two inputs that cancel: V = 0 throughout, but each response is rounded. */
    private static Golden mostBetweenEvents() {
        return golden("""
                {"format": "goldspike-network/1", "horizon": 30,
                 "populations": [
                  {"name": "in", "spikes": [[0], [0]]}, {"name": "n", "size": 1, "beta": 1, "threshold": 1}],
                 "projections": [{"from": "in", "to": "n", "alpha": 2, "weights": [[1000], [-1000]]}]}""");
    }

    /** An input that comes late moves V most just after it comes: 20 times as much as before, or at the peak. */
    private static Golden mostJustAfterAnArrival() {
        return golden("""
                {"format": "goldspike-network/1", "horizon": 30,
                 "populations": [
                  {"name": "in", "spikes": [["0.059"], ["20.924"]]}, {"name": "n", "size": 1, "beta": 1, "threshold": 2}],
                 "projections": [{"from": "in", "to": "n", "alpha": 6, "weights": [["-1.81"], ["7.676"]]}]}""");
    }

    /** Late inhibition, whose response does not change when the next thing arrives, ln 2 later, but moves fastest after that. */
    private static Golden mostAfterAnInhibition() {
        return golden("""
                {"format": "goldspike-network/1", "horizon": 1010,
                 "populations": [
                  {"name": "in", "spikes": [[1000], ["1000.694"]]}, {"name": "n", "size": 1, "beta": 1, "threshold": 1}],
                 "projections": [{"from": "in", "to": "n", "alpha": 2, "weights": [[-2], ["0.000001"]]}]}""");
    }

    private static Golden golden(String network) {
        try {
            return Golden.of(
                    NormalForm.of(
                            NetworkReader.read(new ByteArrayInputStream(network.getBytes(StandardCharsets.UTF_8)))),
                    100);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static List<Golden> goldens() {
        List<Golden> goldens = new ArrayList<>(List.of(
                movedLessThanHidden("20", "-19.5", "-50", "1.9"),
                movedLessThanHidden("200", "-199.5", "-50", "1.9"),
                movedWithItsCause("0.655", "3"),
                movedWithItsCause("0.66", "3"),
                movedWithItsCause("0.66", "1.563"),
                mostJustAfterAnArrival(),
                mostAfterAnInhibition(),
                mostBetweenEvents()));
        for (int index = 0; index < NETWORKS; index++) {
            goldens.add(((Case.Prepared.Ready) new RandomCase(22, index).prepare(Claims.everything())).golden());
        }
        return goldens;
    }

    /** What is asked of each course of each neuron that can spike. */
    private interface Question {
        int ask(SpikeErrorBound reach, List<Point> points, Neuron neuron, Course course, double scale);
    }

    private static int ask(Question question, double... scales) {
        int sum = 0;
        for (Golden golden : goldens()) {
            SpikeErrorBound reach = new SpikeErrorBound(golden.timeline());
            for (double scale : scales) {
                List<Point> points = NearCritical.of(reach, golden.peaks(), scale);
                for (Neuron neuron : reach.timeline().neurons()) {
                    if (neuron.threshold().isPresent()) {
                        for (Course course : reach.courses(neuron)) {
                            sum += question.ask(reach, points, neuron, course, scale);
                        }
                    }
                }
            }
        }
        return sum;
    }

    @Test
    void theTimeOfASpikeMayMoveLessThanThePotentialAtItDividedByItsSlope() {
        SpikeErrorBound reach = new SpikeErrorBound(
                movedLessThanHidden("20", "-19.5", "-50", "1.9").timeline());
        Neuron f = reach.timeline().neuron("f", 0);
        Course course = reach.courses(f).get(0);
        Spike spike = course.spike().orElseThrow();
        double moved = reach.stretch(spike.number()).slope(spike.time()) * reach.time(spike.number());
        double hidden = reach.potential(course, spike.time());
        assertEquals(1, f.spikes().size());
        assertTrue(moved < 0.7 * hidden, moved + " against " + hidden);
    }

    @Test
    void aResponseIsNowhereGreaterThanItsBoundBetweenTwoTimes() {
        RandomSource draw = new RandomSource(23, 0, 0);
        for (int k = 0; k < 2_000; k++) {
            double alpha = draw.between(0.1, 5);
            Kernel kernel = new LeakyKernel(alpha, k % 4 == 0 ? alpha : k % 4 == 1 ? 0 : draw.between(0.1, 5));
            double from = k % 3 == 0 ? 0 : draw.between(0, 3);
            double to = from + draw.between(0.01, 6);
            for (int i = 0; i <= 40; i++) {
                double s = from + (to - from) * i / 40;
                double most = 1 + 1e-12;
                assertTrue(kernel.value(s) <= kernel.mostValue(from, to) * most, kernel + " at " + s);
                assertTrue(Math.abs(kernel.slope(s)) <= kernel.mostSlope(from, to) * most, kernel + " at " + s);
                assertTrue(kernel.terms(s) <= kernel.mostTerms(from, to) * most, kernel + " at " + s);
                assertTrue(kernel.byRates(s) <= kernel.mostByRates(from, to) * most, kernel + " at " + s);
            }
        }
    }

    @Test
    void betweenTwoEventsAPotentialIsNowhereFurtherOffThanTheBoundOfThePiece() {
        int points = ask(
                (reach, places, neuron, course, scale) -> {
                    List<Double> joints = course.stretch().joints(course.end());
                    int asked = 0;
                    for (int k = 0; k + 1 < joints.size(); k++) {
                        double from = joints.get(k);
                        double to = joints.get(k + 1);
                        double bound = reach.mostPotential(course, from, to) * (1 + 1e-9);
                        for (double t : times(from, to).toArray()) {
                            asked++;
                            assertTrue(
                                    reach.potential(course, t) <= bound,
                                    () -> neuron.population() + " at " + t + ": " + reach.potential(course, t)
                                            + " is above " + bound);
                        }
                    }
                    return asked;
                },
                1);
        assertTrue(points > 10_000, points + " points");
    }

    @Test
    void whereverAPotentialMayReachItsThresholdThereIsAPlaceBeforeOrItRisesToItsNextSpike() {
        int near = ask(NearCriticalProperties::nearPoints, 1e-5, 1e-3, 0.0125);
        assertTrue(near > 10_000, near + " points near a threshold");
    }

    private static int nearPoints(
            SpikeErrorBound reach, List<Point> points, Neuron neuron, Course course, double scale) {
        InterspikeSegment stretch = course.stretch();
        List<Double> joints = stretch.joints(course.end());
        int near = 0;
        for (int k = 0; k + 1 < joints.size(); k++) {
            double from = joints.get(k);
            boolean toSpike = course.spike().isPresent() && k + 2 == joints.size();
            for (double t : times(from, joints.get(k + 1)).toArray()) {
                double gap = neuron.threshold().getAsDouble() - stretch.potential(t);
                // To first order a fall that begins at an arrival settles what the arrival's being late adds.
                boolean settled = t - from >= unsettled(reach, neuron, stretch, from, scale);
                if (settled && gap <= scale * reach.potential(course, t)) {
                    near++;
                    assertTrue(
                            (toSpike && risesFrom(stretch, t, course.end()))
                                    || NearCritical.before(points, t).isPresent(),
                            () -> neuron.population() + " " + neuron.index() + " at " + t + ", scale " + scale + " "
                                    + points);
                }
            }
        }
        return near;
    }

    private static double unsettled(
            SpikeErrorBound reach, Neuron neuron, InterspikeSegment stretch, double from, double scale) {
        double off = neuron.arrivals().stream()
                .filter(arrival -> arrival.time() == from)
                .mapToDouble(arrival -> Math.abs(arrival.weight()) * scale * (reach.late(arrival) + arrival.time()))
                .sum();
        double fall = -stretch.slope(Math.nextUp(from));
        return fall > 0 ? 2 * off / fall : 0;
    }

    private static boolean risesFrom(InterspikeSegment stretch, double t, double end) {
        return IntStream.range(0, 20).allMatch(i -> stretch.slope(t + (end - t) * i / 20) > 0);
    }

    /** Evenly, and nearer and nearer to the beginning. */
    private static DoubleStream times(double from, double to) {
        return DoubleStream.concat(
                IntStream.range(1, 50).mapToDouble(i -> from + (to - from) * i / 50),
                IntStream.range(1, 40)
                        .mapToDouble(k -> from + Math.scalb(to - from, -k))
                        .filter(t -> t > from));
    }

    @Test
    void afterASpikeWithoutAPlaceThePotentialWouldGoOnToWhereNoErrorHidesIt() {
        int spikes = ask(
                NearCriticalProperties::spikesThatAreSure,
                IntStream.range(0, 40).mapToDouble(k -> 1e-7 * Math.pow(1.3, k)).toArray());
        assertTrue(spikes > 1_000, spikes + " spikes");
    }

    private static int spikesThatAreSure(
            SpikeErrorBound reach, List<Point> points, Neuron neuron, Course course, double scale) {
        if (course.spike().isEmpty()) {
            return 0;
        }
        Spike spike = course.spike().get();
        double f = spike.time();
        if (NearCritical.before(points, f).isPresent()) {
            return 0;
        }
        double next = neuron.arrivals().stream()
                .filter(arrival -> arrival.weight() != 0 && arrival.cause() != spike.number() && arrival.time() > f)
                .mapToDouble(Arrival::time)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double end = Math.min(next, reach.timeline().horizon());
        Course on = course.undisturbedFrom(f);
        boolean sure = IntStream.rangeClosed(0, 160)
                .mapToDouble(k -> f + (end - f) * Math.pow(2, -k / 4.0))
                .anyMatch(t ->
                        on.stretch().potential(t) - neuron.threshold().getAsDouble() > scale * reach.potential(on, t));
        assertTrue(sure, () -> neuron.population() + " " + neuron.index() + " at " + f + ", scale " + scale);
        return 1;
    }
}
