package io.github.goldspike.study;

import io.github.goldspike.figure.Panel;
import io.github.goldspike.figure.Panel.Series;
import io.github.goldspike.figure.Panel.Style;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What an accuracy costs, engine by engine. */
final class PrecisionStudy implements Study {

    private static final int[] DIGITS = {5, 10, 16, 25, 40};
    private static final int NETWORKS = 6;
    private static final int NEURONS = 4;
    private static final int HORIZON = 3;

    @Override
    public String name() {
        return "precision";
    }

    @Override
    public String title() {
        return "Work against precision";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "network",
                "engine",
                "digits",
                "spikes",
                "error",
                "gradient_error",
                "cpu_seconds",
                "allocated_megabytes");
    }

    @Override
    public List<Point> points(long seed) {
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < NETWORKS; k++) {
            Network network = Layered.of(seed + k, NEURONS, HORIZON);
            for (Contender engine : Contender.values()) {
                for (int digits : engine == Contender.FAST ? new int[] {17} : DIGITS) {
                    points.add(() -> point(network, engine, digits));
                }
            }
        }
        return points;
    }

    private static List<String> point(Network network, Contender engine, int digits) {
        Measured<Supplier<Spikes>> solved = engine.solve(network, digits);
        Spikes answer = solved.value().get();
        Spikes golden = Spikes.golden(network);
        return List.of(
                network.id(),
                engine.text(),
                Integer.toString(digits),
                Integer.toString(answer.count()),
                Spikes.cell(answer.error(golden)),
                Spikes.cell(answer.gradientError(golden)),
                solved.secondsText(),
                solved.megabytesText());
    }

    @Override
    public List<Panel> panels(Table table) {
        return List.of(
                panel(table, "error", "greatest error of a spike time (1/beta)"),
                panel(table, "gradient_error", "relative error of the gradient"));
    }

    private static Panel panel(Table table, String error, String axis) {
        List<Series> series = new ArrayList<>();
        for (String engine : table.values("engine")) {
            List<Table.Row> rows = table.where(row -> row.is("engine", engine));
            series.add(new Series(
                    engine,
                    Table.numbers(rows, error, "cpu_seconds"),
                    Table.numbers(rows, "cpu_seconds", error),
                    Style.POINTS,
                    table.values("engine").indexOf(engine)));
        }
        return new Panel("Work against precision", axis, "processor time (s)", true, true, series);
    }

    @Override
    public List<String> findings(Table table) {
        return table.values("engine").stream()
                .map(engine -> {
                    double[] errors = Table.numbers(table.where(row -> row.is("engine", engine)), "error", "error");
                    double worst = java.util.Arrays.stream(errors).max().orElse(0);
                    return String.format(
                            java.util.Locale.ROOT,
                            "%s: %d runs with the right number of spikes, greatest error of a spike time %.1e.",
                            engine,
                            errors.length,
                            worst);
                })
                .toList();
    }
}
