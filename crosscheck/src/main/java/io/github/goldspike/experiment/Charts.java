package io.github.goldspike.experiment;

import io.github.goldspike.batch.Layer;
import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Simulation;
import io.github.goldspike.batch.Stimulus;
import io.github.goldspike.batch.Until;
import io.github.goldspike.batch.Weights;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The figures of the paper. Sampled curves are for the eye; no result comes from them. */
final class Charts {

    private static final int SIDE = 520;
    private static final int LEGEND = 50;
    private static final int GRID = 200;
    private static final int CURVE = 800;
    private static final int BINS = 30;

    /** Okabe and Ito's colours, told apart by everyone. */
    private static final List<Color> COLORS =
            List.of(new Color(0x0072B2), new Color(0xE69F00), new Color(0x009E73), new Color(0xCC79A7));

    private static final List<Color> PALE = List.of(new Color(0x8FC1E3), new Color(0xF6D488), new Color(0x8FD3BC));

    private Charts() {}

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(SIDE)
                .height(SIDE + LEGEND)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setLegendBorderColor(Color.WHITE);
        chart.getStyler().setLegendFont(font(Font.PLAIN, 14));
        chart.getStyler().setChartTitleFont(font(Font.BOLD, 15));
        chart.getStyler().setAxisTitleFont(font(Font.PLAIN, 14));
        chart.getStyler().setAxisTickLabelsFont(font(Font.PLAIN, 12));
        chart.getStyler().setSeriesColors(COLORS.toArray(Color[]::new));
        return chart;
    }

    /** One line for each name, over epochs from 1 on. */
    static XYChart curves(String title, String y, Map<String, List<Double>> curves) {
        XYChart chart = chart(title, "epoch", y);
        chart.getStyler().setLegendLayout(LegendLayout.Vertical);
        curves.forEach((name, values) -> {
            XYSeries series = chart.addSeries(
                    name,
                    IntStream.rangeClosed(1, values.size()).mapToDouble(k -> k).toArray(),
                    values.stream().mapToDouble(Double::doubleValue).toArray());
            series.setMarker(SeriesMarkers.NONE);
        });
        return chart;
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    /** Figure 3: V of the outputs over time; each spike is a fall from the threshold. */
    static XYChart potentials(String title, Weights weights, Stimulus stimulus, double until) {
        Simulation simulation = new Simulation(weights.layers(), Until.HORIZON);
        simulation.run(weights, stimulus);
        int last = weights.layers().layers().size() - 1;
        Layer layer = weights.layers().last();
        XYChart chart = chart(title, "time (synaptic time constants)", "membrane potential (threshold 1)");
        for (int n = 0; n < layer.neurons(); n++) {
            int output = n;
            double[] times = DoubleStream.concat(
                            DoubleStream.iterate(0, t -> t + until / CURVE).limit(CURVE),
                            spikes(simulation, last, n).flatMap(f -> DoubleStream.of(f, Math.nextUp(f))))
                    .filter(t -> t <= until)
                    .sorted()
                    .toArray();
            double[] potentials = DoubleStream.of(times)
                    .map(t -> potential(simulation, weights, output, t))
                    .toArray();
            chart.addSeries("output " + n, times, potentials).setMarker(SeriesMarkers.NONE);
        }
        XYSeries threshold = chart.addSeries(
                "threshold", new double[] {0, until}, new double[] {layer.threshold(), layer.threshold()});
        threshold.setMarker(SeriesMarkers.NONE);
        threshold.setLineColor(Color.GRAY);
        threshold.setLineWidth(1);
        return chart;
    }

    private static DoubleStream spikes(Simulation simulation, int layer, int neuron) {
        return java.util.stream.IntStream.range(0, simulation.spikes(layer))
                .filter(k -> simulation.neuron(layer, k) == neuron)
                .mapToDouble(k -> simulation.time(layer, k));
    }

    /** Eq. (9) of the paper: kernels over all earlier spikes. */
    private static double potential(Simulation simulation, Weights weights, int output, double t) {
        int last = weights.layers().layers().size() - 1;
        Layer layer = weights.layers().last();
        double d = layer.beta() - layer.alpha();
        double v = 0;
        for (int k = 0; k < simulation.spikes(last - 1); k++) {
            double s = t - simulation.time(last - 1, k);
            if (s > 0) {
                double response =
                        d == 0 ? s * Math.exp(-layer.beta() * s) : Math.exp(-layer.beta() * s) * Math.expm1(d * s) / d;
                int sender = simulation.neuron(last - 1, k);
                v += weights.get(last, sender, output) * response;
            }
        }
        double drops = spikes(simulation, last, output)
                .filter(f -> f < t)
                .map(f -> (layer.threshold() - layer.reset()) * Math.exp(-layer.beta() * (t - f)))
                .sum();
        return v - drops;
    }

    /** Figure 4: when each output first spikes, over the samples of a set, by their class; untrained above, trained below. */
    static List<XYChart> firstSpikes(
            Weights before, Weights after, List<Sample> samples, List<String> classes, double latest) {
        List<XYChart> charts = new ArrayList<>();
        for (Weights weights : List.of(before, after)) {
            for (int output = 0; output < classes.size(); output++) {
                String state = weights == before ? "untrained" : "trained";
                XYChart chart = chart(
                        "Neuron of " + classes.get(output) + ", " + state,
                        "first spike (synaptic time constants; last bin: later or never)",
                        "test flowers");
                histograms(chart, firstSpikes(weights, samples, output, latest), classes, latest);
                charts.add(chart);
            }
        }
        return charts;
    }

    private static List<List<Double>> firstSpikes(Weights weights, List<Sample> samples, int output, double latest) {
        Simulation simulation = new Simulation(weights.layers(), Until.ALL_OUTPUTS);
        List<List<Double>> byClass = new ArrayList<>();
        for (int c = 0; c < weights.layers().last().neurons(); c++) {
            byClass.add(new ArrayList<>());
        }
        for (Sample sample : samples) {
            simulation.run(weights, sample.stimulus());
            // Later spikes, and none at all, stand in the last bin.
            byClass.get(sample.label()).add(Math.min(simulation.firstSpike(output), Math.nextDown(latest)));
        }
        return byClass;
    }

    private static void histograms(XYChart chart, List<List<Double>> byClass, List<String> classes, double latest) {
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.StepArea);
        chart.getStyler()
                .setXAxisDecimalPattern("0.0")
                .setXAxisMin(0.0)
                .setXAxisMax(latest)
                .setXAxisTickMarkSpacingHint(60);
        chart.getStyler().setYAxisDecimalPattern("0").setYAxisMin(0.0).setYAxisMax(10.0);
        for (int c = 0; c < classes.size(); c++) {
            double[] counts = new double[BINS + 1];
            byClass.get(c).forEach(time -> counts[(int) (time / latest * BINS)]++);
            double[] edges = new double[BINS + 1];
            for (int bin = 0; bin <= BINS; bin++) {
                edges[bin] = latest * bin / BINS;
            }
            XYSeries series = chart.addSeries(classes.get(c), edges, counts);
            series.setMarker(SeriesMarkers.NONE);
            Color color = COLORS.get(c);
            series.setLineColor(color);
            series.setLineWidth(1);
            series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 110));
        }
    }

    /** Figure 5, right: which output spikes first over the disc, and some points that are classified wrongly. */
    static XYChart regions(String title, Weights weights, List<YinYangData.Point> wrong) {
        Simulation simulation = new Simulation(weights.layers(), Until.FIRST_OUTPUT);
        List<List<Double>> xs = new ArrayList<>();
        List<List<Double>> ys = new ArrayList<>();
        for (int c = 0; c <= YinYangData.CLASSES.size(); c++) {
            xs.add(new ArrayList<>());
            ys.add(new ArrayList<>());
        }
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < GRID; j++) {
                double x = (i + 0.5) / GRID;
                double y = (j + 0.5) / GRID;
                if (YinYangData.inside(x, y)) {
                    simulation.run(weights, YinYangData.stimulus(x, y));
                    int winner = simulation.winner();
                    int c = winner < 0 ? YinYangData.CLASSES.size() : winner;
                    xs.get(c).add(x);
                    ys.get(c).add(y);
                }
            }
        }
        XYChart chart = chart(title, "x", "y");
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(3);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        chart.getStyler().setXAxisDecimalPattern("0.0").setYAxisDecimalPattern("0.0");
        for (int c = 0; c < YinYangData.CLASSES.size(); c++) {
            area(chart, YinYangData.CLASSES.get(c), xs.get(c), ys.get(c), PALE.get(c));
        }
        area(
                chart,
                "no output spikes",
                xs.get(YinYangData.CLASSES.size()),
                ys.get(YinYangData.CLASSES.size()),
                Color.LIGHT_GRAY);
        if (!wrong.isEmpty()) {
            dots(
                    chart,
                    "test errors",
                    wrong.stream().map(YinYangData.Point::x).toList(),
                    wrong.stream().map(YinYangData.Point::y).toList(),
                    Color.BLACK);
        }
        return chart;
    }

    /** Dots that fill an area, in the legend as a box that can be seen. */
    private static void area(XYChart chart, String name, List<Double> x, List<Double> y, Color color) {
        if (!x.isEmpty()) {
            dots(chart, name + " dots", x, y, color).setShowInLegend(false);
            XYSeries box = chart.addSeries(name, x.subList(0, 1), y.subList(0, 1));
            box.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
            box.setMarker(SeriesMarkers.NONE);
            box.setLineColor(color);
            box.setFillColor(color);
        }
    }

    private static XYSeries dots(XYChart chart, String name, List<Double> x, List<Double> y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.SQUARE);
        series.setMarkerColor(color);
        return series;
    }
}
