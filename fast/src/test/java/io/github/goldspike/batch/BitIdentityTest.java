package io.github.goldspike.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.simd.VectorizationProvider;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * batch-B6: plain Java and lanes, one thread and two, interpreted and compiled code, this JDK and any other give the same bits. The hashes were
 * written down once; whoever changes an operation on purpose writes down new ones.
 */
class BitIdentityTest {

    private static final int REPETITIONS = 12;

    private static final double[][] RATES = {{0.999, 1}, {1, 1}, {1, 0.25}, {0.25, 1}};
    private static final long[] HASHES = {
        3944296943844613934L, 4061585383345714119L, 4710134689809628288L, 2356045796888598672L
    };

    private static final List<Supplier<Kernel>> KERNELS = List.of(Kernel::scalar, Kernel::best);

    @Test
    void thisMachineTestsVectorsAndNotPlainJavaTwice() {
        assertTrue(VectorizationProvider.available());
    }

    @Test
    void spikeTimesAndGradientsHaveTheSameBitsEverywhere() {
        for (int r = 0; r < RATES.length; r++) {
            Layers layers = YinYangLike.layers(RATES[r][0], RATES[r][1], 37, 0, 4);
            Weights weights = YinYangLike.weights(layers, 0.6, 5);
            List<Sample> samples = YinYangLike.samples(70, 6);
            for (Supplier<Kernel> kernel : KERNELS) {
                for (int repetition = 0; repetition < REPETITIONS; repetition++) {
                    for (int threads = 1; threads <= 2; threads++) {
                        assertEquals(
                                HASHES[r],
                                31 * gradient(weights, samples, kernel, threads) + spikes(weights, samples, kernel),
                                "rates " + r + ", " + kernel.get().getClass().getSimpleName() + ", threads " + threads);
                    }
                }
            }
        }
    }

    private static long gradient(Weights weights, List<Sample> samples, Supplier<Kernel> kernel, int threads) {
        Weights gradient = new Weights(weights.layers());
        FirstSpikeLoss loss = new FirstSpikeLoss(0.2, 1, 0.005, 10);
        try (Batch batch = new Batch(weights.layers(), threads, Until.ALL_OUTPUTS, kernel)) {
            long hash = Double.doubleToLongBits(
                    batch.gradient(weights, samples, loss, gradient).loss());
            for (double[] row : gradient.rows()) {
                for (double g : row) {
                    // A padding neuron may have +0 or −0.
                    hash = 31 * hash + Double.doubleToLongBits(g + 0.0);
                }
            }
            return hash;
        }
    }

    private static long spikes(Weights weights, List<Sample> samples, Supplier<Kernel> kernel) {
        Simulation simulation = new Simulation(weights.layers(), Until.HORIZON, kernel.get());
        long hash = 0;
        for (Sample sample : samples) {
            simulation.run(weights, sample.stimulus());
            for (int l = 0; l < 2; l++) {
                for (int k = 0; k < simulation.spikes(l); k++) {
                    hash = 31 * hash + simulation.neuron(l, k);
                    hash = 31 * hash + Double.doubleToLongBits(simulation.time(l, k));
                    hash = 31 * hash + Double.doubleToLongBits(simulation.slope(l, k));
                }
            }
        }
        return hash;
    }
}
