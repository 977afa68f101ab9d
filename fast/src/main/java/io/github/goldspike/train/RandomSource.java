package io.github.goldspike.train;

import io.github.goldspike.batch.Layer;
import io.github.goldspike.batch.Layers;
import io.github.goldspike.batch.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random numbers whose bits a seed determines, on every JDK. */
public final class RandomSource {

    private final SplittableRandom random;

    public RandomSource(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Uniform in [from, to). */
    public double uniform(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** Uniform among 0 … bound − 1. */
    public int below(int bound) {
        return (int) (random.nextDouble() * bound);
    }

    /** Normal, by Box and Muller. */
    public double normal(double mean, double deviation) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return mean + deviation * (radius * StrictMath.cos(2 * Math.PI * random.nextDouble()));
    }

    /** The same elements in random order. */
    public <T> List<T> shuffled(List<T> elements) {
        List<T> result = new ArrayList<>(elements);
        for (int k = result.size() - 1; k > 0; k--) {
            int other = below(k + 1);
            T element = result.get(k);
            result.set(k, result.get(other));
            result.set(other, element);
        }
        return result;
    }

    /** Mean and standard deviation of the weights of a layer. */
    public record Normal(double mean, double deviation) {}

    /** Normal weights, layer by layer. */
    public Weights weights(Layers layers, List<Normal> distributions) {
        Weights weights = new Weights(layers);
        for (int l = 0; l < layers.layers().size(); l++) {
            Layer layer = layers.layers().get(l);
            Normal distribution = distributions.get(l);
            for (int i = 0; i < layer.inputs(); i++) {
                for (int n = 0; n < layer.neurons(); n++) {
                    weights.set(l, i, n, normal(distribution.mean(), distribution.deviation()));
                }
            }
        }
        return weights;
    }
}
