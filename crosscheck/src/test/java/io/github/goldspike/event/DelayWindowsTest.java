package io.github.goldspike.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.bench.SpontaneousNetwork;
import io.github.goldspike.contract.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** event-double-D15: windows of the least delay against the loop over all events. */
class DelayWindowsTest {

    private static final int LIMIT = 100_000;
    private static final int NEVER_QUIET = 1 << 20;

    @ParameterizedTest(name = "{0} neurons, {1} synapses of each, {2} delays")
    @CsvSource({"600, 40, 1", "600, 40, 40", "5000, 10, 3", "300, 200, 20"})
    void aNetworkOfEqualNeuronsHasTheLoopsBits(int neurons, int synapses, int delays) {
        assertSame(SpontaneousNetwork.of(neurons, synapses, delays, 7), 4);
    }

    /** Neurons of two rates each, other constants for each, zero weights, and inputs without delay. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aNetworkOfUnequalNeuronsWithInputsHasTheLoopsBits(long seed) {
        assertSame(unequal(seed, 60), 3);
    }

    /** No spike and no arrival for longer than a window, again and again: windows are skipped, and none is taken twice. */
    @Test
    void pausesAreSkipped() {
        EventNetwork.Builder builder = new EventNetwork.Builder();
        for (int i = 0; i < 20; i++) {
            builder.neuron(1, 1, 0, 0, 0, 4);
            builder.synapse(i, i == 0 ? 19 : i - 1, 0, 1, 1e-4 * (1 + i));
            builder.source(0.7 * i, 0.7 * i + 40);
            builder.synapseFromSource(i, i, 0, 11, 0);
        }
        EventNetwork network = builder.build();
        assertSame(network, 100);
        assertTrue(loop(network, 100, LIMIT).size() >= 40);
    }

    /** What is on its way, over the first delay or the second, comes before a later input, and so does what it sets off. */
    @Test
    void aPauseEndsWithWhatIsOnItsWay() {
        EventNetwork.Builder builder = new EventNetwork.Builder();
        for (int i = 0; i < 3; i++) {
            builder.neuron(1, 1, 0, 0, 0, 4);
        }
        builder.synapse(0, 1, 0, 11, 0.1);
        builder.synapse(0, 1, 0, 11, 9);
        builder.synapse(1, 2, 0, 11, 0.1);
        builder.synapseFromSource(builder.source(0, 50), 0, 0, 7.5, 0);
        builder.synapseFromSource(builder.source(20, 50), 2, 0, 1, 0);
        EventNetwork network = builder.build();
        Raster loop = loop(network, 60, LIMIT);
        Raster windows = windows(network, 60, LIMIT).orElseThrow();
        assertTrue(loop.count(2) >= 3);
        assertSameSpikes(loop, windows);
    }

    @Test
    void aRunawayEndsAtTheSameSpikeWithTheSameDoubt() {
        EventNetwork network = SpontaneousNetwork.of(600, 40, 40, 7);
        for (int limit : new int[] {0, 1, 100, 777}) {
            Raster loop = loop(network, 4, limit);
            Raster windows = windows(network, 4, limit).orElseThrow();
            assertFalse(windows.complete());
            assertSameSpikes(loop, windows);
            assertEquals(sorted(loop.doubts), sorted(windows.doubts));
        }
    }

    /** Inputs at the very time of a spike, and a little before and after it. */
    @ParameterizedTest(name = "{0} ulp")
    @ValueSource(ints = {-1000, -3, 0, 3, 30, 1000})
    void tiesAreListedAsByTheLoop(int ulps) {
        EventNetwork without = driven(new double[0], new double[0]);
        Raster raster = loop(without, 2, LIMIT);
        double time = raster.time(0) + ulps * Math.ulp(raster.time(0));
        EventNetwork network = driven(new double[] {time}, new double[] {raster.timeLow(0)});
        Raster loop = loop(network, 2, LIMIT);
        Raster windows = windows(network, 2, LIMIT).orElseThrow();
        assertFalse(Math.abs(ulps) < 100 && loop.doubts.isEmpty());
        assertEquals(sorted(loop.doubts), sorted(windows.doubts));
        assertSameSpikes(loop, windows);
    }

    /** A peak that would miss the threshold by rounding, had an input before it not changed the course. */
    @ParameterizedTest(name = "an input at {0}")
    @ValueSource(doubles = {0.2, 1})
    void aNearMissCountsOnlyWhereNothingComesBefore(double time) {
        double greatestResponse = (Math.pow(4, -1.0 / 3) - Math.pow(4, -4.0 / 3)) / 3;
        EventNetwork.Builder builder = new EventNetwork.Builder();
        builder.neuron(1, 1, 0, 0, 0, 4);
        builder.neuron(1, 1, 0, 0, 0, 4);
        builder.synapse(0, 1, 0, 1, 0.1);
        builder.synapseFromSource(builder.source(0.0), 0, 0, (1 - 0x1p-50) / greatestResponse, 0);
        builder.synapseFromSource(builder.source(time), 0, 0, -1, 0);
        EventNetwork network = builder.build();
        Raster loop = loop(network, 2, LIMIT);
        assertEquals(time > 0.5, !loop.doubts.isEmpty());
        assertEquals(sorted(loop.doubts), sorted(windows(network, 2, LIMIT).orElseThrow().doubts));
    }

    /** Then two events are within rounding of each other, but one moves with the other. */
    @Test
    void aSpikeThatReachesItsOwnNeuronAtOnceIsNoTie() {
        EventNetwork.Builder builder = new EventNetwork.Builder();
        builder.neuron(1, 1, 0, 0, 0, 4);
        builder.synapse(0, 0, 0, 1, 0x1p-49);
        builder.synapseFromSource(builder.source(0.0), 0, 0, 0x1p22, 0);
        EventNetwork network = builder.build();
        Raster loop = loop(network, 0x1p-20, LIMIT);
        assertTrue(loop.size() > 1 && loop.doubts.isEmpty());
        Raster windows = windows(network, 0x1p-20, LIMIT).orElseThrow();
        assertSameSpikes(loop, windows);
        assertEquals(loop.doubts, windows.doubts);
    }

    /** One neuron that spikes, with one more input, and others that hear of it. */
    private static EventNetwork driven(double[] hi, double[] lo) {
        EventNetwork.Builder builder = new EventNetwork.Builder();
        for (int i = 0; i < 5; i++) {
            builder.neuron(1, 1, 0, 0, 0, 4);
            builder.synapse(0, i, 0, 1, 0.1);
        }
        builder.synapseFromSource(builder.source(0.1, 0.15), 0, 0, 6, 0);
        builder.synapseFromSource(builder.source(hi, lo), 0, 0, 0.01, 0);
        return builder.build();
    }

    /** It would spike 10¹⁵ times before the window's end. */
    @Test
    void aNeuronThatRunsAwayWithinAWindowEndsThere() {
        EventNetwork network = chain(0.1, 0, 0x1p60);
        assertTrue(windows(network, 1, 1000).isEmpty());
        assertEquals(1000, loop(network, 1, 1000).size());
    }

    /** A delay that is much shorter than what is left to simulate, a refractory time, a potential beyond binary64: the loop's work. */
    @Test
    void whatWindowsCannotDoIsLeftToTheLoop() {
        assertTrue(windows(chain(1e-12, 0, 1), 1, LIMIT).isEmpty());
        assertTrue(windows(chain(0.1, 0.1, 1), 1, LIMIT).isEmpty());
        assertTrue(windows(chain(0.1, 0, 1e308), 1, 1000).isEmpty());
        assertTrue(windows(chain(0.1, 0, 1e308), 1, 1000, 2).isEmpty());
        assertTrue(windows(chain(0.1, 0, -1e308), 1, LIMIT).isEmpty());
        assertTrue(windows(chain(0.1, 0, 1), 1, LIMIT).isPresent());
    }

    /** Fewer arrivals than make up for a look at all neurons. */
    @Test
    void aQuietNetworkIsLeftToTheLoop() {
        EventNetwork network = SpontaneousNetwork.of(600, 1, 1, 7);
        assertTrue(DelayWindows.run(network, 4, 0, LIMIT, Crew.ALONE, Progress.SILENT, 1)
                .isEmpty());
        assertTrue(DelayWindows.run(network, 4, 0, LIMIT, Crew.ALONE, Progress.SILENT, NEVER_QUIET)
                .isPresent());
    }

    /** It is over before the code of windows is compiled; without synapses between neurons there is no least delay. */
    @Test
    void aRunOfFewWindowsIsLeftToTheLoop() {
        EventNetwork network = SpontaneousNetwork.of(600, 40, 1, 7);
        assertTrue(DelayWindows.run(network, 0.39, 0, LIMIT, Crew.ALONE, Progress.SILENT)
                .isEmpty());
        assertTrue(DelayWindows.run(network, 0.41, 0, LIMIT, Crew.ALONE, Progress.SILENT)
                .isPresent());
        assertTrue(DelayWindows.run(SpontaneousNetwork.of(600, 0, 1, 7), 4, 0, LIMIT, Crew.ALONE, Progress.SILENT)
                .isEmpty());
    }

    private static EventNetwork chain(double delay, double hold, double weight) {
        EventNetwork.Builder builder = new EventNetwork.Builder();
        for (int i = 0; i < 4; i++) {
            builder.neuron(1, 1, 0, 0, hold, 4);
        }
        builder.source(0, 0.01);
        builder.synapseFromSource(0, 0, 0, weight, 0);
        builder.synapse(0, 1, 0, 1, delay);
        return builder.build();
    }

    private static EventNetwork unequal(long seed, int neurons) {
        SplittableRandom random = new SplittableRandom(seed);
        EventNetwork.Builder builder = new EventNetwork.Builder();
        for (int i = 0; i < neurons; i++) {
            builder.neuron(
                    0.5 + random.nextDouble(),
                    0.8 + 0.4 * random.nextDouble(),
                    -0.5 * random.nextDouble(),
                    0,
                    0,
                    0.5 + 3 * random.nextDouble(),
                    0.5 + 3 * random.nextDouble());
        }
        for (int source = 0; source < 10; source++) {
            builder.source(random.doubles(20, 0, 3).sorted().toArray());
            for (int k = 0; k < 30; k++) {
                builder.synapseFromSource(
                        source, random.nextInt(neurons), k % 2, 4 * random.nextDouble(), k % 3 * random.nextDouble());
            }
        }
        for (int i = 0; i < neurons; i++) {
            for (int k = 0; k < 20; k++) {
                double weight = random.nextInt(10) == 0 ? 0 : 3 * random.nextDouble() - 1.5;
                builder.synapse(i, random.nextInt(neurons), k % 2, weight, 0.02 + 0.1 * random.nextDouble());
            }
        }
        return builder.build();
    }

    private static Raster loop(EventNetwork network, double horizon, int limit) {
        return EventSimulation.loop(network, horizon, 0, limit, Optional.empty(), Progress.SILENT);
    }

    private static Optional<Raster> windows(EventNetwork network, double horizon, int limit) {
        return windows(network, horizon, limit, 1);
    }

    private static Optional<Raster> windows(EventNetwork network, double horizon, int limit, int threads) {
        try (ThreadedCrew crew = new ThreadedCrew(threads)) {
            return DelayWindows.run(network, horizon, 0, limit, crew, Progress.SILENT, NEVER_QUIET);
        }
    }

    private static void assertSame(EventNetwork network, double horizon) {
        Raster loop = loop(network, horizon, LIMIT);
        Raster windows = windows(network, horizon, LIMIT).orElseThrow();
        assertTrue(loop.complete() && windows.complete());
        assertTrue(loop.size() > 30, loop.size() + " spikes");
        assertSameSpikes(loop, windows);
        assertEquals(sorted(loop.doubts), sorted(windows.doubts));
        for (int threads = 2; threads <= 3; threads++) {
            Raster bySeveral = windows(network, horizon, LIMIT, threads).orElseThrow();
            assertSameSpikes(windows, bySeveral);
            assertEquals(windows.doubts, bySeveral.doubts);
        }
    }

    private static void assertSameSpikes(Raster expected, Raster actual) {
        assertEquals(expected.size(), actual.size());
        for (int spike = 0; spike < expected.size(); spike++) {
            String which = "spike " + spike;
            assertEquals(expected.neuron(spike), actual.neuron(spike), which);
            assertEquals(expected.time(spike), actual.time(spike), which);
            assertEquals(expected.timeLow(spike), actual.timeLow(spike), which);
            assertEquals(expected.slope(spike), actual.slope(spike), which);
            assertEquals(expected.restartSlope(spike), actual.restartSlope(spike), which);
            assertEquals(expected.previous(spike), actual.previous(spike), which);
        }
    }

    private static List<Ambiguity> sorted(List<Ambiguity> doubts) {
        return doubts.stream()
                .sorted(Comparator.comparingDouble(Ambiguity::time)
                        .thenComparingInt(Ambiguity::neuron)
                        .thenComparing(Ambiguity::kind))
                .toList();
    }
}
