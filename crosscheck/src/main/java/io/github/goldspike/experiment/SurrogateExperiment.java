package io.github.goldspike.experiment;

import io.github.goldspike.batch.Batch;
import io.github.goldspike.batch.FirstSpikeLoss;
import io.github.goldspike.batch.Layer;
import io.github.goldspike.batch.Layers;
import io.github.goldspike.batch.ModelNetwork;
import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Weights;
import io.github.goldspike.clock.ClockBatch;
import io.github.goldspike.clock.NumberFormat;
import io.github.goldspike.clock.SpikeGradient;
import io.github.goldspike.clock.Stimulus;
import io.github.goldspike.format.Binary64;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridFields;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import io.github.goldspike.train.Checkpoint;
import io.github.goldspike.train.Epoch;
import io.github.goldspike.train.RandomSource;
import io.github.goldspike.train.Recipe;
import io.github.goldspike.train.Schedule;
import io.github.goldspike.train.StepTrainer;
import io.github.goldspike.train.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Figure 5 (left): 5-150-3 neurons learn the Yin-Yang set with exact gradients, and in steps of dt with surrogate gradients. The same
 * neurons, points, first weights and number of updates; what is small enough to run in minutes.
 */
final class SurrogateExperiment implements Experiment {

    private static final int USUAL_RUNS = 2;
    private static final int TRAINING = 1000;
    private static final int TEST = 500;
    private static final int EPOCHS = 15;
    private static final int MINIBATCH = 50;
    private static final double RATE = 0.01;
    private static final long TRAINING_SEED = 42;
    private static final long TEST_SEED = 40;
    private static final String OUTPUT = "out";
    private static final Layers LAYERS =
            new Layers(List.of(new Layer(5, 150, 0.999, 1, 1, 0), new Layer(150, 3, 0.999, 1, 1, 0)), 2.6);
    private static final List<RandomSource.Normal> START =
            List.of(new RandomSource.Normal(1.5, 1.5), new RandomSource.Normal(0.2, 0.2));

    /** A way to train in steps. */
    private record Way(String title, String dt, String surrogate, boolean counts) {}

    private static final List<Way> WAYS = List.of(
            new Way("fast sigmoid, counts", "0.01", "fast-sigmoid:10", true),
            new Way("fast sigmoid, each step", "0.01", "fast-sigmoid:10", false),
            new Way("straight-through, counts", "0.01", "straight-through", true),
            new Way("straight-through, each step", "0.01", "straight-through", false),
            new Way("fast sigmoid, counts, dt 0.005", "0.005", "fast-sigmoid:10", true));

    /** Losses and test accuracies after each epoch, and seconds. */
    private record Run(List<Double> losses, List<Double> test, double seconds) {

        double last() {
            return test.get(test.size() - 1);
        }
    }

    @Override
    public String name() {
        return "surrogate";
    }

    @Override
    public Findings run(Settings settings, Consumer<Supplier<String>> progress) {
        int runs = settings.runsOr(USUAL_RUNS);
        Map<String, List<Run>> found = new LinkedHashMap<>();
        List<Weights> exactWeights = new ArrayList<>();
        for (int seed = 1; seed <= runs; seed++) {
            found.computeIfAbsent("exact", any -> new ArrayList<>())
                    .add(exact(seed, settings.threads(), exactWeights, progress));
            for (Way way : WAYS) {
                found.computeIfAbsent(way.title(), any -> new ArrayList<>()).add(inSteps(way, seed, progress));
            }
        }
        Sample sample = YinYangData.samples(1, TEST_SEED).get(0);
        return new Findings(
                "Exact and surrogate gradients",
                table(runs, found),
                notes(found),
                csv(found),
                epochs(found),
                () -> List.of(
                        Charts.curves("Training loss, against that of the first epoch", "loss", means(found, true)),
                        Charts.curves("Test accuracy", "accuracy", means(found, false))),
                2,
                ModelNetwork.of(
                        "surrogate",
                        exactWeights.get(0),
                        sample.stimulus(),
                        sample.label(),
                        new FirstSpikeLoss(0.03, 1, 0, 10)));
    }

    private static Run exact(int seed, int threads, List<Weights> kept, Consumer<Supplier<String>> progress) {
        FirstSpikeLoss loss = new FirstSpikeLoss(0.03, 1, 0, 10);
        long start = System.nanoTime();
        List<Double> losses = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();
        try (Batch batch = new Batch(LAYERS, threads)) {
            Weights first = new RandomSource(seed).weights(LAYERS, START);
            Trainer trainer = new Trainer(
                    batch,
                    YinYangData.samples(TRAINING, TRAINING_SEED),
                    Recipe.adam(loss, Schedule.cosine(RATE), 1, EPOCHS, MINIBATCH),
                    Checkpoint.start(first, seed));
            while (!trainer.done()) {
                Epoch epoch = trainer.epoch();
                losses.add(epoch.training().meanLoss());
                accuracies.add(batch.judge(trainer.weights(), YinYangData.samples(TEST, TEST_SEED))
                        .accuracy());
                progress.accept(() -> tell("exact", seed, losses, accuracies));
            }
            kept.add(trainer.weights());
        }
        return new Run(losses, accuracies, (System.nanoTime() - start) / 1e9);
    }

    private static Run inSteps(Way way, int seed, Consumer<Supplier<String>> progress) {
        Map<String, String> fields = new LinkedHashMap<>(GridFields.of(Profile.NORSE.grid(Rational.ONE)));
        fields.put("inputs", "nearest");
        fields.put("surrogate", way.surrogate());
        Grid grid = GridFields.grid(Rational.parse(way.dt()), fields);
        Weights first = new RandomSource(seed).weights(LAYERS, START);
        ClockBatch batch = new ClockBatch(
                network(first, way.counts()), grid, NumberFormat.BINARY32, SpikeGradient.SURROGATE, MINIBATCH);
        StepTrainer trainer = new StepTrainer(batch, OUTPUT, first, Schedule.cosine(RATE), EPOCHS, MINIBATCH, 1, seed);
        List<StepTrainer.StepSample> training = samples(TRAINING, TRAINING_SEED, grid);
        List<StepTrainer.StepSample> test = samples(TEST, TEST_SEED, grid);
        long start = System.nanoTime();
        List<Double> losses = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            losses.add(trainer.epoch(epoch, training).loss());
            accuracies.add(trainer.judge(test).accuracy());
            progress.accept(() -> tell(way.title(), seed, losses, accuracies));
        }
        return new Run(losses, accuracies, (System.nanoTime() - start) / 1e9);
    }

    private static String tell(String way, int seed, List<Double> losses, List<Double> accuracies) {
        return String.format(
                Locale.ROOT,
                "%s, run %d, epoch %d of %d: loss %.3f, test %.1f %%",
                way,
                seed,
                losses.size(),
                EPOCHS,
                losses.get(losses.size() - 1),
                100 * accuracies.get(accuracies.size() - 1));
    }

    /** The same network with the loss of a grid. */
    private static Network network(Weights weights, boolean counts) {
        Network network = model(YinYangData.samples(1, TRAINING_SEED).get(0), weights);
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations(),
                network.projections(),
                Optional.of(
                        counts
                                ? new Loss.SpikeCountCrossEntropy(OUTPUT, 0, Rational.ONE)
                                : new Loss.SpikeStepCrossEntropy(OUTPUT, 0)));
    }

    private static Network model(Sample sample, Weights weights) {
        return ModelNetwork.of("surrogate", weights, sample.stimulus(), 0, new FirstSpikeLoss(0.03, 1, 0, 10));
    }

    /** The inputs of a network with one neuron are those of any. */
    private static List<StepTrainer.StepSample> samples(int count, long seed, Grid grid) {
        Weights weights = new Weights(new Layers(List.of(new Layer(5, 1, 0.999, 1, 1, 0)), 2.6));
        return YinYangData.samples(count, seed).stream()
                .map(sample -> new StepTrainer.StepSample(Stimulus.of(model(sample, weights), grid), sample.label()))
                .toList();
    }

    private static List<List<String>> table(int runs, Map<String, List<Run>> found) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "Yin-Yang, " + TRAINING + " points, " + EPOCHS + " epochs, " + runs + " initialisations",
                "test accuracy, mean (sd)",
                "training loss, first to last epoch",
                "seconds"));
        found.forEach((name, ofWay) -> table.add(List.of(
                name,
                Experiment.percent(ofWay.stream().mapToDouble(Run::last).toArray()),
                String.format(Locale.ROOT, "%.3f to %.3f", mean(ofWay, true, 0), mean(ofWay, true, EPOCHS - 1)),
                String.format(
                        Locale.ROOT,
                        "%.0f",
                        ofWay.stream().mapToDouble(Run::seconds).average().orElseThrow()))));
        table.add(List.of("shallow classifier (the paper's)", "64 %", "", ""));
        return table;
    }

    private static double mean(List<Run> runs, boolean losses, int epoch) {
        return runs.stream()
                .mapToDouble(run -> (losses ? run.losses() : run.test()).get(epoch))
                .average()
                .orElseThrow();
    }

    /** Means over runs by epoch; losses against that of the first epoch. */
    private static Map<String, List<Double>> means(Map<String, List<Run>> found, boolean losses) {
        Map<String, List<Double>> curves = new LinkedHashMap<>();
        found.forEach((name, runs) -> {
            List<Double> curve = new ArrayList<>();
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                curve.add(mean(runs, losses, epoch) / (losses ? mean(runs, true, 0) : 1));
            }
            curves.put(name, curve);
        });
        return curves;
    }

    private static List<String> notes(Map<String, List<Run>> found) {
        double exact = mean(found.get("exact"), false, EPOCHS - 1);
        List<String> notes = new ArrayList<>(
                List.of(
                        "The network of yin-yang's better recipe, the same points, first weights, Adam, rate and number of updates for all;"
                                + " exact gradients of the first-spike loss, surrogates on the norse grid in binary32, inputs to"
                                + " the nearest step.",
                        "Losses differ in kind, so the figure shows each against its own first epoch, as Fig. 5 (left) shows change."
                                + " On a grid the neuron with the most spikes decides, and a tie counts as wrong; near 0 % the outputs have fallen silent."));
        found.forEach((name, runs) -> {
            double share = mean(runs, false, EPOCHS - 1);
            if (!name.equals("exact")) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%s: %.1f %%, %.1f points %s exact gradients; the paper's figure has exact gradients ahead%s.",
                        name,
                        100 * share,
                        100 * Math.abs(exact - share),
                        share < exact ? "below" : "above",
                        share < exact ? ", and so it is here" : "; that does not reproduce here"));
            }
        });
        return notes;
    }

    private static List<List<String>> csv(Map<String, List<Run>> found) {
        List<List<String>> csv = new ArrayList<>();
        csv.add(List.of("way", "seed", "test", "seconds"));
        found.forEach((name, runs) -> {
            for (int k = 0; k < runs.size(); k++) {
                csv.add(List.of(
                        '"' + name + '"',
                        Integer.toString(k + 1),
                        Binary64.text(runs.get(k).last()),
                        String.format(Locale.ROOT, "%.2f", runs.get(k).seconds())));
            }
        });
        return csv;
    }

    private static List<List<String>> epochs(Map<String, List<Run>> found) {
        List<List<String>> csv = new ArrayList<>();
        csv.add(List.of("way", "seed", "epoch", "train_loss", "test_accuracy"));
        found.forEach((name, runs) -> {
            for (int k = 0; k < runs.size(); k++) {
                for (int epoch = 0; epoch < EPOCHS; epoch++) {
                    csv.add(List.of(
                            '"' + name + '"',
                            Integer.toString(k + 1),
                            Integer.toString(epoch + 1),
                            String.format(
                                    Locale.ROOT, "%.6f", runs.get(k).losses().get(epoch)),
                            Binary64.text(runs.get(k).test().get(epoch))));
                }
            }
        });
        return csv;
    }
}
