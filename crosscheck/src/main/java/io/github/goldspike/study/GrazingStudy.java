package io.github.goldspike.study;

import io.github.goldspike.figure.Panel;
import io.github.goldspike.figure.Panel.Series;
import io.github.goldspike.figure.Panel.Style;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a gradient where a spike is about to vanish: one neuron, one input, α = 2β, so that the peak of the potential is w/4
 * and the spike vanishes at w = 4ϑ.
 */
final class GrazingStudy implements Study {

    private static final int LAST = 40;
    private static final int PEAK = 4;
    /** Step of the central difference that is common in gradient checks, relative to the weight. */
    private static final double STEP = 1e-6;

    @Override
    public String name() {
        return "grazing";
    }

    @Override
    public String title() {
        return "Gradients near a touch of the threshold";
    }

    @Override
    public List<String> columns() {
        return List.of("distance", "gradient", "fast_error", "difference_error");
    }

    @Override
    public List<Point> points(long seed) {
        List<Point> points = new ArrayList<>();
        for (int halvings = 1; halvings <= LAST; halvings++) {
            double distance = Math.scalb(1.0, -halvings);
            points.add(() -> point(distance));
        }
        return points;
    }

    private static List<String> point(double distance) {
        double weight = PEAK * (1 + distance);
        Network network = neuron(weight);
        Spikes golden = Spikes.golden(network);
        Spikes fast = Contender.FAST.solve(network, 17).value().get();
        BigDecimal exact = golden.gradient().orElseThrow().get(0);
        double step = STEP * weight;
        Spikes above = Contender.FAST.solve(neuron(weight + step), 17).value().get();
        Spikes below = Contender.FAST.solve(neuron(weight - step), 17).value().get();
        // d/dw of ½ f² is f df/dw.
        boolean both = above.count() == 1 && below.count() == 1 && fast.count() == 1;
        double difference = both ? (half(above) - half(below)) / (2 * step) : 0;
        return List.of(
                String.format(java.util.Locale.ROOT, "%.6e", distance),
                String.format(java.util.Locale.ROOT, "%.6e", Math.abs(exact.doubleValue())),
                Spikes.cell(fast.gradientError(golden)),
                both
                        ? String.format(
                                java.util.Locale.ROOT,
                                "%.6e",
                                Math.abs(difference - exact.doubleValue()) / Math.abs(exact.doubleValue()))
                        : "");
    }

    private static double half(Spikes one) {
        double time = one.times().get(0).get(0).doubleValue();
        return time * time / 2;
    }

    /** V = w (e^{−t} − e^{−2t}) until the spike; the horizon lies before a second one. */
    private static Network neuron(double weight) {
        return new Network(
                "grazing",
                Convention.KERNEL,
                Rational.of(7, 10),
                List.of(
                        new Population.Source("in", List.of(List.of(Rational.ZERO))),
                        Population.Neurons.uniform("n", 1, Rational.ONE, Rational.ONE)),
                List.of(new Projection(
                        "in",
                        "n",
                        SynapticDecay.shared(TimeConstant.rate(Rational.of(2))),
                        new Connectivity.Matrix(
                                List.of(List.of(Optional.of(Rational.of(weight)))), Connectivity.Delays.NONE))),
                Optional.of(
                        new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("n", 0, 0, Rational.ZERO)))));
    }

    @Override
    public List<Panel> panels(Table table) {
        List<Table.Row> rows = table.where(row -> true);
        return List.of(
                new Panel(
                        "The gradient grows without bound",
                        "distance of the peak to the threshold",
                        "|d loss / d weight|",
                        true,
                        true,
                        List.of(series(rows, "gradient", "certified", 0))),
                new Panel(
                        "and errors grow with it",
                        "distance of the peak to the threshold",
                        "relative error of the gradient",
                        true,
                        true,
                        List.of(
                                series(rows, "fast_error", "fast (binary64)", 1),
                                series(rows, "difference_error", "central difference, step 1e-6", 2))));
    }

    private static Series series(List<Table.Row> rows, String column, String name, int color) {
        return new Series(
                name,
                Table.numbers(rows, "distance", column),
                Table.numbers(rows, column, "distance"),
                Style.BOTH,
                color);
    }

    @Override
    public List<String> findings(Table table) {
        List<Table.Row> rows = table.where(row -> row.number("distance") < 1e-3);
        return List.of(
                "The gradient grows as distance^"
                        + Table.exponent(
                                Table.numbers(rows, "distance", "gradient"),
                                Table.numbers(rows, "gradient", "distance"))
                        + " (theory: -1/2).",
                "The error of fast grows as distance^"
                        + Table.exponent(
                                Table.numbers(rows, "distance", "fast_error"),
                                Table.numbers(rows, "fast_error", "distance"))
                        + ".",
                "The central difference has no value from distance "
                        + table.where(row -> !row.has("difference_error")).stream()
                                .map(row -> row.text("distance"))
                                .findFirst()
                                .orElse("–")
                        + " on: on one side the spike is gone.");
    }
}
