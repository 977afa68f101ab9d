package io.github.goldspike.event;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.bench.SpontaneousNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** event-double-D5: what is taken up is never later than what was not. A bound that is too late finds spikes out of order. */
class SpikeOrderTest {

    @ParameterizedTest(name = "{0} delays")
    @ValueSource(ints = {1, 20})
    void spikesAreFoundInTheOrderOfTheirTimes(int delays) {
        Raster raster = EventSimulation.run(SpontaneousNetwork.of(500, 50, delays, 1), 50, 100_000);
        assertTrue(raster.size() > 10_000, raster.size() + " spikes");
        for (int spike = 1; spike < raster.size(); spike++) {
            assertFalse(
                    TwoDoubles.before(
                            raster.time(spike),
                            raster.timeLow(spike),
                            raster.time(spike - 1),
                            raster.timeLow(spike - 1)),
                    "spike " + spike + " at " + raster.time(spike) + " after " + raster.time(spike - 1));
        }
    }
}
