package io.github.goldspike.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.clock.ClockBatch;
import io.github.goldspike.clock.ClockEngine;
import io.github.goldspike.clock.NumberFormat;
import io.github.goldspike.clock.SpikeGradient;
import io.github.goldspike.clock.Stimulus;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.grid.certified.CertifiedGridEngine;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine in binary64 and binary32 against certified grids (grids-N10). */
class ClockEngineTest {

    private static final int NETWORKS = 25 * Integer.getInteger("goldspike.tries.factor", 1);

    /** Roundings of sums of a few dozen steps, in units of u times the greatest number of the same kind. */
    private static final double ROUNDINGS = 2000;

    @ParameterizedTest
    @EnumSource(NumberFormat.class)
    void itGivesTheStepsLossesAndSurrogateGradientsOfCertifiedGridsOnEveryProfile(NumberFormat format) {
        int excused = 0;
        int gradients = 0;
        for (Profile profile : Profile.values()) {
            for (int seed = 500; seed < 500 + NETWORKS; seed++) {
                GridNetworks.Sample sample = GridNetworks.of(profile, seed);
                String what = profile + ", network " + seed + ": ";
                GridQuestion question = GridQuestion.ofDigits(20)
                        .withRespectTo(GridQuestion.KINDS)
                        .withTraces();
                GridAnswer<Ball> exact = new CertifiedGridEngine().solve(sample.network(), sample.grid(), question);
                GridAnswer<Double> answer = new ClockEngine(format, SpikeGradient.SURROGATE)
                        .solve(sample.network(), sample.grid(), question);
                if (!exact.undecided().isEmpty()) {
                    excused++;
                    continue;
                }
                if (!exact.steps().equals(answer.steps())) {
                    double nearest = exact.nearest().orElseThrow().distance().approximate();
                    assertTrue(
                            nearest < 200 * format.unitRoundoff(),
                            what + exact.steps() + ", but " + answer.steps() + ", nearest " + nearest);
                    excused++;
                    continue;
                }
                assertTraces(exact.traces().orElseThrow(), answer.traces().orElseThrow(), format, what);
                gradients += compare(exact, answer, format, what) ? 1 : 0;
            }
        }
        int all = NETWORKS * Profile.values().length;
        assertTrue(excused < all / 10, excused + " of " + all + " excused");
        assertTrue(gradients > all / 2, gradients + " gradients of " + all);
    }

    private static void assertTraces(
            GridAnswer.Traces<Ball> exact, GridAnswer.Traces<Double> traces, NumberFormat format, String what) {
        assertEquals(exact.first(), traces.first(), what);
        exact.potentials().forEach((population, neurons) -> {
            for (int n = 0; n < neurons.size(); n++) {
                assertNear(neurons.get(n), traces.potentials().get(population).get(n), format, what + population);
                List<GridAnswer.Current<Ball>> currents =
                        exact.currents().get(population).get(n);
                for (int c = 0; c < currents.size(); c++) {
                    GridAnswer.Current<Double> current =
                            traces.currents().get(population).get(n).get(c);
                    assertEquals(currents.get(c).alpha(), current.alpha(), what);
                    assertNear(currents.get(c).values(), current.values(), format, what + population + " current");
                }
            }
        });
    }

    /** Whether there was a gradient to compare. */
    private static boolean compare(
            GridAnswer<Ball> exact, GridAnswer<Double> answer, NumberFormat format, String what) {
        if (exact.loss().orElseThrow() instanceof Outcome.Known<Ball> loss) {
            double value = ((Outcome.Known<Double>) answer.loss().orElseThrow()).value();
            assertNear(List.of(loss.value(), Ball.ONE), List.of(value, 1.0), format, what + "loss");
        } else {
            assertTrue(answer.loss().orElseThrow() instanceof Outcome.Undefined, what);
        }
        if (!(exact.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Ball>> gradient)) {
            assertTrue(answer.gradient().orElseThrow() instanceof Outcome.Undefined, what);
            return false;
        }
        Gradient<Double> found =
                ((Outcome.Known<Gradient<Double>>) answer.gradient().orElseThrow()).value();
        List<Ball> expected = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        gradient.value().values().forEach((kind, lists) -> {
            List<List<Double>> others = found.values().get(kind);
            for (int owner = 0; owner < lists.size(); owner++) {
                assertEquals(lists.get(owner).size(), others.get(owner).size(), what + kind);
            }
            expected.addAll(lists.stream().flatMap(List::stream).toList());
            values.addAll(others.stream().flatMap(List::stream).toList());
        });
        assertNear(expected, values, format, what + "gradient");
        return true;
    }

    private static void assertNear(List<Ball> exact, List<Double> values, NumberFormat format, String what) {
        assertEquals(exact.size(), values.size(), what);
        double greatest = exact.stream()
                .mapToDouble(ball -> Math.abs(ball.approximate()))
                .max()
                .orElse(0);
        double allowed = ROUNDINGS * format.unitRoundoff() * greatest;
        for (int k = 0; k < values.size(); k++) {
            double expected = exact.get(k).approximate();
            int entry = k;
            assertTrue(
                    Math.abs(values.get(k) - expected) <= allowed,
                    () -> what + " " + entry + ": " + values.get(entry) + ", but certified is " + expected);
        }
    }

    @ParameterizedTest
    @EnumSource(NumberFormat.class)
    void everyInputHasTheSameBitsInWhateverCompanyAndGradientsAddUp(NumberFormat format) {
        for (Profile profile : Profile.values()) {
            GridNetworks.Sample sample = GridNetworks.of(profile, 77);
            Random random = new Random(5);
            int inputs = sample.network().populations().stream()
                    .filter(Population.Source.class::isInstance)
                    .mapToInt(Population::size)
                    .sum();
            List<Stimulus> stimuli = IntStream.range(0, 7)
                    .mapToObj(k -> new Stimulus(IntStream.range(0, inputs)
                            .mapToObj(unit -> random.ints(5, 0, 12).toArray())
                            .toList()))
                    .toList();
            Network network = GridNetworks.withCountLoss(sample.network());
            int[] labels = {0, 1, 0, 1, 1, 0, 0};
            ClockBatch together =
                    new ClockBatch(network, sample.grid(), format, SpikeGradient.SURROGATE, stimuli.size());
            double[] weights = together.weights();
            double[] gradient = new double[weights.length];
            List<ClockBatch.Result> results = together.run(weights, stimuli, labels, "o", gradient);
            double[] sum = new double[weights.length];
            List<ClockBatch.Result> alone = new ClockBatch(network, sample.grid(), format, SpikeGradient.SURROGATE, 1)
                    .run(weights, stimuli, labels, "o", sum);
            assertEquals(alone, results, profile.field());
            double greatest = IntStream.range(0, sum.length)
                    .mapToDouble(k -> Math.abs(sum[k]))
                    .max()
                    .orElse(0);
            assertArrayEquals(sum, gradient, 1e-12 * greatest, profile.field());
            double[] none = new double[0];
            assertEquals(results, together.run(weights, stimuli, labels, "o", none));
        }
    }

    /** One neuron that is driven beyond its threshold fires in every second step; one that has room for three spikes says so at the fourth. */
    @Test
    void aRingBufferThatIsFullIsAClearErrorAndNothingIsDropped() {
        Network network = GridNetworks.driven(20);
        Grid grid = Profile.NORSE.grid(Rational.of(1, 10));
        GridQuestion question = GridQuestion.ofDigits(17);
        int spikes = new ClockEngine(NumberFormat.BINARY64, SpikeGradient.eventProp(1000))
                .solve(network, grid, question)
                .steps()
                .get("n")
                .get(0)
                .size();
        assertTrue(spikes > 3, spikes + " spikes");
        new ClockEngine(NumberFormat.BINARY64, SpikeGradient.eventProp(spikes)).solve(network, grid, question);
        ClockEngine small = new ClockEngine(NumberFormat.BINARY64, SpikeGradient.eventProp(spikes - 1));
        String message = org.junit.jupiter.api.Assertions.assertThrows(
                        io.github.goldspike.contract.UnsupportedQuestionException.class,
                        () -> small.solve(network, grid, question))
                .getMessage();
        assertEquals(
                "a neuron fires more than " + (spikes - 1)
                        + " times, which is how many spikes the ring buffer of EventProp has room for (--max-spikes)",
                message);
    }

    @Test
    void bothConventionsAreTried() {
        assertTrue(IntStream.range(500, 500 + NETWORKS)
                        .mapToObj(seed ->
                                GridNetworks.of(Profile.NORSE, seed).network().convention())
                        .distinct()
                        .count()
                == Convention.values().length);
    }
}
