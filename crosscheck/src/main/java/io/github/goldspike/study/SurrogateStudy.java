package io.github.goldspike.study;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question.Limits;
import io.github.goldspike.figure.Panel;
import io.github.goldspike.figure.Panel.Series;
import io.github.goldspike.figure.Panel.Style;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridFields;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.grid.certified.CertifiedGridEngine;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a surrogate gradient on a grid has to do with the exact gradient of the network in continuous time. */
final class SurrogateStudy implements Study {

    private static final List<String> SURROGATES = List.of("fast-sigmoid", "arctan", "sigmoid", "triangle");
    private static final int[] SLOPES = {1, 2, 5, 10, 20, 50, 100};
    private static final int USUAL_SLOPE = 10;
    private static final int[] STEPS = {16, 64, 256};
    private static final int USUAL_STEPS = 64;
    private static final int NETWORKS = 8;
    private static final int NEURONS = 4;
    private static final int HORIZON = 2;
    private static final int DIGITS = 10;

    @Override
    public String name() {
        return "surrogate";
    }

    @Override
    public String title() {
        return "Surrogate gradients on a grid against the exact gradient";
    }

    @Override
    public List<String> columns() {
        return List.of("surrogate", "slope", "detach", "dt", "network", "cosine", "length_ratio", "cpu_seconds");
    }

    @Override
    public List<Point> points(long seed) {
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < NETWORKS; k++) {
            Network network = Layered.withReadout(seed + k, NEURONS, HORIZON);
            for (String detach : List.of("true", "false")) {
                for (String surrogate : SURROGATES) {
                    for (int slope : SLOPES) {
                        for (int steps : slope == USUAL_SLOPE ? STEPS : new int[] {USUAL_STEPS}) {
                            points.add(() -> point(network, surrogate, slope, detach, steps));
                        }
                    }
                }
                for (int steps : STEPS) {
                    points.add(() -> point(network, "straight-through", 1, detach, steps));
                }
            }
        }
        return points;
    }

    private static List<String> point(Network network, String surrogate, int slope, String detach, int steps) {
        GridQuestion question = new GridQuestion(
                DIGITS, EnumSet.of(ParameterKind.WEIGHTS), false, new Limits(10 * DIGITS, Limits.DEFAULT_SPIKES));
        Measured<GridAnswer<Ball>> solved = Measured.of(
                () -> new CertifiedGridEngine().solve(network, grid(surrogate + ":" + slope, detach, steps), question));
        Optional<double[]> exact = Spikes.golden(network).gradient().map(SurrogateStudy::doubles);
        Optional<double[]> found = solved.value()
                .gradient()
                .filter(outcome -> outcome instanceof Outcome.Known)
                .map(outcome -> ((Outcome.Known<Gradient<Ball>>) outcome)
                        .value().weights().stream()
                                .flatMap(List::stream)
                                .map(ball -> Spikes.decimal(ball, DIGITS))
                                .toList())
                .map(SurrogateStudy::doubles);
        boolean both = exact.isPresent() && found.isPresent() && length(exact.get()) > 0 && length(found.get()) > 0;
        return List.of(
                surrogate,
                Integer.toString(slope),
                detach,
                Double.toString(1.0 / steps),
                network.id(),
                both ? cell(product(found.get(), exact.get()) / length(found.get()) / length(exact.get())) : "",
                both ? cell(length(found.get()) / length(exact.get())) : "",
                solved.secondsText());
    }

    /** Norse's steps; whether the reset is detached is said. */
    private static Grid grid(String surrogate, String detach, int steps) {
        Rational dt = Rational.of(1, steps);
        Map<String, String> fields = new LinkedHashMap<>(GridFields.of(Profile.NORSE.grid(dt)));
        fields.put("surrogate", surrogate);
        fields.put("detach", detach);
        return GridFields.grid(dt, fields);
    }

    private static double[] doubles(List<BigDecimal> numbers) {
        return numbers.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    }

    private static double product(double[] left, double[] right) {
        double sum = 0;
        for (int k = 0; k < left.length; k++) {
            sum += left[k] * right[k];
        }
        return sum;
    }

    private static double length(double[] vector) {
        return Math.sqrt(product(vector, vector));
    }

    private static String cell(double value) {
        return String.format(Locale.ROOT, "%.6e", value);
    }

    @Override
    public List<Panel> panels(Table table) {
        List<Series> cosines = new ArrayList<>();
        List<Series> ratios = new ArrayList<>();
        for (String surrogate : SURROGATES) {
            cosines.add(series(table, surrogate, "cosine"));
            ratios.add(series(table, surrogate, "length_ratio"));
        }
        String axis = "slope of the surrogate (1/threshold), dt = 1/" + USUAL_STEPS;
        return List.of(
                new Panel("Direction", axis, "cosine with the exact gradient, median", true, false, cosines),
                new Panel("Length", axis, "length by that of the exact gradient, median", true, true, ratios));
    }

    /** Medians by slope, the reset detached. */
    private static Series series(Table table, String surrogate, String column) {
        Map<Double, Double> medians = new LinkedHashMap<>();
        for (int slope : SLOPES) {
            double[] found =
                    Table.numbers(rows(table, surrogate, Integer.toString(slope), "true", USUAL_STEPS), column, column);
            if (found.length > 0) {
                medians.put((double) slope, median(found));
            }
        }
        return new Series(
                surrogate,
                medians.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                medians.values().stream().mapToDouble(Double::doubleValue).toArray(),
                Style.BOTH,
                SURROGATES.indexOf(surrogate));
    }

    private static List<Table.Row> rows(Table table, String surrogate, String slope, String detach, int steps) {
        String dt = Double.toString(1.0 / steps);
        return table.where(row -> row.is("surrogate", surrogate)
                && row.is("slope", slope)
                && row.is("detach", detach)
                && row.is("dt", dt));
    }

    private static double median(double[] numbers) {
        double[] sorted = Arrays.stream(numbers).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    @Override
    public List<String> findings(Table table) {
        List<String> sentences = new ArrayList<>();
        for (String surrogate : table.values("surrogate")) {
            String slope = SURROGATES.contains(surrogate) ? Integer.toString(USUAL_SLOPE) : "1";
            for (String detach : List.of("true", "false")) {
                List<String> medians = new ArrayList<>();
                for (int steps : STEPS) {
                    double[] cosines = Table.numbers(rows(table, surrogate, slope, detach, steps), "cosine", "cosine");
                    medians.add(
                            cosines.length == 0
                                    ? "undecided"
                                    : String.format(Locale.ROOT, "%.2f (n = %d)", median(cosines), cosines.length));
                }
                sentences.add(
                        surrogate + ":" + slope + (detach.equals("true") ? ", reset detached" : ", reset not detached")
                                + ": median cosine with the exact gradient at dt = 1/16, 1/64, 1/256: "
                                + String.join(", ", medians) + ".");
            }
        }
        return sentences;
    }
}
