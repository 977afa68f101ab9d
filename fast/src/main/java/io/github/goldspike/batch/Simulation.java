package io.github.goldspike.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs one sample after the other through the layers, forward and backward; not for several threads at a time. Time passes in windows,
 * each of which goes through all layers before the next begins, so that nothing is computed after the last spike that is wanted.
 */
public final class Simulation {

    /** Length of a window in units of the fastest time constant of all layers: while something happens, and otherwise at most. */
    private static final double WINDOW = 0.0625;

    /** The same if nothing can be spared by stopping early. */
    private static final double WINDOW_TO_HORIZON = 0.5;

    private static final double LONGEST_WINDOW = 256;

    private final Layers layers;
    private final Until until;
    private final List<LayerRun> runs = new ArrayList<>();
    /** Of the inputs, and of each layer. */
    private final List<Raster> rasters = new ArrayList<>();

    private final Adjoint adjoint;
    private final double[] firstSpikes;
    private final int[] firstSpikeIndex;
    private final double fastestRate;
    private final double window;
    private double[] windowStarts = new double[16];

    /** In the fastest way that this machine has. */
    public Simulation(Layers layers, Until until) {
        this(layers, until, Kernel.best());
    }

    Simulation(Layers layers, Until until, Kernel kernel) {
        this.layers = layers;
        this.until = until;
        rasters.add(new Raster());
        for (Layer layer : layers.layers()) {
            runs.add(new LayerRun(
                    layer,
                    kernel,
                    until != Until.HORIZON && runs.size() == layers.layers().size() - 1));
            rasters.add(new Raster());
        }
        this.window = until == Until.HORIZON ? WINDOW_TO_HORIZON : WINDOW;
        this.adjoint = new Adjoint(layers, kernel);
        this.firstSpikes = new double[layers.last().neurons()];
        this.firstSpikeIndex = new int[firstSpikes.length];
        this.fastestRate =
                layers.layers().stream().mapToDouble(Layer::fastRate).max().orElseThrow();
    }

    /**
     * Finds the spikes.
     *
     * @throws NearCriticalException if whether a neuron spikes is not decided in double precision
     */
    public void run(Weights weights, Stimulus stimulus) {
        rasters.forEach(Raster::clear);
        runs.forEach(LayerRun::start);
        Arrays.fill(firstSpikes, Double.POSITIVE_INFINITY);
        Raster input = rasters.get(0);
        int next = 0;
        double time = stimulus.size() == 0 ? layers.horizon() : stimulus.time(0);
        boolean quiet = false;
        while (time < layers.horizon() && !satisfied()) {
            double nextInput = next < stimulus.size() ? stimulus.time(next) : Double.POSITIVE_INFINITY;
            boolean asleep = quiet && nextInput > time;
            if (asleep && nextInput >= layers.horizon()) {
                return;
            }
            double longest = time + (asleep ? LONGEST_WINDOW : window) / fastestRate;
            double end = Math.min(layers.horizon(), asleep ? Math.min(nextInput, longest) : longest);
            for (; next < stimulus.size() && stimulus.time(next) < end; next++) {
                input.add(stimulus.time(next), stimulus.unit(next), 0);
            }
            input.endWindow();
            quiet = window(weights, time, end);
            time = end;
        }
    }

    private boolean window(Weights weights, double start, double end) {
        int window = rasters.get(0).windows - 1;
        if (window == windowStarts.length) {
            windowStarts = Arrays.copyOf(windowStarts, 2 * window);
        }
        windowStarts[window] = start;
        boolean quiet = true;
        for (int l = 0; l < runs.size(); l++) {
            Raster spikes = rasters.get(l + 1);
            runs.get(l).run(weights.rows()[l], start, end, rasters.get(l), spikes, enough());
            quiet = quiet && runs.get(l).quiet();
        }
        Raster outputs = rasters.get(runs.size());
        for (int k = outputs.start(window); k < outputs.count; k++) {
            int n = outputs.units[k];
            if (firstSpikes[n] == Double.POSITIVE_INFINITY) {
                firstSpikes[n] = outputs.times[k];
                firstSpikeIndex[n] = k;
            }
        }
        return quiet;
    }

    private int enough() {
        return until == Until.FIRST_OUTPUT ? 1 : layers.last().neurons();
    }

    private boolean satisfied() {
        return until != Until.HORIZON && runs.get(runs.size() - 1).firstSpikes() >= enough();
    }

    /** Number of spikes found in a layer, counted from 0. */
    public int spikes(int layer) {
        return rasters.get(layer + 1).count;
    }

    /** Time of a spike; the spikes of a layer are in order of time. */
    public double time(int layer, int spike) {
        return rasters.get(layer + 1).times[spike];
    }

    /** The neuron of a spike. */
    public int neuron(int layer, int spike) {
        return rasters.get(layer + 1).units[spike];
    }

    /** V' just before a spike. */
    public double slope(int layer, int spike) {
        return rasters.get(layer + 1).slopes[spike];
    }

    /** First spike of a neuron of the last layer, ∞ if it has none (or none that was waited for). */
    public double firstSpike(int output) {
        return firstSpikes[output];
    }

    /** The neuron of the last layer that spikes first, −1 if none does. */
    public int winner() {
        int first = -1;
        for (int n = 0; n < firstSpikes.length; n++) {
            if (firstSpikes[n] < (first < 0 ? Double.POSITIVE_INFINITY : firstSpikes[first])) {
                first = n;
            }
        }
        return first;
    }

    /**
     * Adds the gradient of a function of the first spikes of the last layer, for the sample that was run last.
     *
     * @param byFirstSpike its derivative by the first spike of each output; not looked at where there is none
     */
    public void backward(Weights weights, double[] byFirstSpike, Weights gradient) {
        backward(weights, new LossDerivatives(0, byFirstSpike), gradient);
    }

    /**
     * Adds the gradient of a function of all spikes of the last layer, for the sample that was run last (batch-B5).
     *
     * @param bySpike its derivative by each spike of the last layer, in order of time
     */
    public void backwardBySpikes(Weights weights, double[] bySpike, Weights gradient) {
        Raster outputs = rasters.get(runs.size());
        System.arraycopy(bySpike, 0, outputs.adjoints, 0, outputs.count);
        adjoint.run(weights, rasters, windowStarts, PeakTerm.NONE, gradient);
    }

    /** Number of input spikes that were played: those before the horizon, in order of time. */
    public int inputSpikes() {
        return rasters.get(0).count;
    }

    /** After a way back: the derivative by the time of an input spike, counted in order of time. */
    public double byInputSpike(int spike) {
        return rasters.get(0).adjoints[spike];
    }

    /** Adds the gradient of a loss, for the sample that was run last and of which the loss gave these derivatives. */
    public void backward(Weights weights, LossDerivatives loss, Weights gradient) {
        Raster outputs = rasters.get(runs.size());
        Arrays.fill(outputs.adjoints, 0, outputs.count, 0);
        for (int n = 0; n < firstSpikes.length; n++) {
            if (firstSpikes[n] < Double.POSITIVE_INFINITY) {
                outputs.adjoints[firstSpikeIndex[n]] = loss.byFirstSpike(n);
            }
        }
        adjoint.run(weights, rasters, windowStarts, loss.peak(), gradient);
    }

    /** The highest point of a silent output (training-T2). */
    PeakTerm peak(Weights weights, int output, double factor) {
        return Peak.of(layers, weights.rows()[runs.size() - 1], rasters.get(runs.size() - 1), output, factor);
    }
}
