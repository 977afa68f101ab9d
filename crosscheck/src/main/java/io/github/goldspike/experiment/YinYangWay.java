package io.github.goldspike.experiment;

import io.github.goldspike.batch.FirstSpikeLoss;
import io.github.goldspike.batch.Layer;
import io.github.goldspike.batch.Layers;
import io.github.goldspike.train.RandomSource;
import io.github.goldspike.train.Recipe;
import io.github.goldspike.train.Schedule;
import java.util.List;

/**
 * A way to start and to train 5-150-3 neurons.
 *
 * @param name on the command line
 * @param title in tables
 * @param layers neurons and horizon
 * @param start distributions of the initial weights
 * @param recipe of the training
 */
record YinYangWay(String name, String title, Layers layers, List<RandomSource.Normal> start, Recipe recipe) {

    private static final int HIDDEN = 150;

    /** In the order of the table. */
    static final List<YinYangWay> ALL = List.of(
            table3(), mended(), better(10, "quick", "better recipe, short"), better(40, "better", "better recipe"));

    /** Table 3; silent labels get no gradient, as in the paper. */
    private static YinYangWay table3() {
        return new YinYangWay(
                "table3",
                "Table 3",
                layers(4),
                List.of(new RandomSource.Normal(1.5, 0.8), new RandomSource.Normal(2, 0.1)),
                Recipe.adam(
                        new FirstSpikeLoss(0.2, 1, 0.005, 0),
                        Schedule.constant(0.0005),
                        Double.POSITIVE_INFINITY,
                        300,
                        150));
    }

    /** Table 3 with what keeps label neurons from falling silent: κ, a limit for the gradient, a shorter memory of Adam. */
    private static YinYangWay mended() {
        YinYangWay literal = table3();
        return new YinYangWay(
                "kappa",
                "Table 3, kappa 30",
                literal.layers(),
                literal.start(),
                new Recipe(
                        new FirstSpikeLoss(0.2, 1, 0.005, 30),
                        Schedule.constant(0.0005),
                        0.9,
                        0.99,
                        1e-8,
                        0.3,
                        300,
                        150));
    }

    private static YinYangWay better(int epochs, String name, String title) {
        return new YinYangWay(
                name,
                title,
                layers(2.6),
                List.of(new RandomSource.Normal(1.5, 1.5), new RandomSource.Normal(0.2, 0.2)),
                Recipe.adam(new FirstSpikeLoss(0.03, 1, 0, 10), Schedule.cosine(0.01), 1, epochs, 50));
    }

    private static Layers layers(double horizon) {
        return new Layers(List.of(new Layer(5, HIDDEN, 0.999, 1, 1, 0), new Layer(HIDDEN, 3, 0.999, 1, 1, 0)), horizon);
    }
}
