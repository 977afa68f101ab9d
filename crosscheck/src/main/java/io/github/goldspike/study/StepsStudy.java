package io.github.goldspike.study;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question.Limits;
import io.github.goldspike.figure.Panel;
import io.github.goldspike.figure.Panel.Series;
import io.github.goldspike.figure.Panel.Style;
import io.github.goldspike.format.Binary64;
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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How far off clock-driven libraries are, and how that shrinks with the step. */
final class StepsStudy implements Study {

    private static final int FIRST = 4;
    private static final int LAST = 10;
    private static final int NETWORKS = 5;
    private static final int NEURONS = 3;
    private static final int HORIZON = 2;
    private static final int DIGITS = 10;

    @Override
    public String name() {
        return "dt";
    }

    @Override
    public String title() {
        return "Error of spike times against the step, for every grid profile";
    }

    @Override
    public List<String> columns() {
        return List.of("profile", "network", "dt", "spikes", "certified_spikes", "error", "cpu_seconds");
    }

    @Override
    public List<Point> points(long seed) {
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < NETWORKS; k++) {
            Network network = Layered.of(seed + k, NEURONS, HORIZON);
            for (Profile profile : Profile.values()) {
                for (int power = FIRST; power <= LAST; power++) {
                    int halvings = power;
                    points.add(() -> point(network, profile, halvings));
                }
            }
        }
        return points;
    }

    private List<String> point(Network network, Profile profile, int halvings) {
        Rational dt = Rational.of(1, 1L << halvings);
        GridQuestion question = new GridQuestion(
                DIGITS, EnumSet.of(ParameterKind.WEIGHTS), false, new Limits(10 * DIGITS, Limits.DEFAULT_SPIKES));
        Measured<GridAnswer<Ball>> solved =
                Measured.of(() -> new CertifiedGridEngine().solve(network.withoutLoss(), grid(profile, dt), question));
        Spikes golden = Spikes.golden(network);
        Spikes steps = Spikes.ofSteps(solved.value().steps(), BigDecimal.valueOf(dt.toDouble()));
        OptionalDouble error = steps.error(golden);
        return List.of(
                profile.field(),
                network.id(),
                Binary64.text(dt.toDouble()),
                Integer.toString(steps.count()),
                Integer.toString(golden.count()),
                Spikes.cell(error),
                solved.secondsText());
    }

    /** A gain of 1 means a step of 1 (interfaces, section 6); for other steps it is that of Euler's method, which is 1 at dt = 1. */
    static Grid grid(Profile profile, Rational dt) {
        Map<String, String> fields = new LinkedHashMap<>(GridFields.of(profile.grid(dt)));
        fields.computeIfPresent("gain", (name, gain) -> gain.equals("one") ? "euler" : gain);
        return GridFields.grid(dt, fields);
    }

    @Override
    public List<Panel> panels(Table table) {
        List<Series> errors = new ArrayList<>();
        List<Series> lost = new ArrayList<>();
        List<String> profiles = table.values("profile");
        for (String profile : profiles) {
            double[] steps =
                    table.values("dt").stream().mapToDouble(Double::parseDouble).toArray();
            double[] medians = new double[steps.length];
            double[] shares = new double[steps.length];
            for (int k = 0; k < steps.length; k++) {
                String dt = table.values("dt").get(k);
                List<Table.Row> rows = table.where(row -> row.is("profile", profile) && row.is("dt", dt));
                double[] sorted = Table.numbers(rows, "error", "error");
                java.util.Arrays.sort(sorted);
                medians[k] = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
                shares[k] = 1 - (double) sorted.length / rows.size();
            }
            errors.add(new Series(profile, steps, medians, Style.BOTH, profiles.indexOf(profile)));
            lost.add(new Series(profile, steps, shares, Style.BOTH, profiles.indexOf(profile)));
        }
        return List.of(
                new Panel(
                        "Where all spikes are there",
                        "dt (1/beta)",
                        "greatest error of a spike time, median (1/beta)",
                        true,
                        true,
                        errors),
                new Panel("Spikes too many or too few", "dt (1/beta)", "share of networks", true, false, lost));
    }

    @Override
    public List<String> findings(Table table) {
        return table.values("profile").stream()
                .map(profile -> {
                    List<Table.Row> rows = table.where(row -> row.is("profile", profile));
                    return profile + ": order "
                            + Table.exponent(Table.numbers(rows, "dt", "error"), Table.numbers(rows, "error", "dt"))
                            + " over " + Table.numbers(rows, "error", "dt").length + " of " + rows.size()
                            + " runs, those with the right number of spikes.";
                })
                .toList();
    }
}
