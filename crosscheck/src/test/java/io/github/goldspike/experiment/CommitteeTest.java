package io.github.goldspike.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.batch.Batch;
import io.github.goldspike.batch.Layer;
import io.github.goldspike.batch.Layers;
import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Stimulus;
import io.github.goldspike.batch.Weights;
import io.github.goldspike.train.RandomSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitteeTest {

    private static final Layers LAYERS = new Layers(List.of(new Layer(3, 2, 1, 0.9, 1, 0)), 4);
    private static final List<Sample> ONE_OF_LABEL_0 = List.of(new Sample(Stimulus.ofFirstSpikes(0, 0, 0), 0));

    private static Weights outputs(double zero, double one) {
        Weights weights = new Weights(LAYERS);
        weights.set(0, 0, 0, zero);
        weights.set(0, 0, 1, one);
        return weights;
    }

    private static double accuracy(Weights... members) {
        return new Committee(List.of(members), 0.2).accuracy(ONE_OF_LABEL_0);
    }

    @Test
    void oneNetworkAloneSaysWhatSpikesFirst() {
        RandomSource dice = new RandomSource(5);
        List<Sample> samples = IntStream.range(0, 200)
                .mapToObj(k -> new Sample(
                        Stimulus.ofFirstSpikes(dice.uniform(0, 1), dice.uniform(0, 1), dice.uniform(0, 1)),
                        dice.below(2)))
                .toList();
        Weights weights = dice.weights(LAYERS, List.of(new RandomSource.Normal(2, 2)));
        try (Batch batch = new Batch(LAYERS, 1)) {
            assertEquals(
                    batch.judge(weights, samples).accuracy(), new Committee(List.of(weights), 0.2).accuracy(samples));
        }
    }

    @Test
    void whoIsSurerHasMoreOfAVote() {
        assertEquals(1, accuracy(outputs(9, 4), outputs(4.1, 4.2)));
        assertEquals(0, accuracy(outputs(9, 4), outputs(4, 9), outputs(4.1, 4.2)));
    }

    @Test
    void aSilentNetworkDoesNotVoteAndATieIsNoWin() {
        assertEquals(1, accuracy(outputs(4.2, 4.1), outputs(0, 0)));
        assertEquals(0, accuracy(outputs(0, 0)));
        assertEquals(0, accuracy(outputs(4, 4)));
    }
}
