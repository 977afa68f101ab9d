package io.github.goldspike.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.batch.Batch;
import io.github.goldspike.batch.FirstSpikeLoss;
import io.github.goldspike.batch.Layer;
import io.github.goldspike.batch.Layers;
import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Stimulus;
import io.github.goldspike.batch.Tally;
import io.github.goldspike.batch.Weights;
import io.github.goldspike.train.Checkpoint;
import io.github.goldspike.train.RandomSource;
import io.github.goldspike.train.Recipe;
import io.github.goldspike.train.Schedule;
import io.github.goldspike.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {

    private static final Layers LAYERS =
            new Layers(List.of(new Layer(3, 13, 1, 0.9, 1, 0), new Layer(13, 2, 1, 0.9, 1, 0)), 4);
    private static final Recipe RECIPE =
            Recipe.adam(new FirstSpikeLoss(0.2, 1, 0.01, 10), Schedule.cosine(0.02), 1, 6, 16);
    private static final Checkpoint START = Checkpoint.start(
            new RandomSource(7)
                    .weights(LAYERS, List.of(new RandomSource.Normal(1.5, 1), new RandomSource.Normal(0.5, 0.2))),
            3);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("training.checkpoints");
    }

    private static List<Sample> samples(int count, long seed) {
        RandomSource dice = new RandomSource(seed);
        return IntStream.range(0, count)
                .mapToObj(k ->
                        new Sample(Stimulus.ofFirstSpikes(dice.uniform(0, 1), dice.uniform(0, 1), 0.5), dice.below(2)))
                .toList();
    }

    private static Trainer trainer(Checkpoint from) {
        return new Trainer(new Batch(LAYERS, 2), samples(100, 1), samples(40, 2), RECIPE, from);
    }

    private static Checkpoint after(int epochs) {
        Trainer trainer = trainer(START);
        for (int epoch = 0; epoch < epochs; epoch++) {
            trainer.epoch();
        }
        return trainer.checkpoint();
    }

    @Test
    void aTrainingThatGoesOnFromTheFileHasTheBitsOfOneThatWasNotInterrupted() throws IOException {
        Trainer first = trainer(START);
        for (int epoch = 0; epoch < 3; epoch++) {
            first.epoch();
            CheckpointFile.open(file).save("one", "task", first.checkpoint());
        }
        Checkpoint read = CheckpointFile.open(file).find("one", "task", LAYERS).orElseThrow();
        assertEquals(first.history(), read.history());
        Trainer second = trainer(read);
        while (!second.done()) {
            second.epoch();
        }
        Checkpoint whole = after(6);
        Checkpoint resumed = second.checkpoint();
        assertEquals(whole.steps(), resumed.steps());
        assertArrayEquals(bits(whole.weights()), bits(resumed.weights()));
        assertArrayEquals(bits(whole.mean()), bits(resumed.mean()));
        assertArrayEquals(bits(whole.square()), bits(resumed.square()));
        for (int epoch = 0; epoch < 6; epoch++) {
            assertEquals(
                    whole.history().get(epoch).training(),
                    resumed.history().get(epoch).training());
            assertEquals(
                    whole.history().get(epoch).validation(),
                    resumed.history().get(epoch).validation());
        }
    }

    @Test
    void theFileKeepsSeveralTrainingsAndIsTheOnlyOneThatIsLeft() throws IOException {
        CheckpointFile checkpoints = CheckpointFile.open(file);
        checkpoints.save("one", "task", after(1));
        checkpoints.save("two", "task", after(2));
        checkpoints.save("one", "task", after(3));
        CheckpointFile again = CheckpointFile.open(file);
        assertEquals(
                3, again.find("one", "task", LAYERS).orElseThrow().history().size());
        assertEquals(
                2, again.find("two", "task", LAYERS).orElseThrow().history().size());
        assertEquals(Optional.empty(), again.find("three", "task", LAYERS));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aCheckpointOfAnotherTaskIsRefused() throws IOException {
        CheckpointFile.open(file).save("one", "task", START);
        CheckpointFile again = CheckpointFile.open(file);
        BadCheckpointException refused =
                assertThrows(BadCheckpointException.class, () -> again.find("one", "other task", LAYERS));
        assertEquals("its training \"one\" was started with another recipe or other data", refused.getMessage());
    }

    @Test
    void aForeignFileIsRefused() throws IOException {
        for (String content : List.of("", "{}\n", "goldspike-checkpoints/2\n and what follows there")) {
            Files.writeString(file, content);
            BadCheckpointException refused =
                    assertThrows(BadCheckpointException.class, () -> CheckpointFile.open(file));
            assertEquals("is not a file of checkpoints", refused.getMessage());
        }
    }

    @Test
    void whateverByteIsDamagedOrMissingItIsNoticed() throws IOException {
        CheckpointFile.open(file).save("one", "task", after(1));
        byte[] bytes = Files.readAllBytes(file);
        for (int k = 0; k < bytes.length; k += 7) {
            byte[] damaged = bytes.clone();
            damaged[k] ^= 4;
            Files.write(file, damaged);
            assertThrows(BadCheckpointException.class, () -> CheckpointFile.open(file), "byte " + k);
            Files.write(file, Arrays.copyOf(bytes, k));
            assertThrows(BadCheckpointException.class, () -> CheckpointFile.open(file), "only " + k + " bytes");
        }
    }

    @Test
    void aSaveThatFailsLeavesTheFileAsItWas() throws IOException {
        CheckpointFile checkpoints = CheckpointFile.open(file);
        checkpoints.save("one", "task", START);
        byte[] bytes = Files.readAllBytes(file);
        Path draft = folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Files.createDirectory(draft);
        assertThrows(IOException.class, () -> checkpoints.save("one", "task", after(1)));
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void epochsAreJudgedOnTheValidationSet() {
        Checkpoint checkpoint = after(2);
        try (Batch batch = new Batch(LAYERS, 1)) {
            Optional<Tally> last = checkpoint.history().get(1).validation();
            assertEquals(Optional.of(batch.evaluate(checkpoint.weights(), samples(40, 2), RECIPE.loss())), last);
            assertEquals(
                    batch.judge(checkpoint.weights(), samples(40, 2)).correct(),
                    last.orElseThrow().correct());
        }
    }

    @Test
    void theLossThatIsJudgedIsTheOneThatIsFollowedSilentLabelsIncluded() {
        Weights weak = new RandomSource(7)
                .weights(LAYERS, List.of(new RandomSource.Normal(1.5, 1), new RandomSource.Normal(0.1, 0.2)));
        try (Batch batch = new Batch(LAYERS, 1)) {
            Tally judged = batch.evaluate(weak, samples(40, 2), RECIPE.loss());
            assertTrue(judged.silent() > 0 && judged.silent() < 40, judged.toString());
            assertEquals(batch.gradient(weak, samples(40, 2), RECIPE.loss(), new Weights(LAYERS)), judged);
        }
    }

    private static long[] bits(Weights weights) {
        return Arrays.stream(weights.rows())
                .flatMapToDouble(Arrays::stream)
                .mapToLong(Double::doubleToRawLongBits)
                .toArray();
    }
}
