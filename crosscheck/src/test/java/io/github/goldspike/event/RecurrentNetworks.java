package io.github.goldspike.event;

import java.util.SplittableRandom;

/** Recurrent networks for tests and benchmarks, from seeds. */
public final class RecurrentNetworks {

    private RecurrentNetworks() {}

    /**
     * Neurons of several rates, thresholds and refractory times, driven by a source.
     *
     * @param start added to the times of all inputs
     * @param change what becomes of the k-th real that is drawn, counted from 0
     */
    static EventNetwork varied(long seed, double start, Change change) {
        SplittableRandom random = new SplittableRandom(seed);
        EventNetwork.Builder builder = new EventNetwork.Builder();
        int neurons = 5;
        int[] count = {0};
        RandomSource draw =
                (low, high) -> change.of(count[0]++, low + (high - low) * Math.rint(1024 * random.nextDouble()) / 1024);
        for (int i = 0; i < neurons; i++) {
            double hold = random.nextInt(3) == 0 ? 0 : draw.between(0.1, 0.4);
            builder.neuron(
                    draw.between(0.5, 2),
                    draw.between(0.8, 1.2),
                    draw.between(-0.5, 0.2),
                    0,
                    hold,
                    draw.between(0.5, 4),
                    draw.between(0.5, 4));
        }
        double[] times = new double[6];
        double[] lost = new double[times.length];
        for (int k = 0; k < times.length; k++) {
            double time = 0.5 * k + draw.between(0, 0.4);
            times[k] = start + time;
            lost[k] = TwoDoubles.lost(start, time, times[k]);
        }
        builder.source(times, lost);
        for (int i = 0; i < neurons; i++) {
            for (int k = 0; k < 2; k++) {
                builder.synapseFromSource(0, i, k, draw.between(0, 4), draw.between(0.05, 0.3));
            }
            for (int k = 0; k < neurons; k++) {
                // A neuron reaches itself without delay: an arrival at the very time of its spike, and after it.
                builder.synapse(i, k, random.nextInt(2), draw.between(-2, 2), i == k ? 0 : draw.between(0.1, 0.5));
            }
        }
        return builder.build();
    }

    /** Changes reals. */
    interface Change {

        Change NONE = (k, value) -> value;

        double of(int k, double value);
    }

    private interface RandomSource {
        double between(double low, double high);
    }
}
