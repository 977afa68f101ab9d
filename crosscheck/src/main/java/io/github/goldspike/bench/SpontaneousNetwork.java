package io.github.goldspike.bench;

import io.github.goldspike.event.EventNetwork;
import java.util.SplittableRandom;

/** Recurrent networks that keep firing, as large as memory allows, from seeds. */
public final class SpontaneousNetwork {

    private static final double DRIVE = 1.2;

    private SpontaneousNetwork() {}

    /**
     * Neurons that fire on their own, since their resting potential is above the threshold, four fifths of them exciting and one fifth
     * inhibiting each other.
     *
     * @param fanOut synapses of each neuron
     * @param delays number of different delays of the synapses of a neuron
     */
    public static EventNetwork of(int neurons, int fanOut, int delays, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EventNetwork.Builder builder = new EventNetwork.Builder();
        for (int i = 0; i < neurons; i++) {
            builder.neuron(1, 1 - DRIVE, -DRIVE, random.nextDouble() - DRIVE, 0, 4);
        }
        for (int i = 0; i < neurons; i++) {
            double size = random.nextInt(5) == 0 ? -0.1 : 0.02;
            for (int k = 0; k < fanOut; k++) {
                double delay = 0.05 + 0.1 * (k % delays) / delays;
                builder.synapse(i, random.nextInt(neurons), 0, size * (0.5 + random.nextDouble()), delay);
            }
        }
        return builder.build();
    }
}
