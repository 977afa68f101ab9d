package io.github.goldspike.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Measured points.
 *
 * @param columns names
 * @param rows cells; an empty one has no value
 */
public record Table(List<String> columns, List<List<String>> rows) {

    /** A row by the names of its cells. */
    public final class Row {
        private final List<String> cells;

        private Row(List<String> cells) {
            this.cells = cells;
        }

        String text(String column) {
            return cells.get(columns.indexOf(column));
        }

        boolean is(String column, String value) {
            return text(column).equals(value);
        }

        boolean has(String column) {
            return !text(column).isEmpty();
        }

        double number(String column) {
            return Double.parseDouble(text(column));
        }
    }

    List<Row> where(Predicate<Row> condition) {
        return rows.stream().map(Row::new).filter(condition).toList();
    }

    /** The values of a column, each once, in order of appearance. */
    List<String> values(String column) {
        int index = columns.indexOf(column);
        return new ArrayList<>(
                new LinkedHashSet<>(rows.stream().map(row -> row.get(index)).toList()));
    }

    /** The numbers of a column in the rows that have both it and another column. */
    static double[] numbers(List<Row> rows, String column, String other) {
        return rows.stream()
                .filter(row -> row.has(column) && row.has(other))
                .mapToDouble(row -> row.number(column))
                .toArray();
    }

    /**
     * The exponent p of y ≈ c·x^p by least squares of the logarithms, over the points with x and y positive.
     *
     * @return NaN-free text with two decimals, or a dash with fewer than two different x
     */
    static String exponent(double[] x, double[] y) {
        int[] used =
                IntStream.range(0, x.length).filter(i -> x[i] > 0 && y[i] > 0).toArray();
        double[] u = Arrays.stream(used).mapToDouble(i -> Math.log(x[i])).toArray();
        double[] v = Arrays.stream(used).mapToDouble(i -> Math.log(y[i])).toArray();
        double meanU = Arrays.stream(u).average().orElse(0);
        double meanV = Arrays.stream(v).average().orElse(0);
        double product = 0;
        double square = 0;
        for (int i = 0; i < u.length; i++) {
            product += (u[i] - meanU) * (v[i] - meanV);
            square += (u[i] - meanU) * (u[i] - meanU);
        }
        return square == 0 ? "–" : String.format(java.util.Locale.ROOT, "%.2f", product / square);
    }
}
