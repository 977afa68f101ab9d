package io.github.goldspike.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A random small network with a sample. */
record RandomLayers(Weights weights, Stimulus stimulus, int label, FirstSpikeLoss loss) {

    private static final double[][] RATES = {{0.999, 1}, {1, 1}, {1, 0.9}, {2, 0.5}, {0.5, 2}, {1, 1 + 0x1p-40}};

    static RandomLayers of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int depth = random.nextInt(1, 4);
        List<Layer> layers = new ArrayList<>();
        int inputs = random.nextInt(1, 5);
        int before = inputs;
        for (int l = 0; l < depth; l++) {
            int neurons = l == depth - 1 ? random.nextInt(2, 4) : random.nextInt(1, 12);
            double[] rates = RATES[random.nextInt(RATES.length)];
            double reset = random.nextInt(4) == 0 ? -1e6 : random.nextInt(3) == 0 ? random.nextDouble(-1, 0.5) : 0;
            layers.add(new Layer(before, neurons, rates[0], rates[1], random.nextDouble(0.5, 1.5), reset));
            before = neurons;
        }
        Weights weights = new Weights(new Layers(layers, random.nextDouble(2, 5)));
        for (int l = 0; l < depth; l++) {
            for (int i = 0; i < layers.get(l).inputs(); i++) {
                for (int n = 0; n < layers.get(l).neurons(); n++) {
                    weights.set(
                            l,
                            i,
                            n,
                            random.nextDouble(-1.5, 4) / Math.sqrt(layers.get(l).inputs()) * 1.5);
                }
            }
        }
        int spikes = random.nextInt(1, 8);
        int[] units = random.ints(spikes, 0, inputs).toArray();
        double[] times = random.doubles(spikes, 0, 2).toArray();
        FirstSpikeLoss loss = new FirstSpikeLoss(0.25, 1, 0.0625, 0);
        return new RandomLayers(weights, Stimulus.of(times, units), random.nextInt(before), loss);
    }
}
