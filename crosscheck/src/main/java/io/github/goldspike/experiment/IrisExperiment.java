package io.github.goldspike.experiment;

import io.github.goldspike.batch.Batch;
import io.github.goldspike.batch.FirstSpikeLoss;
import io.github.goldspike.batch.Layer;
import io.github.goldspike.batch.Layers;
import io.github.goldspike.batch.ModelNetwork;
import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Weights;
import io.github.goldspike.train.Checkpoint;
import io.github.goldspike.train.Dice;
import io.github.goldspike.train.Recipe;
import io.github.goldspike.train.Schedule;
import io.github.goldspike.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Section 5.2, Table 2, Figure 4: 4-10-3 neurons classify flowers, over many stratified splits. */
final class IrisExperiment implements Experiment {

    private static final int USUAL_RUNS = 50;
    private static final int HIDDEN = 10;
    private static final int TEST_OF_EACH_CLASS = 10;
    private static final double NO_RETURN = -0x1p40;

    /** A way to encode and to train. */
    private record Way(double latest, boolean bias, Layers layers, Recipe recipe) {

        static Way table2() {
            return new Way(
                    16,
                    false,
                    layers(4, 0, 40),
                    Recipe.adam(
                            new FirstSpikeLoss(1, 1, 0.1, 10),
                            Schedule.constant(0.05),
                            Double.POSITIVE_INFINITY,
                            300,
                            24));
        }

        static Way better() {
            return new Way(
                    2,
                    true,
                    layers(5, NO_RETURN, 8),
                    Recipe.adam(new FirstSpikeLoss(0.2, 1, 0.01, 10), Schedule.cosine(0.02), 1, 300, 24));
        }

        private static Layers layers(int inputs, double hiddenReset, double horizon) {
            return new Layers(
                    List.of(new Layer(inputs, HIDDEN, 1, 0.9, 1, hiddenReset), new Layer(HIDDEN, 3, 1, 0.9, 1, 0)),
                    horizon);
        }
    }

    /** Accuracy on test and training samples of each split, and the weights of the last one. */
    private record Runs(double[] test, double[] training, IrisData.Split split, Weights before, Weights after) {

        String perfect() {
            long count = Arrays.stream(test).filter(share -> share == 1).count();
            return count + " of " + test.length;
        }
    }

    private final IrisData data = IrisData.read();

    @Override
    public String name() {
        return "iris";
    }

    @Override
    public Findings run(Settings settings, Consumer<Supplier<String>> progress) {
        int runs = settings.runsOr(USUAL_RUNS);
        Runs literal = runs(Way.table2(), runs, 1, settings.threads());
        Runs better = runs(Way.better(), runs, 1, settings.threads());
        List<List<String>> table = List.of(
                List.of(
                        "Iris, " + runs + " stratified splits 120/30",
                        "paper",
                        "Table 2 as it stands",
                        "better recipe"),
                List.of(
                        "test accuracy, mean (sd)",
                        "100 % (one split)",
                        Experiment.percent(literal.test()),
                        Experiment.percent(better.test())),
                List.of("splits at exactly 100 %", "1 of 1", literal.perfect(), better.perfect()),
                List.of(
                        "training accuracy, mean (sd)",
                        "",
                        Experiment.percent(literal.training()),
                        Experiment.percent(better.training())));
        List<String> notes = List.of(
                "Table 2: with T = 16 and tau1 = 1 the term gamma e^{f/tau1} is of the order of 10^3 to 10^6 and"
                        + " drowns the cross-entropy; there is no bias, and inputs lie up to 16 time constants apart."
                        + " Epochs and minibatch are not stated: 300 and 24. Silent labels: kappa 10.",
                "Better recipe: T = 2, a bias spike at 1, tau0 0.2, gamma 0.01, learning rate 0.02 falling to 0,"
                        + " gradient norm at most 1, hidden neurons spike once.",
                "100 % is a matter of the split: a few flowers look like the other species, and the recipe was found"
                        + " on other splits of the same 150. The weights after the last epoch count; none is selected.");
        List<List<String>> csv = new ArrayList<>();
        csv.add(List.of("seed", "test_table2", "train_table2", "test_better", "train_better"));
        for (int k = 0; k < runs; k++) {
            csv.add(List.of(
                    Integer.toString(k + 1),
                    text(literal.test()[k]),
                    text(literal.training()[k]),
                    text(better.test()[k]),
                    text(better.training()[k])));
        }
        Sample shown = better.split().test().get(0);
        return new Findings(
                "Iris",
                table,
                notes,
                csv,
                List.of(),
                () -> Charts.firstSpikes(
                        better.before(), better.after(), better.split().test(), IrisData.CLASSES, 3),
                IrisData.CLASSES.size(),
                ModelNetwork.of(
                        "iris",
                        better.after(),
                        shown.stimulus(),
                        shown.label(),
                        Way.better().recipe().loss()));
    }

    private static String text(double share) {
        return String.format(Locale.ROOT, "%.4f", share);
    }

    private Runs runs(Way way, int runs, long firstSeed, int threads) {
        double[] test = new double[runs];
        double[] training = new double[runs];
        IrisData.Split split = null;
        Weights before = null;
        Weights after = null;
        try (Batch batch = new Batch(way.layers(), threads)) {
            for (int k = 0; k < runs; k++) {
                long seed = firstSeed + k;
                split = data.split(seed, TEST_OF_EACH_CLASS, way.latest(), way.bias());
                before = new Dice(seed).weights(way.layers(), List.of(new Dice.Normal(3, 1), new Dice.Normal(2, 0.1)));
                Trainer trainer = new Trainer(batch, split.training(), way.recipe(), Checkpoint.start(before, seed));
                while (!trainer.done()) {
                    trainer.epoch();
                }
                after = trainer.weights();
                test[k] = batch.judge(after, split.test()).accuracy();
                training[k] = batch.judge(after, split.training()).accuracy();
            }
        }
        return new Runs(test, training, split, before, after);
    }
}
