package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.verdict.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All errors of a run as shares of what sound arithmetic may reach, case by case, in SVG: what is above the line is wrong. */
final class ErrorPlot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 260;
    private static final int LEFT = 60;
    private static final int BOTTOM = 24;
    private static final int MOST = 6_000;

    /** Powers of ten that are shown; the rest is drawn at the edge. */
    private static final int LEAST = -8;

    private static final int GREATEST = 12;

    private static final List<String> QUANTITIES = List.of("spikes", "loss", "gradient");

    private record Point(int order, String id, Judgement judgement) {}

    private ErrorPlot() {}

    static void draw(Report report, Markup out) {
        List<Point> points = new ArrayList<>();
        for (int order = 0; order < report.results().size(); order++) {
            CaseResult result = report.results().get(order);
            for (Judgement judgement : result.judgements()) {
                if (QUANTITIES.contains(judgement.quantity())
                        && judgement.share().isPresent()
                        && points.size() < MOST) {
                    points.add(new Point(order, result.id(), judgement));
                }
            }
        }
        if (points.isEmpty()) {
            return;
        }
        out.element("h2", "Errors, as shares of the limit");
        out.element("div", () -> {
            out.attribute("class", "wide");
            svg(report, points, out);
        });
    }

    private static void svg(Report report, List<Point> points, Markup out) {
        out.element("svg", () -> {
            out.attribute("viewBox", "0 0 " + WIDTH + " " + HEIGHT);
            out.attribute("class", "plot");
            out.attribute("role", "img");
            out.element("title", "Error of each quantity of each case, divided by its limit");
            for (int power = LEAST; power <= GREATEST; power += 4) {
                double y = y(Math.pow(10, power));
                out.empty(
                        "line",
                        "class",
                        power == 0 ? "threshold" : "grid",
                        "x1",
                        Integer.toString(LEFT),
                        "x2",
                        Integer.toString(WIDTH - 8),
                        "y1",
                        number(y),
                        "y2",
                        number(y));
                text(out, 4, y + 4, power == 0 ? "the limit" : "10^" + power);
            }
            int planned = Math.max(1, report.results().size() - 1);
            for (Point point : points) {
                double share = point.judgement.share().getAsDouble();
                out.element("circle", () -> {
                    out.attribute("class", point.judgement.quantity());
                    out.attribute("cx", number(LEFT + 6 + (WIDTH - LEFT - 20.0) * point.order / planned));
                    out.attribute("cy", number(y(share)));
                    out.attribute("r", "2.4");
                    out.element(
                            "title",
                            point.id + ", " + point.judgement.quantity()
                                    + String.format(Locale.ROOT, ": %.2g of the limit", share));
                });
            }
            int x = LEFT;
            for (String quantity : QUANTITIES) {
                int at = x;
                out.empty("circle", "class", quantity, "cx", number(at + 5), "cy", number(HEIGHT - 10), "r", "4");
                text(out, at + 14, HEIGHT - 6, quantity);
                x += 110;
            }
            text(out, WIDTH - 150, HEIGHT - 6, "cases in their order");
        });
    }

    private static double y(double share) {
        double power = Math.max(LEAST, Math.min(GREATEST, Math.log10(Math.max(share, 1e-300))));
        return 8 + (HEIGHT - BOTTOM - 16.0) * (GREATEST - power) / (GREATEST - LEAST);
    }

    private static void text(Markup out, double x, double y, String said) {
        out.element("text", () -> {
            out.attribute("class", "axis");
            out.attribute("x", number(x));
            out.attribute("y", number(y));
            out.text(said);
        });
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
