package io.github.goldspike.batch;

import io.github.goldspike.simd.Lanes;

/** {@link Flow} over all stretches of a window, in lanes. */
final class Responses {

    private final Layer layer;
    private final Lanes lanes;
    private final double gap;
    private final double perGap;
    private double[] durations = new double[0];
    private double[] fastDecays = new double[0];
    private double[] psis = new double[0];

    Responses(Layer layer, Lanes lanes) {
        this.layer = layer;
        this.lanes = lanes;
        this.gap = layer.rateGap();
        this.perGap = 1 / gap;
    }

    /** Stretch 0 reaches from {@code start} to the first of the times, the last one from the last time to {@code end}. */
    void of(double[] times, int from, int to, double start, double end) {
        int count = to - from + 1;
        if (count > durations.length) {
            durations = new double[2 * count];
            fastDecays = new double[2 * count];
            psis = new double[2 * count];
        }
        double last = start;
        for (int k = from; k < to; k++) {
            durations[k - from] = times[k] - last;
            last = times[k];
        }
        durations[count - 1] = end - last;
        lanes.exp(-layer.fastRate(), durations, fastDecays, 0, count);
        if (gap == 0) {
            System.arraycopy(durations, 0, psis, 0, count);
        } else {
            lanes.expm1(gap, durations, psis, 0, count);
            for (int k = 0; k < count; k++) {
                psis[k] *= perGap;
            }
        }
    }

    double duration(int k) {
        return durations[k];
    }

    double decay(int k) {
        return fastDecays[k] * Math.fma(layer.membraneGap(), psis[k], 1);
    }

    double currentDecay(int k) {
        return fastDecays[k] * Math.fma(layer.currentGap(), psis[k], 1);
    }

    double response(int k) {
        return fastDecays[k] * psis[k];
    }
}
