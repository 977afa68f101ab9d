package io.github.goldspike.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** event-double-D5: arrivals in windows. */
class ArrivalsTest {

    private static final double HORIZON = 3;

    /** @param grain times and delays are multiples of it, so that coarse ones make many arrivals simultaneous */
    @ParameterizedTest(name = "{0} sources of {1} spikes, {2} synapses, grain {4}")
    @CsvSource({
        "1, 1, 1, 1, 0.5",
        "3, 40, 20, 0, 0.125",
        "300, 20, 30, 1, 0.0009765625",
        "300, 20, 30, 0.01, 0.00000095367431640625",
        "2000, 2, 10, 2, 1",
        "50, 200, 3, 0.000001, 0.000000000931322574615478515625",
        "4, 2000, 2, 5, 0.0000000000000001"
    })
    void eachComesOnceAndInOrder(int sources, int spikes, int synapses, double longest, double grain) {
        EventNetwork network = network(sources, spikes, synapses, longest, grain);
        Raster raster = new Raster(network, HORIZON, 0);
        Arrivals arrivals = new Arrivals(raster);
        boolean[] arrived = new boolean[network.inputHi.length * synapses];
        for (int source = 0; source < sources; source++) {
            launch(arrivals, network, source, network.train[source]);
        }
        double hi = Double.NEGATIVE_INFINITY;
        double lo = 0;
        while (arrivals.hasFirst()) {
            assertFalse(TwoDoubles.before(arrivals.firstHi(), arrivals.firstLo(), hi, lo), "after " + hi);
            hi = arrivals.firstHi();
            lo = arrivals.firstLo();
            int input = ~arrivals.firstSpike();
            int source = network.inputSource[input];
            int first = arrivals.firstSynapse();
            for (int e = first; e < arrivals.endSynapse(); e++) {
                assertEquals(hi, network.inputHi[input] + network.delay[e]);
                int index = input * synapses + e - network.fanOut[network.neurons + source];
                assertFalse(arrived[index], "twice at synapse " + e);
                arrived[index] = true;
            }
            arrivals.removeFirst();
            if (first == network.fanOut[network.neurons + source]) {
                launch(arrivals, network, source, input + 1);
            }
        }
        for (int index = 0; index < arrived.length; index++) {
            int input = index / synapses;
            int e = network.fanOut[network.neurons + network.inputSource[input]] + index % synapses;
            assertEquals(network.inputHi[input] + network.delay[e] <= HORIZON, arrived[index], "at synapse " + e);
        }
        assertTrue(hi > 0);
    }

    /** As in the simulation: a source sends its next spike when the one before has arrived for the first time. */
    private static void launch(Arrivals arrivals, EventNetwork network, int source, int input) {
        if (input < network.train[source + 1]) {
            arrivals.launch(~input, network.fanOut[network.neurons + source]);
        }
    }

    private static EventNetwork network(int sources, int spikes, int synapses, double longest, double grain) {
        SplittableRandom random = new SplittableRandom(5);
        EventNetwork.Builder builder = new EventNetwork.Builder();
        builder.neuron(1, 1, 0, 0, 0, 2);
        for (int source = 0; source < sources; source++) {
            builder.source(random.doubles(spikes, 0, HORIZON)
                    .map(time -> grain * Math.rint(time / grain))
                    .sorted()
                    .toArray());
            for (int k = 0; k < synapses; k++) {
                double delay = grain * Math.floor(longest * random.nextDouble() / grain);
                builder.synapseFromSource(source, 0, 0, 1, delay);
            }
        }
        return builder.build();
    }
}
