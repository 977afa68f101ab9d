package io.github.goldspike.study;

import io.github.goldspike.figure.Panel;
import io.github.goldspike.figure.Panel.Series;
import io.github.goldspike.figure.Panel.Style;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How time grows with spikes and synapses, spikes and gradient together. */
final class CostStudy implements Study {

    private static final int[] NEURONS = {2, 4, 8, 16};
    private static final int[] HORIZONS = {2, 4, 8, 16};
    private static final int USUAL_NEURONS = 4;
    private static final int USUAL_HORIZON = 2;
    private static final int DIGITS = 20;

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public String title() {
        return "Time against spikes and synapses";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "sweep", "engine", "neurons", "horizon", "synapses", "spikes", "cpu_seconds", "allocated_megabytes");
    }

    @Override
    public List<Point> points(long seed) {
        List<Point> points = new ArrayList<>();
        for (Contender engine : Contender.values()) {
            for (int neurons : NEURONS) {
                points.add(() -> point("synapses", engine, seed, neurons, USUAL_HORIZON));
            }
            for (int horizon : HORIZONS) {
                points.add(() -> point("spikes", engine, seed, USUAL_NEURONS, horizon));
            }
        }
        return points;
    }

    private static List<String> point(String sweep, Contender engine, long seed, int neurons, int horizon) {
        Network network = Layered.of(seed, neurons, horizon);
        Measured<Supplier<Spikes>> solved = engine.solve(network, DIGITS);
        return List.of(
                sweep,
                engine.text(),
                Integer.toString(neurons),
                Integer.toString(horizon),
                Integer.toString(2 * neurons * neurons),
                Integer.toString(solved.value().get().count()),
                solved.secondsText(),
                solved.megabytesText());
    }

    @Override
    public List<Panel> panels(Table table) {
        return List.of(
                panel(table, "spikes", "A longer horizon", "spikes"),
                panel(table, "synapses", "Larger layers", "synapses"));
    }

    private static Panel panel(Table table, String sweep, String title, String axis) {
        List<Series> series = new ArrayList<>();
        for (String engine : table.values("engine")) {
            List<Table.Row> rows = table.where(row -> row.is("engine", engine) && row.is("sweep", sweep));
            series.add(new Series(
                    engine,
                    Table.numbers(rows, sweep, "cpu_seconds"),
                    Table.numbers(rows, "cpu_seconds", sweep),
                    Style.BOTH,
                    table.values("engine").indexOf(engine)));
        }
        return new Panel(title, axis, "processor time (s)", true, true, series);
    }

    @Override
    public List<String> findings(Table table) {
        List<String> sentences = new ArrayList<>();
        for (String sweep : List.of("spikes", "synapses")) {
            for (String engine : table.values("engine")) {
                List<Table.Row> rows = table.where(row -> row.is("engine", engine) && row.is("sweep", sweep));
                sentences.add(engine + ": time grows as " + sweep + "^"
                        + Table.exponent(Table.numbers(rows, sweep, sweep), Table.numbers(rows, "cpu_seconds", sweep))
                        + ".");
            }
        }
        return sentences;
    }
}
