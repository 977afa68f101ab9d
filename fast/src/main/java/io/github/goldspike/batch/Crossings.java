package io.github.goldspike.batch;

import io.github.goldspike.simd.Lanes;

/**
 * Neurons that are known to cross the threshold in a stretch, one entry each: given their state at its start and where they are surely
 * above, the kernel finds where they cross and what follows.
 */
final class Crossings {

    final int[] neuron;
    /** Time since the start of the stretch at which the entry begins: 0, or the neuron's spike before. */
    final double[] begin;

    final double[] potential;
    final double[] current;
    /** V ≥ ϑ after this much time. */
    final double[] bracket;

    final double[] potentialAtBracket;
    /** Time left of the stretch. */
    final double[] left;

    /** Found: time to the crossing. */
    final double[] wait;
    /** Found: I at the crossing. */
    final double[] currentAtSpike;
    /** Found: V and I at the end of the stretch, if there is no other spike. */
    final double[] potentialAtEnd;

    final double[] currentAtEnd;

    // For the kernel: V < ϑ at the lower ends, V ≥ ϑ at the upper ones, 1 where it still searches, and what
    // exponentials give.
    final double[] lower;
    final double[] upper;
    final double[] open;
    final double[] time;
    final double[] fastDecay;
    final double[] psi;

    int count;

    Crossings(int stride) {
        neuron = new int[stride];
        begin = new double[stride];
        potential = new double[stride];
        current = new double[stride];
        bracket = new double[stride];
        potentialAtBracket = new double[stride];
        left = new double[stride];
        wait = new double[stride];
        currentAtSpike = new double[stride];
        potentialAtEnd = new double[stride];
        currentAtEnd = new double[stride];
        lower = new double[stride];
        upper = new double[stride];
        open = new double[stride];
        time = new double[stride];
        fastDecay = new double[stride];
        psi = new double[stride];
    }

    /** Fills a last block with copies of the last entry, so that lanes have something to compute. */
    void pad() {
        for (int k = count; k % Layer.BLOCK != 0; k++) {
            potential[k] = potential[count - 1];
            current[k] = current[count - 1];
            bracket[k] = bracket[count - 1];
            potentialAtBracket[k] = potentialAtBracket[count - 1];
            left[k] = left[count - 1];
        }
    }

    /** The first guess of batch-B3: the parabola through V, V' at the start and V at the bracket. */
    void start(Layer layer, int end) {
        double beta = layer.beta();
        double threshold = layer.threshold();
        for (int k = 0; k < end; k++) {
            double v0 = potential[k];
            double high = bracket[k];
            double slope = Math.fma(-beta, v0, current[k]);
            double rise = threshold - v0;
            double bend = (potentialAtBracket[k] - v0 - slope * high) / (high * high);
            double root = Math.sqrt(Math.max(Math.fma(bend * 4, rise, slope * slope), 0));
            wait[k] = Math.min(rise * 2 / (slope + root), high);
            lower[k] = 0;
            upper[k] = high;
            open[k] = 1;
        }
    }

    /** e^{−Ms} and ψ(s) of batch-B1 for each of the times. */
    void exponentials(Layer layer, Lanes lanes, double[] times, int end) {
        double gap = layer.rateGap();
        lanes.exp(-layer.fastRate(), times, fastDecay, 0, end);
        if (gap == 0) {
            System.arraycopy(times, 0, psi, 0, end);
            return;
        }
        lanes.expm1(gap, times, psi, 0, end);
        double perGap = 1 / gap;
        for (int k = 0; k < end; k++) {
            psi[k] *= perGap;
        }
    }

    /** From the spikes to the end of the stretch. */
    void finish(Layer layer, Lanes lanes, int end) {
        for (int k = 0; k < end; k++) {
            time[k] = Math.max(left[k] - wait[k], 0);
        }
        exponentials(layer, lanes, time, end);
        double membraneGap = layer.membraneGap();
        double currentGap = layer.currentGap();
        double reset = layer.reset();
        for (int k = 0; k < end; k++) {
            potentialAtEnd[k] = Math.fma(
                    fastDecay[k] * psi[k], currentAtSpike[k], fastDecay[k] * Math.fma(membraneGap, psi[k], 1) * reset);
            currentAtEnd[k] = fastDecay[k] * Math.fma(currentGap, psi[k], 1) * currentAtSpike[k];
        }
    }
}
