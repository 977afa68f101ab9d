package io.github.goldspike.batch;

import io.github.goldspike.simd.Exponential;
import java.util.Arrays;
import java.util.List;

/**
 * The way back from dℓ/df of the last layer's spikes to the gradient, one layer after the other. For each neuron it keeps
 * s0 = Σ μ e^{−βf} and s1 = Σ μ e^{−βf} φ(f) over its later spikes, f counted from the start of the window, so that a spike touches one
 * neuron and an arrival costs two exponentials for all of them (batch-B5).
 */
final class Adjoint {

    private final Layers layers;
    private final Kernel kernel;
    private final double[][] s0;
    private final double[][] s1;
    private double[] relative = new double[64];
    private double[] arrivalGrowth = new double[64];
    private double[] arrivalCurrentGrowth = new double[64];
    private double[] arrivalPhi = new double[64];
    private double[] spikeDecay = new double[64];
    private double[] spikeGrowth = new double[64];
    private double[] spikePhi = new double[64];

    Adjoint(Layers layers, Kernel kernel) {
        this.layers = layers;
        this.kernel = kernel;
        this.s0 = layers.layers().stream()
                .map(layer -> new double[layer.stride()])
                .toArray(double[][]::new);
        this.s1 = layers.layers().stream()
                .map(layer -> new double[layer.stride()])
                .toArray(double[][]::new);
    }

    /**
     * Adds to the gradient.
     *
     * @param rasters spikes of the inputs and of the layers, dℓ/df of the last one's in its adjoints
     * @param starts of the windows
     * @param peak acts on the last layer
     */
    void run(Weights weights, List<Raster> rasters, double[] starts, PeakTerm peak, Weights gradient) {
        for (int l = layers.layers().size() - 1; l >= 0; l--) {
            Raster arrivals = rasters.get(l);
            Raster spikes = rasters.get(l + 1);
            prepare(layers.layers().get(l), arrivals, spikes, starts);
            layer(
                    l,
                    arrivals,
                    spikes,
                    starts,
                    l == layers.layers().size() - 1 ? peak : PeakTerm.NONE,
                    weights.rows()[l],
                    gradient.rows()[l]);
        }
    }

    private void prepare(Layer layer, Raster arrivals, Raster spikes, double[] starts) {
        int most = Math.max(arrivals.count, spikes.count);
        if (most > relative.length) {
            relative = new double[2 * most];
            arrivalGrowth = new double[2 * most];
            arrivalCurrentGrowth = new double[2 * most];
            arrivalPhi = new double[2 * most];
            spikeDecay = new double[2 * most];
            spikeGrowth = new double[2 * most];
            spikePhi = new double[2 * most];
        }
        fromWindows(arrivals, starts);
        kernel.lanes().exp(layer.beta(), relative, arrivalGrowth, 0, arrivals.count);
        kernel.lanes().exp(layer.alpha(), relative, arrivalCurrentGrowth, 0, arrivals.count);
        phi(layer, arrivalPhi, arrivals.count);
        fromWindows(spikes, starts);
        kernel.lanes().exp(-layer.beta(), relative, spikeDecay, 0, spikes.count);
        kernel.lanes().exp(layer.beta(), relative, spikeGrowth, 0, spikes.count);
        phi(layer, spikePhi, spikes.count);
    }

    private void fromWindows(Raster raster, double[] starts) {
        for (int w = 0; w < raster.windows; w++) {
            for (int k = raster.start(w); k < raster.ends[w]; k++) {
                relative[k] = raster.times[k] - starts[w];
            }
        }
    }

    /** φ(t) = (e^{dt} − 1)/d with d = β − α. */
    private void phi(Layer layer, double[] result, int count) {
        double d = layer.beta() - layer.alpha();
        if (d == 0) {
            System.arraycopy(relative, 0, result, 0, count);
        } else {
            kernel.lanes().expm1(d, relative, result, 0, count);
            double perD = 1 / d;
            for (int k = 0; k < count; k++) {
                result[k] *= perD;
            }
        }
    }

    private void layer(
            int l,
            Raster arrivals,
            Raster spikes,
            double[] starts,
            PeakTerm peak,
            double[] weights,
            double[] gradient) {
        Layer layer = layers.layers().get(l);
        Arrays.fill(s0[l], 0);
        Arrays.fill(s1[l], 0);
        boolean nothingYet = true;
        boolean peakAhead = peak.factor() != 0;
        for (int w = arrivals.windows - 1; w >= 0; w--) {
            if (!nothingYet) {
                back(layer, s0[l], s1[l], starts[w + 1] - starts[w]);
            }
            int spike = spikes.ends[w] - 1;
            for (int arrival = arrivals.ends[w] - 1; arrival >= arrivals.start(w); arrival--) {
                double time = arrivals.times[arrival];
                for (; spike >= spikes.start(w) && spikes.times[spike] > time; spike--) {
                    nothingYet &= spike(layer, spikes, spike, s0[l], s1[l]);
                }
                if (peakAhead && peak.time() > time) {
                    peakAhead = false;
                    nothingYet = false;
                    add(layer, peak, peak.time() - starts[w], s0[l], s1[l]);
                }
                if (nothingYet) {
                    arrivals.adjoints[arrival] = 0;
                } else {
                    arrivals.adjoints[arrival] = kernel.arrival(
                            layer,
                            s0[l],
                            s1[l],
                            weights,
                            gradient,
                            arrivals.units[arrival] * layer.stride(),
                            arrivalGrowth[arrival],
                            arrivalCurrentGrowth[arrival],
                            arrivalPhi[arrival]);
                }
            }
            for (; spike >= spikes.start(w); spike--) {
                nothingYet &= spike(layer, spikes, spike, s0[l], s1[l]);
            }
            if (peakAhead && peak.time() > starts[w]) {
                peakAhead = false;
                nothingYet = false;
                add(layer, peak, peak.time() - starts[w], s0[l], s1[l]);
            }
        }
        if (peak.kink() >= 0) {
            arrivals.adjoints[peak.kink()] -= peak.factor() * peak.slope();
        }
    }

    /** Whether the spike changes nothing. */
    private boolean spike(Layer layer, Raster spikes, int k, double[] sum0, double[] sum1) {
        int n = spikes.units[k];
        double p = spikeGrowth[k] * sum0[n];
        double drop = (layer.threshold() - layer.reset()) * layer.beta();
        double mu = Math.fma(drop, p, spikes.adjoints[k]) / spikes.slopes[k];
        if (mu == 0) {
            return true;
        }
        double term = mu * spikeDecay[k];
        sum0[n] += term;
        sum1[n] = Math.fma(term, spikePhi[k], sum1[n]);
        return false;
    }

    private static void add(Layer layer, PeakTerm peak, double time, double[] sum0, double[] sum1) {
        double d = layer.beta() - layer.alpha();
        double phi = d == 0 ? time : Exponential.expm1(d * time) / d;
        double term = peak.factor() * Exponential.exp(-layer.beta() * time);
        sum0[peak.neuron()] += term;
        sum1[peak.neuron()] += term * phi;
    }

    /** From the start of a window to that of the one before, which lasts so long. */
    private static void back(Layer layer, double[] sum0, double[] sum1, double duration) {
        Flow flow = Flow.over(layer, duration);
        double decay = flow.decay();
        double response = flow.response();
        double currentDecay = flow.currentDecay();
        for (int n = 0; n < sum0.length; n++) {
            sum1[n] = currentDecay * sum1[n] + response * sum0[n];
            sum0[n] = decay * sum0[n];
        }
    }
}
