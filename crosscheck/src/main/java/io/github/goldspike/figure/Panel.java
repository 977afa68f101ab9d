package io.github.goldspike.figure;

import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One panel. A series that has no point is left out, and so is a point that cannot stand on an axis of logarithms.
 *
 * @param title above it
 * @param x axis, with its unit
 * @param y axis, with its unit
 * @param logX whether the x axis has logarithms
 * @param logY whether the y axis has logarithms
 * @param series what is drawn
 * @param range of the x axis; empty for that of the points
 */
public record Panel(
        String title, String x, String y, boolean logX, boolean logY, List<Series> series, Optional<Range> range) {

    /** From {@code low} to {@code high}. */
    public record Range(double low, double high) {}

    /** With the range of the points. */
    public Panel(String title, String x, String y, boolean logX, boolean logY, List<Series> series) {
        this(title, x, y, logX, logY, series, Optional.empty());
    }

    private static final int LEGEND_FONT = 12;
    private static final int MOST_NAMES_IN_A_ROW = 4;
    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS,
            SeriesMarkers.PLUS,
            SeriesMarkers.RECTANGLE);

    /** How points are drawn. */
    public enum Style {
        LINE,
        POINTS,
        BOTH,
        /** A thin grey line, for a bound or a threshold. */
        GUIDE
    }

    /**
     * Points of one name.
     *
     * @param name in the legend; a name that stands there already is not repeated
     * @param x as many as {@code y}
     * @param y values
     * @param style how they are drawn
     * @param color index into {@link Palette}
     */
    public record Series(String name, double[] x, double[] y, Style style, int color) {}

    XYChart chart(int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setLegendPosition(many() ? LegendPosition.OutsideE : LegendPosition.OutsideS)
                .setLegendLayout(many() ? LegendLayout.Vertical : LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(font(Font.PLAIN, LEGEND_FONT))
                .setChartTitleFont(font(Font.BOLD, 14));
        chart.getStyler()
                .setPlotGridLinesColor(new Color(0xE4E4E4))
                .setAxisTitleFont(font(Font.PLAIN, 13))
                .setAxisTickLabelsFont(new Font(Font.MONOSPACED, Font.PLAIN, 11))
                .setXAxisTickMarkSpacingHint(90)
                .setXAxisTickLabelsFormattingFunction(value -> tick(value, logX))
                .setYAxisTickLabelsFormattingFunction(value -> tick(value, logY))
                .setMarkerSize(6);
        range.ifPresent(given -> chart.getStyler().setXAxisMin(given.low()).setXAxisMax(given.high()));
        for (int k = 0; k < series.size(); k++) {
            add(chart, series.get(k), k);
        }
        return chart;
    }

    private void add(XYChart chart, Series one, int index) {
        int[] drawn = IntStream.range(0, one.x().length)
                .filter(i -> drawable(one.x()[i], logX) && drawable(one.y()[i], logY))
                .toArray();
        if (drawn.length == 0) {
            return;
        }
        Optional<String> shown = Optional.of(one.name()).filter(name -> chart.getSeries(name) == null);
        XYSeries added = chart.addSeries(
                shown.orElse(one.name() + " " + index),
                Arrays.stream(drawn).mapToDouble(i -> onAxis(one.x()[i], logX)).toArray(),
                Arrays.stream(drawn).mapToDouble(i -> onAxis(one.y()[i], logY)).toArray());
        added.setShowInLegend(shown.isPresent());
        Color color = one.style() == Style.GUIDE ? Color.GRAY : Palette.of(one.color());
        added.setLineColor(color);
        added.setMarkerColor(color);
        added.setLineWidth(one.style() == Style.GUIDE ? 1f : 1.6f);
        boolean line = one.style() != Style.POINTS;
        boolean points = one.style() == Style.POINTS || one.style() == Style.BOTH;
        if (!line) {
            added.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        }
        added.setMarker(points ? MARKERS.get(one.color() % MARKERS.size()) : SeriesMarkers.NONE);
    }

    private boolean many() {
        return series.stream().map(Series::name).distinct().count() > MOST_NAMES_IN_A_ROW;
    }

    /** XChart's own axes of logarithms have a mark for each digit of each decade, which over many decades is a blur. */
    private static double onAxis(double value, boolean logarithm) {
        return logarithm ? Math.log10(value) : value;
    }

    private static String tick(double place, boolean logarithm) {
        double value = logarithm ? Math.pow(10, place) : place;
        double size = Math.abs(value);
        boolean decade = logarithm && place == Math.rint(place);
        if (size != 0 && (size >= 1e5 || size < 1e-3)) {
            return String.format(Locale.ROOT, decade ? "%.0e" : "%.1e", value).replaceFirst("e([-+])0", "e$1");
        }
        return BigDecimal.valueOf(value)
                .round(new MathContext(logarithm ? 2 : 4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static boolean drawable(double value, boolean logarithm) {
        return Double.isFinite(value) && (!logarithm || value > 0);
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
