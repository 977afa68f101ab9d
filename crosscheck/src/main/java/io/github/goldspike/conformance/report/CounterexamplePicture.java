package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.PotentialTrace;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The spikes and the potentials of a small network: as they are, and as an engine has them, in SVG. */
final class CounterexamplePicture {

    private static final int WIDTH = 640;
    private static final int LEFT = 90;
    private static final int ROW = 26;
    private static final int PANEL = 110;
    private static final int POINTS = 240;
    private static final int MOST_NEURONS = 6;
    private static final int MOST_SPIKES = 400;

    private final Golden golden;
    private final Optional<ByNeuron<BigDecimal>> found;
    private final Network network;
    private final double horizon;
    private final Markup out;

    private CounterexamplePicture(Golden golden, Optional<ByNeuron<BigDecimal>> found, Markup out) {
        this.golden = golden;
        this.found = found;
        this.network = golden.network();
        this.horizon = Math.max(golden.horizon().toDouble(), Double.MIN_NORMAL);
        this.out = out;
    }

    /** Draws it; nothing, if the network is too large for a picture. */
    static void draw(CaseResult result, Markup out) {
        result.golden().ifPresent(golden -> {
            Optional<ByNeuron<BigDecimal>> found = result.reply()
                    .filter(Reply.Answered.class::isInstance)
                    .flatMap(reply -> ((Reply.Answered) reply).spikes())
                    .filter(spikes -> drawable(golden, spikes));
            CounterexamplePicture picture = new CounterexamplePicture(golden, found, out);
            if (picture.neurons().size() <= MOST_NEURONS && golden.spikeCount() <= MOST_SPIKES) {
                picture.svg();
            }
        });
    }

    /** Whether times are in order, within the horizon, and shaped like the network. */
    private static boolean drawable(Golden golden, ByNeuron<BigDecimal> spikes) {
        double horizon = golden.network().horizon().toDouble();
        return golden.spikes().populations().entrySet().stream()
                        .allMatch(population -> spikes.has(population.getKey())
                                && spikes.get(population.getKey()).size()
                                        == population.getValue().size())
                && spikes.names().stream().allMatch(golden.spikes()::has)
                && spikes.values().count() <= MOST_SPIKES
                && spikes.neurons().allMatch(train -> {
                    double before = 0;
                    for (BigDecimal time : train) {
                        if (!(time.doubleValue() >= before && time.doubleValue() <= horizon)) {
                            return false;
                        }
                        before = time.doubleValue();
                    }
                    return true;
                });
    }

    private record Row(String population, int index, Optional<Double> threshold) {
        String name() {
            return population + " " + index;
        }
    }

    private List<Row> neurons() {
        List<Row> rows = new ArrayList<>();
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons neurons) {
                for (int n = 0; n < neurons.size(); n++) {
                    rows.add(new Row(neurons.name(), n, neurons.threshold(n).map(Rational::toDouble)));
                }
            }
        }
        return rows;
    }

    private double x(double time) {
        return LEFT + (WIDTH - LEFT - 10) * Math.max(0, Math.min(1, time / horizon));
    }

    private void svg() {
        List<Row> neurons = neurons();
        int inputs = network.populations().stream()
                .filter(Population.Source.class::isInstance)
                .mapToInt(Population::size)
                .sum();
        int height = ROW * (inputs + neurons.size()) + PANEL * neurons.size() + 36;
        out.element("svg", () -> {
            out.attribute("viewBox", "0 0 " + WIDTH + " " + height);
            out.attribute("role", "img");
            out.attribute("class", "picture");
            out.element("title", "Spikes and potentials: as they are, and as the engine has them");
            int y = 4;
            for (Population population : network.populations()) {
                if (population instanceof Population.Source source) {
                    for (int unit = 0; unit < source.size(); unit++) {
                        label(source.name() + " " + unit, y + ROW / 2.0);
                        for (Rational time : source.trains().get(unit)) {
                            tick("input", time.toDouble(), y + 4, y + ROW - 4);
                        }
                        y += ROW;
                    }
                }
            }
            for (Row row : neurons) {
                label(row.name(), y + ROW / 2.0);
                double top = y;
                if (golden.spikes().has(row.population)) {
                    golden.spikes()
                            .get(row.population, row.index)
                            .forEach(time -> tick("golden", time.doubleValue(), top + 2, top + ROW / 2.0 - 1));
                    found.ifPresent(all -> all.get(row.population, row.index)
                            .forEach(time -> tick("engine", time.doubleValue(), top + ROW / 2.0 + 1, top + ROW - 2)));
                }
                y += ROW;
            }
            for (Row row : neurons) {
                panel(row, y);
                y += PANEL;
            }
            text("axis", LEFT, height - 22, "0");
            text("axis end", WIDTH - 10, height - 22, String.format(Locale.ROOT, "t = %.4g", horizon));
            text("golden", LEFT, height - 6, "as it is");
            text(
                    "engine",
                    LEFT + 80,
                    height - 6,
                    found.isPresent() ? "as the engine has it" : "the engine gave no spikes that can be drawn");
        });
    }

    private void panel(Row row, double top) {
        List<PotentialTrace.Point> right = curve(golden.spikes(), row);
        List<PotentialTrace.Point> wrong =
                found.map(spikes -> curve(spikes, row)).orElse(List.of());
        double least = 0;
        double most = row.threshold.orElse(0.0);
        for (List<PotentialTrace.Point> curve : List.of(right, wrong)) {
            for (PotentialTrace.Point point : curve) {
                least = Math.min(least, point.potential());
                most = Math.max(most, point.potential());
            }
        }
        double low = least;
        double span = most > least ? 1.05 * (most - least) : 1;
        label("V of " + row.name(), top + PANEL / 2.0);
        row.threshold.ifPresent(threshold -> {
            double y = y(threshold, low, span, top);
            line("threshold", LEFT, y, WIDTH - 10, y);
        });
        polyline("engine", wrong, low, span, top);
        polyline("golden", right, low, span, top);
    }

    private List<PotentialTrace.Point> curve(ByNeuron<BigDecimal> spikes, Row row) {
        return PotentialTrace.of(network, golden.horizon(), spikes, row.population, row.index, POINTS);
    }

    private static double y(double potential, double least, double span, double top) {
        return top + PANEL - 8 - (PANEL - 16) * (potential - least) / span;
    }

    private void polyline(String name, List<PotentialTrace.Point> curve, double least, double span, double top) {
        StringBuilder points = new StringBuilder();
        for (PotentialTrace.Point point : curve) {
            if (Double.isFinite(point.potential())) {
                points.append(String.format(
                        Locale.ROOT, "%.1f,%.1f ", x(point.time()), y(point.potential(), least, span, top)));
            }
        }
        out.empty("polyline", "class", name, "points", points.toString().strip());
    }

    private void tick(String name, double time, double from, double to) {
        line(name, x(time), from, x(time), to);
    }

    private void line(String name, double x1, double y1, double x2, double y2) {
        out.empty("line", "class", name, "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2));
    }

    private void label(String name, double y) {
        text("axis", 2, y + 4, name.length() > 12 ? name.substring(0, 11) + "…" : name);
    }

    private void text(String name, double x, double y, String said) {
        out.element("text", () -> {
            out.attribute("class", name);
            out.attribute("x", number(x));
            out.attribute("y", number(y));
            out.text(said);
        });
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
