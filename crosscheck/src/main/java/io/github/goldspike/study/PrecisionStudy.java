package io.github.goldspike.study;

import io.github.goldspike.clock.ClockEngine;
import io.github.goldspike.clock.NumberFormat;
import io.github.goldspike.clock.SpikeGradient;
import io.github.goldspike.figure.Panel;
import io.github.goldspike.figure.Panel.Series;
import io.github.goldspike.figure.Panel.Style;
import io.github.goldspike.format.Binary64;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an accuracy costs: the engines of this project with digits to choose, {@code fast} on a grid with a step to choose, in binary64
 * and binary32, and a program that speaks the protocol.
 */
final class PrecisionStudy implements Study {

    private static final int[] DIGITS = {5, 10, 16, 25, 40};
    private static final int BINARY64_DIGITS = 17;
    /** Halvings of dt = 1 for engines on a grid. */
    private static final int[] HALVINGS = {4, 6, 8, 10};

    private static final int NETWORKS = 6;
    private static final int NEURONS = 4;
    private static final int HORIZON = 3;

    private final Optional<Program> program;

    /** @param program that is measured beside the engines */
    PrecisionStudy(Optional<Program> program) {
        this.program = program;
    }

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
                "dt",
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
                for (int digits : engine == Contender.FAST ? new int[] {BINARY64_DIGITS} : DIGITS) {
                    points.add(() -> inContinuousTime(network, engine, digits));
                }
            }
            for (NumberFormat format : NumberFormat.values()) {
                for (int halvings : HALVINGS) {
                    points.add(() -> onGrid(network, format, halvings));
                }
            }
            program.ifPresent(some -> points.add(() -> foreign(network, some)));
        }
        return points;
    }

    private static List<String> inContinuousTime(Network network, Contender engine, int digits) {
        Measured<Supplier<Spikes>> solved = engine.solve(network, digits);
        return row(
                network,
                List.of(engine.text(), Integer.toString(digits), ""),
                solved.value().get(),
                solved);
    }

    /** Norse's steps; spikes alone: what a surrogate gradient has to do with the exact one is a study of its own. */
    private static List<String> onGrid(Network network, NumberFormat format, int halvings) {
        Rational dt = Rational.of(1, 1L << halvings);
        ClockEngine engine = new ClockEngine(format, SpikeGradient.SURROGATE);
        Network spikesAlone = network.withoutLoss();
        Grid grid = StepsStudy.grid(Profile.NORSE, dt);
        Measured<GridAnswer<Double>> solved =
                Measured.of(() -> engine.solve(spikesAlone, grid, GridQuestion.ofDigits(BINARY64_DIGITS)));
        String name = format == NumberFormat.BINARY64 ? "fast on a grid 64" : "fast on a grid 32";
        return row(
                network,
                List.of(name, "", Binary64.text(dt.toDouble())),
                Spikes.ofSteps(solved.value().steps(), BigDecimal.valueOf(dt.toDouble())),
                solved);
    }

    private static List<String> foreign(Network network, Program program) {
        List<String> heading = List.of(program.name(), Integer.toString(program.digits()), "");
        return program.solve(network)
                .map(solved -> row(network, heading, solved.value(), solved))
                .orElseGet(() -> cells(network, heading, List.of("", "", "", "", "")));
    }

    private static List<String> row(Network network, List<String> heading, Spikes answer, Measured<?> cost) {
        Spikes golden = Spikes.golden(network);
        return cells(
                network,
                heading,
                List.of(
                        Integer.toString(answer.count()),
                        Spikes.cell(answer.error(golden)),
                        Spikes.cell(answer.gradientError(golden)),
                        cost.secondsText(),
                        cost.megabytesText()));
    }

    private static List<String> cells(Network network, List<String> heading, List<String> values) {
        return Stream.of(List.of(network.id()), heading, values)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Panel> panels(Table table) {
        return List.of(
                panel(table, "Spike times", "error", "greatest error of a spike time (1/beta)"),
                panel(table, "Gradient", "gradient_error", "relative error of the gradient"));
    }

    private static Panel panel(Table table, String title, String error, String axis) {
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
        return new Panel(title, axis, "processor time (s)", true, true, series);
    }

    @Override
    public List<String> findings(Table table) {
        return table.values("engine").stream()
                .map(engine -> {
                    List<Table.Row> rows = table.where(row -> row.is("engine", engine));
                    double[] errors = Table.numbers(rows, "error", "error");
                    return String.format(
                            Locale.ROOT,
                            "%s: %d of %d runs with the right number of spikes, errors of spike times from %.1e to %.1e.",
                            engine,
                            errors.length,
                            rows.size(),
                            Arrays.stream(errors).min().orElse(0),
                            Arrays.stream(errors).max().orElse(0));
                })
                .toList();
    }
}
