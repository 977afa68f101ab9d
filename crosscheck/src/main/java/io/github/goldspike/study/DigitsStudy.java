package io.github.goldspike.study;

import io.github.goldspike.figure.Panel;
import io.github.goldspike.figure.Panel.Series;
import io.github.goldspike.figure.Panel.Style;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a digit costs. */
final class DigitsStudy implements Study {

    private static final int[] DIGITS = {10, 20, 50, 100, 200, 500, 1000};
    private static final int NETWORKS = 3;
    private static final int NEURONS = 4;
    private static final int HORIZON = 3;
    /** From here on the length of the numbers decides. */
    private static final int LONG = 200;

    @Override
    public String name() {
        return "digits";
    }

    @Override
    public String title() {
        return "What a digit costs";
    }

    @Override
    public List<String> columns() {
        return List.of("network", "engine", "digits", "spikes", "cpu_seconds", "allocated_megabytes");
    }

    @Override
    public List<Point> points(long seed) {
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < NETWORKS; k++) {
            Network network = Layered.of(seed + k, NEURONS, HORIZON);
            for (Contender engine : List.of(Contender.CERTIFIED, Contender.TEXTBOOK)) {
                for (int digits : DIGITS) {
                    points.add(() -> {
                        Measured<Supplier<Spikes>> solved = engine.solve(network, digits);
                        return List.of(
                                network.id(),
                                engine.text(),
                                Integer.toString(digits),
                                Integer.toString(solved.value().get().count()),
                                solved.secondsText(),
                                solved.megabytesText());
                    });
                }
            }
        }
        return points;
    }

    @Override
    public List<Panel> panels(Table table) {
        return List.of(
                panel(table, "cpu_seconds", "processor time (s)"),
                panel(table, "allocated_megabytes", "allocated (MB)"));
    }

    private Panel panel(Table table, String column, String axis) {
        List<Series> series = new ArrayList<>();
        for (String network : table.values("network")) {
            for (String engine : table.values("engine")) {
                List<Table.Row> rows = table.where(row -> row.is("engine", engine) && row.is("network", network));
                series.add(new Series(
                        engine,
                        Table.numbers(rows, "digits", column),
                        Table.numbers(rows, column, "digits"),
                        Style.BOTH,
                        table.values("engine").indexOf(engine)));
            }
        }
        return new Panel(title(), "significant digits", axis, true, true, series);
    }

    @Override
    public List<String> findings(Table table) {
        return table.values("engine").stream()
                .map(engine -> {
                    List<Table.Row> rows = table.where(row -> row.is("engine", engine) && row.number("digits") >= LONG);
                    return engine + ": from " + LONG + " digits on the time grows as digits^"
                            + Table.exponent(
                                    Table.numbers(rows, "digits", "digits"),
                                    Table.numbers(rows, "cpu_seconds", "digits"))
                            + ".";
                })
                .toList();
    }
}
