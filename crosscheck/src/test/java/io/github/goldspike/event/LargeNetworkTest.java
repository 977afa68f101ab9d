package io.github.goldspike.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.bench.SpontaneousNetwork;
import io.github.goldspike.contract.Method;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that would not fit as exact rationals; tests run in 3 GiB. */
class LargeNetworkTest {

    @ParameterizedTest(name = "{0} delays")
    @ValueSource(ints = {1, 100})
    void tenMillionSynapsesForwardAndBackward(int delays) {
        EventNetwork network = SpontaneousNetwork.of(100_000, 100, delays, 1);
        Raster raster = EventSimulation.run(network, 1, 1_000_000);
        assertTrue(raster.complete());
        assertTrue(raster.size() > 20_000, raster.size() + " spikes");
        for (int spike = 1; spike < raster.size(); spike++) {
            assertTrue(raster.time(spike - 1) <= raster.time(spike), "spike " + spike);
        }
        double[] partials = new double[raster.size()];
        partials[raster.size() - 1] = 1;
        double[] adjoint = EventGradient.byWeights(raster, partials, Method.ADJOINT);
        double[] eventProp = EventGradient.byWeights(raster, partials, Method.EVENTPROP);
        assertTrue(Arrays.stream(adjoint).anyMatch(value -> value != 0));
        for (int e = 0; e < adjoint.length; e++) {
            assertEquals(adjoint[e], eventProp[e], 1e-13, "synapse " + e);
        }
    }
}
