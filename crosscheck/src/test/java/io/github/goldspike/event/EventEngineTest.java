package io.github.goldspike.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.contract.Progress;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Properties of the event-driven engine that need no other engine (proofs-notes/event-double.md). */
class EventEngineTest {

    private static final double HORIZON = 4;
    private static final int LIMIT = 10_000;

    private static Raster run(long seed, RecurrentNetworks.Change change) {
        return EventSimulation.run(RecurrentNetworks.varied(seed, 0, change), HORIZON, LIMIT);
    }

    /** ½ Σ f² over all spikes. */
    private static double loss(Raster raster) {
        double sum = 0;
        for (int spike = 0; spike < raster.size(); spike++) {
            sum += raster.time(spike) * raster.time(spike) / 2;
        }
        return sum;
    }

    private static double[] partials(Raster raster) {
        double[] partials = new double[raster.size()];
        for (int spike = 0; spike < raster.size(); spike++) {
            partials[spike] = raster.time(spike);
        }
        return partials;
    }

    @Test
    void aNetworkShiftedByAMillionTimeConstantsGivesTheShiftedAnswer() {
        double shift = 1e6;
        int spikes = 0;
        for (long seed = 0; seed < 200; seed++) {
            Raster here = run(seed, RecurrentNetworks.Change.NONE);
            Raster there = EventSimulation.run(
                    RecurrentNetworks.varied(seed, shift, RecurrentNetworks.Change.NONE), shift + HORIZON, LIMIT);
            assertEquals(here.size(), there.size());
            for (int spike = 0; spike < here.size(); spike++) {
                double back = there.time(spike) - shift + there.timeLow(spike);
                assertEquals(here.time(spike), back, 1e-13 * (1 + 1 / here.slope(spike)), "seed " + seed);
                double slope = here.slope(spike);
                assertEquals(slope, there.slope(spike), 1e-12 * (slope + 1 / slope), "seed " + seed);
            }
            double[] gradient = AdjointSweep.gradient(here, partials(here), Optional.empty(), false).weight;
            double[] shifted = AdjointSweep.gradient(there, partials(here), Optional.empty(), false).weight;
            assertClose(gradient, shifted, 1e-10, "seed " + seed);
            spikes += here.size();
        }
        assertTrue(spikes > 2000, "too few spikes to tell: " + spikes);
    }

    @Test
    void aPeakThatANewInputPreventsLeavesNothingOpen() {
        // 6(e⁻ˢ − e⁻²ˢ) touches 1.5 at s = log 2 = 0.693.
        assertEquals(0, doubtsWithAnInputAt(0.5));
        assertEquals(1, doubtsWithAnInputAt(0.75));
        assertEquals(1, doubtsWithAnInputAt(3));
    }

    private static long doubtsWithAnInputAt(double second) {
        EventNetwork.Builder builder = new EventNetwork.Builder();
        int neuron = builder.neuron(1, 1.5, 0, 0, 0, 2);
        builder.synapseFromSource(builder.source(0, second), neuron, 0, 6, 0);
        return EventSimulation.run(builder.build(), 2, LIMIT).doubts.stream()
                .filter(doubt -> doubt.kind() == Ambiguity.Kind.GRAZING)
                .count();
    }

    @Test
    void eventPropAndTheAdjointSweepGiveTheSameDerivativesOfAllKindsWithRefractoryTimesToo() {
        int compared = 0;
        for (long seed = 0; seed < 500; seed++) {
            EventNetwork network = RecurrentNetworks.varied(seed, 0, RecurrentNetworks.Change.NONE);
            Recording states =
                    new Recording(network, IntStream.range(0, network.neurons).toArray());
            Raster raster = EventSimulation.run(network, HORIZON, 0, LIMIT, Optional.of(states), Progress.SILENT);
            Elements adjoint = AdjointSweep.gradient(raster, partials(raster), Optional.empty(), true);
            Elements eventProp = EventProp.gradient(raster, partials(raster), Optional.empty(), Optional.of(states));
            Elements byWeights = EventProp.gradient(raster, partials(raster), Optional.empty(), Optional.empty());
            assertArrayEquals(eventProp.weight, byWeights.weight, "seed " + seed);
            double[][] expected = ofAllKinds(adjoint);
            double[][] found = ofAllKinds(eventProp);
            for (int kind = 0; kind < expected.length; kind++) {
                assertClose(expected[kind], found[kind], 1e-11, "seed " + seed + ", kind " + kind);
                compared += expected[kind].length;
            }
        }
        assertTrue(compared > 50_000, "too few to tell: " + compared);
    }

    private static double[][] ofAllKinds(Elements elements) {
        return new double[][] {
            elements.weight,
            elements.delay,
            elements.alpha,
            elements.beta,
            elements.threshold,
            elements.reset,
            elements.leak,
            elements.initial,
            elements.input
        };
    }

    /** event-double-D7: the neuron is let go at 0.5 after its first spike, and the loss is the time of the second one. */
    @Test
    void anArrivalAtTheEndOfARefractoryTimeIsListedUnlessItIsTheOwnOneOrDoesNotMatter() {
        EventNetwork.Builder builder = new EventNetwork.Builder();
        builder.neuron(1, 1, 0, 0, 0.5, 2);
        builder.source(0.0);
        builder.synapseFromSource(0, 0, 0, 12, 0);
        builder.synapse(0, 0, 0, 0.5, 0.5);
        Raster own = EventSimulation.run(builder.build(), 5, LIMIT);
        assertEquals(2, own.size());
        assertEquals(List.of(new RestartTie(0, 0, true)), own.restartTies.subList(0, 1));
        Elements ofFirst = AdjointSweep.ofSpike(own, 0);
        Elements ofSecond = AdjointSweep.ofSpike(own, 1);
        assertEquals(0, ofFirst.influenceOfRestart[0]);
        assertTrue(ofSecond.influenceOfRestart[0] != 0);

        double restart = own.time(0) + 0.5;
        for (double off : new double[] {0, 1e-16, -1e-16, 1e-9, -1e-9}) {
            EventNetwork.Builder other = new EventNetwork.Builder();
            other.neuron(1, 1, 0, 0, 0.5, 2);
            other.source(0.0);
            other.source(restart + off);
            other.synapseFromSource(0, 0, 0, 12, 0);
            other.synapseFromSource(1, 0, 0, 0.5, 0);
            Raster raster = EventSimulation.run(other.build(), 5, LIMIT);
            assertEquals(Math.abs(off) < 1e-12 ? 1 : 0, raster.restartTies.size(), "off by " + off);
            assertTrue(raster.restartTies.stream().noneMatch(RestartTie::own), "off by " + off);
        }
    }

    @Test
    void allDerivativesAgreeWithDifferencesWithRefractoryTimesToo() {
        double step = 1e-6;
        int compared = 0;
        for (long seed = 0; seed < 60; seed++) {
            Raster here = run(seed, RecurrentNetworks.Change.NONE);
            Elements elements = AdjointSweep.gradient(here, partials(here), Optional.empty(), true);
            double[] derivatives = drawnReals(seed, here.network, elements);
            for (int k = 0; k < derivatives.length; k++) {
                int which = k;
                Raster up = run(seed, (j, value) -> j == which ? value + step : value);
                Raster down = run(seed, (j, value) -> j == which ? value - step : value);
                double difference = (loss(up) - loss(down)) / (2 * step);
                double scale = 1 + Math.abs(derivatives[k]);
                boolean samePicture = up.size() == here.size() && down.size() == here.size();
                if (samePicture && scale < 1e3) {
                    compared++;
                    assertEquals(derivatives[k], difference, 1e-4 * scale, "seed " + seed + ", real " + k);
                }
            }
        }
        assertTrue(compared > 3000, "too few to tell: " + compared);
    }

    /** The derivatives by the reals in the order in which {@link RecurrentNetworks#varied} draws them. */
    private static double[] drawnReals(long seed, EventNetwork network, Elements elements) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] found = new double[1000];
        int at = 0;
        double[] alphas = new double[network.state[network.neurons]];
        for (int e = 0; e < network.synapses(); e++) {
            alphas[network.slot[e]] += elements.alpha[e];
        }
        for (int i = 0; i < network.neurons; i++) {
            boolean hold = random.nextInt(3) != 0;
            int reals = hold ? 6 : 5;
            if (hold) {
                // No derivative by refractory times is asked for.
                found[at++] = Double.NaN;
            }
            found[at++] = elements.beta[i];
            found[at++] = elements.threshold[i];
            found[at++] = elements.reset[i];
            found[at++] = alphas[network.state[i] + EventNetwork.CURRENTS];
            found[at++] = alphas[network.state[i] + EventNetwork.CURRENTS + 1];
            for (int k = 0; k < reals; k++) {
                random.nextDouble();
            }
        }
        for (double input : elements.input) {
            found[at++] = input;
        }
        int[] place = new int[network.synapses()];
        for (int e = 0; e < place.length; e++) {
            place[network.given[e]] = e;
        }
        for (int e : place) {
            found[at++] = elements.weight[e];
            if (network.delay[e] > 0) {
                found[at++] = elements.delay[e];
            }
        }
        return java.util.Arrays.copyOf(found, at);
    }

    /** Both cross at the same time, though each would silence the other: V is continuous at an arrival (event-double-D5). */
    @Test
    void twinsThatInhibitEachOtherWithoutDelayBothSpikeAndTheTieIsListed() {
        EventNetwork.Builder builder = new EventNetwork.Builder();
        builder.neuron(1, 1, 0, 0, 0, 2);
        builder.neuron(1, 1, 0, 0, 0, 2);
        builder.source(0.0);
        for (int i = 0; i < 2; i++) {
            builder.synapseFromSource(0, i, 0, 5, 0);
            builder.synapse(i, 1 - i, 0, -50, 0);
        }
        Raster raster = EventSimulation.run(builder.build(), 5, LIMIT);
        assertEquals(2, raster.size());
        assertEquals(raster.time(0), raster.time(1));
        assertEquals(raster.slope(0), raster.slope(1));
        assertEquals(
                List.of(Ambiguity.Kind.TIE),
                raster.doubts.stream().map(Ambiguity::kind).distinct().toList());
    }

    @Test
    void aPeakNearerToTheThresholdThanRoundingIsListedWithItsDistance() {
        for (int ulps = -3; ulps <= 3; ulps++) {
            // With α = 2β the peak of W h is W/(4β).
            EventNetwork.Builder builder = new EventNetwork.Builder();
            builder.neuron(1, 1, 0, 0, 0, 2);
            builder.source(0.0);
            builder.synapseFromSource(0, 0, 0, 4 * (1 + ulps * 0x1p-52), 0);
            Raster raster = EventSimulation.run(builder.build(), 5, LIMIT);
            assertEquals(1, raster.doubts.size(), ulps + " ulps from the threshold");
            assertEquals(Ambiguity.Kind.GRAZING, raster.doubts.get(0).kind());
            assertEquals(0, raster.doubts.get(0).distance(), 0x1p-48);
        }
        for (double off : new double[] {-1e-9, 1e-9}) {
            EventNetwork.Builder builder = new EventNetwork.Builder();
            builder.neuron(1, 1, 0, 0, 0, 2);
            builder.source(0.0);
            builder.synapseFromSource(0, 0, 0, 4 * (1 + off), 0);
            Raster raster = EventSimulation.run(builder.build(), 5, LIMIT);
            assertEquals(List.of(), raster.doubts);
            assertEquals(off > 0 ? 1 : 0, raster.size());
        }
    }

    @Test
    void aRunawayNetworkEndsAtTheLimit() {
        EventNetwork.Builder builder = new EventNetwork.Builder();
        builder.neuron(1, 1, 0, 0.5, 0, 1);
        builder.source(0.0);
        builder.synapseFromSource(0, 0, 0, 10, 0);
        builder.synapse(0, 0, 0, 20, 0);
        Raster raster = EventSimulation.run(builder.build(), 1000, 5000);
        assertFalse(raster.complete());
        assertEquals(5000, raster.size());
        assertEquals(
                Ambiguity.Kind.SPIKES,
                raster.doubts.get(raster.doubts.size() - 1).kind());
    }

    /** The same on every JDK and machine: only +, −, ×, ÷, √, fma and fdlibm's logarithm are used. */
    @Test
    void answersHaveTheSameBitsOnEveryJdk() {
        long hash = 17;
        for (long seed = 0; seed < 100; seed++) {
            Raster raster = run(seed, RecurrentNetworks.Change.NONE);
            Elements elements = AdjointSweep.gradient(raster, partials(raster), Optional.empty(), true);
            double[] eventProp =
                    EventProp.gradient(raster, partials(raster), Optional.empty(), Optional.empty()).weight;
            for (int spike = 0; spike < raster.size(); spike++) {
                hash = 31 * hash + Double.doubleToLongBits(raster.time(spike));
                hash = 31 * hash + Double.doubleToLongBits(raster.slope(spike));
            }
            for (double[] part :
                    new double[][] {elements.weight, elements.alpha, elements.beta, elements.input, eventProp}) {
                for (double value : part) {
                    hash = 31 * hash + Double.doubleToLongBits(value);
                }
            }
        }
        assertEquals("b2318fe37cda93e5", Long.toHexString(hash));
    }

    private static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
        double norm = 0;
        for (double value : expected) {
            norm = Math.max(norm, Math.abs(value));
        }
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], actual[k], tolerance * (1 + norm * norm), what + ", entry " + k);
        }
    }
}
