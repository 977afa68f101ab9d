package io.github.goldspike.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.batch.Batch;
import io.github.goldspike.batch.FirstSpikeLoss;
import io.github.goldspike.batch.Layer;
import io.github.goldspike.batch.Layers;
import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Stimulus;
import io.github.goldspike.batch.Tally;
import io.github.goldspike.batch.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainerTest {

    private static final Layers LAYERS =
            new Layers(List.of(new Layer(3, 12, 1, 1, 1, 0), new Layer(12, 2, 1, 1, 1, 0)), 4);
    private static final Recipe RECIPE =
            Recipe.adam(new FirstSpikeLoss(0.2, 1, 0, 10), Schedule.cosine(0.02), 1, 20, 16);
    private static final Weights START = new RandomSource(7)
            .weights(LAYERS, List.of(new RandomSource.Normal(1.5, 1), new RandomSource.Normal(0.5, 0.2)));

    /** Which of two inputs comes first. */
    private static List<Sample> samples(int count, long seed) {
        RandomSource dice = new RandomSource(seed);
        return IntStream.range(0, count)
                .mapToObj(k -> {
                    double a = dice.uniform(0, 1);
                    double b = dice.uniform(0, 1);
                    return new Sample(Stimulus.ofFirstSpikes(a, b, 0.5), a < b ? 0 : 1);
                })
                .toList();
    }

    private static Trainer trainer(Checkpoint from, int threads) {
        return new Trainer(new Batch(LAYERS, threads), samples(200, 1), RECIPE, from);
    }

    @Test
    void aTrainingThatIsResumedHasTheBitsOfOneThatWasNot() {
        Trainer whole = trainer(Checkpoint.start(START, 3), 1);
        Trainer first = trainer(Checkpoint.start(START, 3), 2);
        for (int epoch = 0; epoch < 6; epoch++) {
            whole.epoch();
        }
        for (int epoch = 0; epoch < 3; epoch++) {
            first.epoch();
        }
        Trainer second = trainer(first.checkpoint(), 1);
        assertEquals(3, second.epochs());
        // A checkpoint is a copy: what the first trainer does afterwards is nothing to the second one.
        first.epoch();
        for (int epoch = 0; epoch < 3; epoch++) {
            second.epoch();
        }
        assertArrayEquals(bits(whole.weights()), bits(second.weights()));
        assertEquals(whole.checkpoint().steps(), second.checkpoint().steps());
    }

    @Test
    void anotherSeedIsAnotherOrderOfSamples() {
        Trainer one = trainer(Checkpoint.start(START, 3), 1);
        Trainer other = trainer(Checkpoint.start(START, 4), 1);
        one.epoch();
        other.epoch();
        assertNotEquals(Arrays.hashCode(bits(one.weights())), Arrays.hashCode(bits(other.weights())));
    }

    @Test
    void itLearnsWhichInputIsFirst() {
        Trainer trainer = trainer(Checkpoint.start(START, 3), 2);
        Tally last = trainer.epoch().training();
        double before = last.meanLoss();
        while (!trainer.done()) {
            last = trainer.epoch().training();
        }
        assertTrue(last.meanLoss() < before);
        try (Batch batch = new Batch(LAYERS, 1)) {
            assertTrue(batch.judge(trainer.weights(), samples(500, 2)).accuracy() > 0.9);
        }
    }

    private static long[] bits(Weights weights) {
        return Arrays.stream(weights.rows())
                .flatMapToDouble(Arrays::stream)
                .mapToLong(Double::doubleToRawLongBits)
                .toArray();
    }
}
