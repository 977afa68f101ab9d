package io.github.goldspike.mutants;

import java.util.List;

/** Another loss than the one that is asked for. */
final class LossMutations {

    private static final String LOSS = "SpikeTimeLoss";

    private static final String GAMMA = "double gamma = loss.gamma().toDouble();";
    private static final String TAU = "double tau0 = loss.tau0().toDouble();";
    private static final String VALUE = "record Value(double loss, double[] partials) {}";
    private static final String TOTAL = "double total = own + others;";
    private static final String SQUARE = "value += miss * miss / 2;";
    private static final String BY_TIME = "partials[spike] += miss;";

    static final List<Mutant> ALL = List.of(
            Mutations.of("penalty-sign", new Edit(LOSS, GAMMA, "double gamma = -loss.gamma().toDouble();")),
            Mutations.of("penalty-lost", new Edit(LOSS, GAMMA, "double gamma = 0;")),
            Mutations.of("softmax-sign", new Edit(LOSS, TAU, "double tau0 = -loss.tau0().toDouble();")),
            Mutations.of("loss-negated", new Edit(LOSS, VALUE, """
                record Value(double loss, double[] partials) {
                    Value {
                        loss = -loss;
                        for (int f = 0; f < partials.length; f++) {
                            partials[f] = -partials[f];
                        }
                    }
                }
                """)),
            Mutations.of(
                    "square-without-half",
                    new Edit(LOSS, SQUARE, "value += miss * miss;"),
                    new Edit(LOSS, BY_TIME, "partials[spike] += 2 * miss;")),
            Mutations.of(
                    "mean-of-squares",
                    new Edit(LOSS, SQUARE, "value += miss * miss / 2 / loss.targets().size();"),
                    new Edit(LOSS, BY_TIME, "partials[spike] += miss / loss.targets().size();")),
            Mutations.of("silent-at-horizon", new Edit(LOSS, TOTAL, """
                for (int i = first; i < first + size; i++) {
                    if (trains[i].length == 0) {
                        others += Exponential.exp((raster.time(label) - raster.horizonHi - greatest) / tau0);
                    }
                }
                double total = own + others;
                """)),
            Mutations.of(
                    "target-index",
                    new Edit(
                            LOSS, "if (target.spike() >= train.length) {", "if (target.spike() + 1 >= train.length) {"),
                    new Edit(LOSS, "int spike = train[target.spike()];", "int spike = train[target.spike() + 1];")));

    private LossMutations() {}
}
