package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.EventLoop;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.gradient.AdjointSweep;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.EventProp;
import io.github.goldspike.certified.gradient.FiringEquations;
import io.github.goldspike.certified.gradient.LossSensitivity;
import io.github.goldspike.certified.gradient.TransposedSolve;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the cost of the gradient grows with the number of spikes, by method: neurons driven by a regular train and
 * weakly connected, so that spikes grow with the horizon while the network stays the same. It is in this package because it times the
 * gradient without the spikes. Run {@code main}; times are those of its thread.
 */
public final class AdjointCost {

    private static final int BITS = 256;
    private static final int NEURONS = 10;
    /** So long that enclosures do not grow from one volley to the next. */
    private static final long PERIOD = 4;

    /** The method that makes rows is quadratic: more spikes take minutes. */
    private static final int MOST_SPIKES_BY_ROWS = 4000;

    private AdjointCost() {}

    /** Arguments: the numbers of spikes. With {@code -Dkinds=all} the gradient is by all parameters, else by weights. */
    public static void main(String[] arguments) {
        Set<Elements.Kind> kinds = "all".equals(System.getProperty("kinds"))
                ? EnumSet.allOf(Elements.Kind.class)
                : EnumSet.of(Elements.Kind.WEIGHT);
        int[] sizes = arguments.length == 0
                ? new int[] {100, 1000, 10_000}
                : java.util.Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        List<double[]> adjoint = new ArrayList<>();
        List<double[]> eventProp = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (int size : sizes) {
            Wiring wiring = Wiring.of(driven(size));
            Elements elements = new Elements(wiring, kinds);
            double start = cpuSeconds();
            Raster raster = EventLoop.run(wiring, BITS, Integer.MAX_VALUE, false, Progress.SILENT);
            double loop = cpuSeconds() - start;
            int spikes = raster.spikes().size();
            Map<Integer, Ball> bySpike = Map.of(spikes - 1, Ball.ONE.withPrecision(BITS));
            LossSensitivity loss = new LossSensitivity(Ball.ZERO.withPrecision(BITS), bySpike, Map.of());
            System.out.printf(Locale.ROOT, "%d spikes found in %.3f s%n", spikes, loop);
            time(
                    "adjoint",
                    spikes,
                    adjoint,
                    () -> AdjointSweep.gradient(wiring, Chronology.of(wiring, raster, BITS), elements, BITS, loss));
            time(
                    "eventprop",
                    spikes,
                    eventProp,
                    () -> EventProp.gradient(
                            wiring, Chronology.of(wiring, raster, BITS), elements, BITS, bySpike, Map.of()));
            if (spikes <= MOST_SPIKES_BY_ROWS) {
                time(
                        "forward",
                        spikes,
                        rows,
                        () -> TransposedSolve.gradient(new FiringEquations(wiring, raster, elements, BITS), loss));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "exponent of the cost: adjoint %.2f, eventprop %.2f, forward %.2f%n",
                slope(adjoint),
                slope(eventProp),
                slope(rows));
    }

    /** The least of several runs. */
    private static void time(String method, int spikes, List<double[]> points, Runnable gradient) {
        double least = Double.POSITIVE_INFINITY;
        double total = 0;
        for (int run = 0; run < 200 && (run < 3 || total < 3); run++) {
            double start = cpuSeconds();
            gradient.run();
            double seconds = cpuSeconds() - start;
            least = Math.min(least, seconds);
            total += seconds;
        }
        points.add(new double[] {Math.log(spikes), Math.log(least)});
        System.out.printf(Locale.ROOT, "  %-9s %.5f s%n", method, least);
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
    }

    /** MinimumEnclosure squares on the logarithms. */
    private static double slope(List<double[]> points) {
        double x = points.stream().mapToDouble(point -> point[0]).average().orElseThrow();
        double y = points.stream().mapToDouble(point -> point[1]).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        for (double[] point : points) {
            xy += (point[0] - x) * (point[1] - y);
            xx += (point[0] - x) * (point[0] - x);
        }
        return xy / xx;
    }

    /** Each input spike makes every neuron spike about once; each neuron feeds two others. */
    private static Network driven(int spikes) {
        List<Rational> train = new ArrayList<>();
        for (int k = 0; k < spikes / NEURONS; k++) {
            train.add(Rational.of(PERIOD * k));
        }
        List<Synapse> inputs = new ArrayList<>();
        List<Synapse> recurrent = new ArrayList<>();
        for (int i = 0; i < NEURONS; i++) {
            inputs.add(new Synapse(0, i, Rational.of(50 + i, 10), Rational.ZERO));
            recurrent.add(new Synapse(i, (i + 1) % NEURONS, Rational.of(-1, 4), Rational.of(1, 2)));
            recurrent.add(new Synapse(i, (i + 4) % NEURONS, Rational.of(1, 4), Rational.of(3, 4)));
        }
        SynapticDecay decay = SynapticDecay.shared(TimeConstant.rate(Rational.of(2)));
        return new Network(
                "driven",
                Convention.KERNEL,
                Rational.of(PERIOD * spikes / NEURONS),
                List.of(
                        new Population.Source("in", List.of(train)),
                        Population.Neurons.uniform("n", NEURONS, Rational.ONE, Rational.ONE)),
                List.of(
                        new Projection("in", "n", decay, new Connectivity.Listed(inputs)),
                        new Projection("n", "n", decay, new Connectivity.Listed(recurrent))),
                Optional.empty());
    }
}
