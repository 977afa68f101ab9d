package io.github.goldspike.look;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Question;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.figure.Figure;
import io.github.goldspike.figure.Panel;
import io.github.goldspike.figure.Panel.Series;
import io.github.goldspike.figure.Panel.Style;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A picture as a figure for print: the raster, and the potentials of some neurons. */
public final class Drawing {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int SAMPLES = 800;
    /** More than an eye sees. */
    private static final int KERNEL_DIGITS = 6;

    private final Picture picture;
    private final double horizon;

    private Drawing(Picture picture) {
        this.picture = picture;
        horizon = picture.network().horizon().toDouble();
    }

    /** A neuron whose potential is drawn. */
    public record Neuron(String population, int index) {}

    /**
     * Draws. Potentials are those of engine {@code fast}, with kernels of {@code certified}, at 800 times and beside every spike; each spike
     * of an answer is a mark at the threshold.
     *
     * @param neurons whose potentials are drawn, below the raster
     * @param caption lines below
     */
    public static Figure of(Picture picture, List<Neuron> neurons, List<String> caption) {
        return new Drawing(picture).figure(neurons, caption);
    }

    private Figure figure(List<Neuron> neurons, List<String> caption) {
        List<Panel> panels = new ArrayList<>();
        panels.add(raster());
        if (!neurons.isEmpty()) {
            List<Rational> times = times(neurons);
            ByNeuron<Optional<Double>> traced = traced(times);
            double[] x = times.stream().mapToDouble(Rational::toDouble).toArray();
            neurons.forEach(neuron -> panels.add(potential(neuron, x, traced)));
        }
        return new Figure(panels, 1, caption, WIDTH, HEIGHT);
    }

    private ByNeuron<Optional<Double>> traced(List<Rational> times) {
        Network network = picture.network().withoutLoss();
        return network.firstKernel().isEmpty()
                ? new EventEngine()
                        .solve(network, Question.ofDigits(17).withTraces(times))
                        .potentials()
                        .orElseThrow()
                : new CertifiedEngine()
                        .solve(network, Question.ofDigits(KERNEL_DIGITS).withTraces(times))
                        .potentials()
                        .orElseThrow()
                        .map(value -> value.map(Ball::approximate));
    }

    /** One below the other, in the file's order; answers side by side within a row. */
    private Panel raster() {
        List<Series> series = new ArrayList<>();
        int row = 0;
        List<List<double[]>> points = new ArrayList<>();
        picture.answers().forEach(answer -> points.add(new ArrayList<>()));
        List<double[]> inputs = new ArrayList<>();
        for (Population population : picture.network().populations()) {
            for (int n = 0; n < population.size(); n++, row--) {
                if (population instanceof Population.Source source) {
                    for (Rational time : source.trains().get(n)) {
                        inputs.add(new double[] {time.toDouble(), row});
                    }
                    continue;
                }
                for (int a = 0; a < picture.answers().size(); a++) {
                    double shift = picture.answers().size() == 1
                            ? 0
                            : 0.6 * a / (picture.answers().size() - 1) - 0.3;
                    for (double time : picture.answers().get(a).times(population.name(), n)) {
                        points.get(a).add(new double[] {time, row - shift});
                    }
                }
            }
        }
        series.add(new Series("input", column(inputs, 0), column(inputs, 1), Style.POINTS, 6));
        for (int a = 0; a < points.size(); a++) {
            series.add(new Series(
                    picture.answers().get(a).name(),
                    column(points.get(a), 0),
                    column(points.get(a), 1),
                    Style.POINTS,
                    a));
        }
        String names = picture.network().populations().stream()
                .map(population -> population.name() + " (" + population.size() + ")")
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
        return new Panel("Spikes, from the top: " + names, "time", "unit (downwards)", false, false, series, range());
    }

    private Optional<Panel.Range> range() {
        return horizon > 0 ? Optional.of(new Panel.Range(0, horizon)) : Optional.empty();
    }

    private static double[] column(List<double[]> points, int column) {
        return points.stream().mapToDouble(point -> point[column]).toArray();
    }

    private List<Rational> times(List<Neuron> neurons) {
        double[] even = IntStream.rangeClosed(0, SAMPLES)
                .mapToDouble(k -> horizon * k / SAMPLES)
                .toArray();
        // A spike is a fall: drawn from just before it to just after it.
        double[] beside = neurons.stream()
                .flatMap(neuron -> Arrays.stream(picture.answers().get(0).times(neuron.population(), neuron.index()))
                        .boxed())
                .flatMap(time -> Arrays.asList(time, Math.nextUp(time + horizon * 1e-9)).stream())
                .mapToDouble(time -> Math.min(time, horizon))
                .toArray();
        return Arrays.stream(IntStream.range(0, even.length + beside.length)
                        .mapToDouble(k -> k < even.length ? even[k] : beside[k - even.length])
                        .sorted()
                        .distinct()
                        .toArray())
                .mapToObj(Rational::of)
                .filter(time -> time.compareTo(picture.network().horizon()) <= 0)
                .toList();
    }

    private Panel potential(Neuron neuron, double[] times, ByNeuron<Optional<Double>> potentials) {
        List<Series> series = new ArrayList<>();
        Population.Neurons cells = (Population.Neurons) picture.network().population(neuron.population());
        double[] values = potentials.populations().get(neuron.population()).get(neuron.index()).stream()
                .mapToDouble(value -> value.orElse(Double.NaN))
                .toArray();
        cells.threshold(neuron.index()).map(Rational::toDouble).ifPresent(threshold -> {
            series.add(new Series(
                    "threshold", new double[] {0, horizon}, new double[] {threshold, threshold}, Style.GUIDE, 0));
            for (int a = 0; a < picture.answers().size(); a++) {
                double[] spikes = picture.answers().get(a).times(neuron.population(), neuron.index());
                double[] heights = new double[spikes.length];
                Arrays.fill(heights, threshold);
                series.add(
                        new Series("spikes of " + picture.answers().get(a).name(), spikes, heights, Style.POINTS, a));
            }
        });
        series.add(new Series("potential", times, values, Style.LINE, 0));
        String title = "Neuron " + neuron.index() + " of " + neuron.population();
        return new Panel(title, "time", "potential", false, false, series, range());
    }
}
