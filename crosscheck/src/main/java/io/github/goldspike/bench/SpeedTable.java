package io.github.goldspike.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;

/** The figures as a table in Markdown, with the machine that they were measured on. */
public final class SpeedTable {

    private static final MathContext DIGITS = new MathContext(3);
    static final double MILLION = 1e6;

    private SpeedTable() {}

    /** @param figures of those rows that were measured */
    public static String of(List<Figure> figures) {
        boolean beside = figures.stream().anyMatch(figure -> figure.beside().isPresent());
        StringBuilder text = new StringBuilder();
        text.append(Machine.description())
                .append(waiting(figures))
                .append("\n\n| work | others (other machines) | to reach | measured, CPU time: median (least–most) |")
                .append(beside ? " the other build | times as fast |" : "")
                .append("\n|---|---|---|---|")
                .append(beside ? "---|---|\n" : "\n");
        for (Figure figure : figures) {
            Row row = figure.row();
            text.append("| ")
                    .append(String.join(" | ", row.work(), row.peers(), row.target(), measured(figure)))
                    .append(beside ? " | " + beside(figure) : "")
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String waiting(List<Figure> figures) {
        return figures.stream().mapToDouble(Figure::waiting).max().stream()
                .mapToObj(most -> "; on the wall up to "
                        + new BigDecimal(most).round(new MathContext(2)).toPlainString() + " times the CPU time")
                .collect(Collectors.joining());
    }

    private static String measured(Figure figure) {
        return switch (figure.row().unit()) {
            case SECONDS ->
                rounded(figure.median()) + " s (" + rounded(figure.least()) + "–" + rounded(figure.most()) + ")";
            case SYNAPTIC_EVENTS_PER_SECOND ->
                rounded(figure.median() / MILLION) + " million events/s (" + rounded(figure.least() / MILLION) + "–"
                        + rounded(figure.most() / MILLION) + ")";
        };
    }

    private static String beside(Figure figure) {
        return figure.beside()
                .map(other -> other.text() + " | "
                        + rounded(
                                figure.row().unit() == Row.Unit.SECONDS
                                        ? other.median() / figure.median()
                                        : figure.median() / other.median()))
                .orElse("– | –");
    }

    private static String rounded(double value) {
        return new BigDecimal(value).round(DIGITS).toPlainString();
    }
}
