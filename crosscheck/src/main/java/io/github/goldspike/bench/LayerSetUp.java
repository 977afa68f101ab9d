package io.github.goldspike.bench;

import io.github.goldspike.batch.FirstSpikeLoss;
import io.github.goldspike.batch.Layer;
import io.github.goldspike.batch.Layers;
import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Stimulus;
import io.github.goldspike.batch.Until;
import io.github.goldspike.batch.Weights;
import io.github.goldspike.train.RandomSource;
import java.util.List;
import java.util.stream.IntStream;

/** Layers with the rates, sizes, minibatches and initial weights of others, for samples like those of Yin-Yang. */
public enum LayerSetUp {
    /** [FP tab. 3] */
    TABLE3(
            150,
            0.999,
            1,
            2,
            4,
            Until.ALL_OUTPUTS,
            150,
            new RandomSource.Normal(1.5, 0.8),
            new RandomSource.Normal(2, 0.1)),
    /**
     * eventprop's own: 5-200-3, 20 and 5 ms, minibatches of 200, to the horizon with all spikes; weights such that about as many spikes occur
     * as there, 139 hidden ones and 32 of outputs for each sample.
     */
    EVENTPROP(
            200,
            0.2,
            0.05,
            30,
            60,
            Until.HORIZON,
            200,
            new RandomSource.Normal(0.081, 0.081),
            new RandomSource.Normal(0.0165, 0.0165));

    private static final long SEED_OF_SAMPLES = 42;
    private static final long SEED_OF_WEIGHTS = 1;

    private final Layers layers;

    private final double latest;
    private final Until until;
    private final int minibatch;

    private final List<RandomSource.Normal> start;

    LayerSetUp(
            int hidden,
            double alpha,
            double beta,
            double latest,
            double horizon,
            Until until,
            int minibatch,
            RandomSource.Normal hiddenStart,
            RandomSource.Normal outputStart) {
        this.layers = new Layers(
                List.of(new Layer(5, hidden, alpha, beta, 1, 0), new Layer(hidden, 3, alpha, beta, 1, 0)), horizon);
        this.latest = latest;
        this.until = until;
        this.minibatch = minibatch;
        this.start = List.of(hiddenStart, outputStart);
    }

    Layers layers() {
        return layers;
    }

    Until until() {
        return until;
    }

    int minibatch() {
        return minibatch;
    }

    Weights weights() {
        return weights(layers.horizon());
    }

    /** The same weights in a network with another horizon. */
    Weights weights(double horizon) {
        return new RandomSource(SEED_OF_WEIGHTS).weights(new Layers(layers.layers(), horizon), start);
    }

    FirstSpikeLoss loss() {
        return new FirstSpikeLoss(0.1 * latest, latest, 0.005, 10);
    }

    List<Sample> samples(int count) {
        RandomSource dice = new RandomSource(SEED_OF_SAMPLES);
        return IntStream.range(0, count)
                .mapToObj(k -> {
                    double x = dice.uniform(0.075, 1);
                    double y = dice.uniform(0.075, 1);
                    return new Sample(
                            Stimulus.ofFirstSpikes(
                                    latest * x, latest * y, latest * (1.075 - x), latest * (1.075 - y), 0.45 * latest),
                            k % 3);
                })
                .toList();
    }
}
