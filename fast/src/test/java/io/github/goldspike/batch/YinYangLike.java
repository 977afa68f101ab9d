package io.github.goldspike.batch;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small networks with five early and late inputs, as in the Yin-Yang experiment. */
final class YinYangLike {

    private YinYangLike() {}

    static Layers layers(double alpha, double beta, int hidden, double reset, double horizon) {
        return new Layers(
                List.of(new Layer(5, hidden, alpha, beta, 1, reset), new Layer(hidden, 3, alpha, beta, 1, 0)), horizon);
    }

    /** Weights of the hidden layer between 0 and 3, of the output layer around {@code output}. */
    static Weights weights(Layers layers, double output, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Weights weights = new Weights(layers);
        for (int l = 0; l < layers.layers().size(); l++) {
            Layer layer = layers.layers().get(l);
            for (int i = 0; i < layer.inputs(); i++) {
                for (int n = 0; n < layer.neurons(); n++) {
                    weights.set(
                            l, i, n, l == 0 ? random.nextDouble(-0.5, 3) : random.nextDouble(output - 1, output + 1));
                }
            }
        }
        return weights;
    }

    static List<Sample> samples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(k -> {
                    double x = random.nextDouble();
                    double y = random.nextDouble();
                    return new Sample(
                            Stimulus.ofFirstSpikes(0.15 + 1.85 * x, 0.15 + 1.85 * y, 2 - 1.85 * x, 2 - 1.85 * y, 0.9),
                            random.nextInt(3));
                })
                .toList();
    }
}
