package io.github.goldspike.batch;

import io.github.goldspike.simd.Exponential;
import io.github.goldspike.simd.Lanes;

/** One neuron after the other; the formulas that the vector twin repeats lane by lane. */
final class ScalarKernel implements Kernel {

    /** batch-B3: after so many steps the bracket is halved instead. */
    static final int STEPS = 30;
    /** batch-B3: the part of the crossing time that a last step may leave open. */
    static final double TOLERANCE = 0x1p-55;

    private final double[] partial = new double[Layer.BLOCK];

    @Override
    public int advance(
            Membranes membranes,
            double[] weights,
            int row,
            double duration,
            double decay,
            double response,
            double currentDecay) {
        double threshold = membranes.layer.threshold();
        double drive = membranes.layer.drive();
        double beta = membranes.layer.beta();
        int count = 0;
        for (int n = 0; n < membranes.stride; n++) {
            double v0 = membranes.potential[n];
            double i0 = Math.fma(weights[row + n], membranes.gate[n], membranes.current[n]);
            double v1 = Math.fma(response, i0, decay * v0);
            double i1 = currentDecay * i0;
            membranes.potential[n] = v1;
            membranes.current[n] = i1;
            boolean above = v1 >= threshold;
            boolean peak = i0 > drive && i1 < drive && Math.fma(Math.fma(-beta, v0, i0), duration, v0) >= threshold;
            if (above || peak) {
                membranes.potentialBefore[n] = v0;
                membranes.currentBefore[n] = i0;
                membranes.candidates[count++] = n;
            }
        }
        return count;
    }

    @Override
    public void cross(Layer layer, Crossings crossings) {
        crossings.start(layer, crossings.count);
        for (int k = 0; k < crossings.count; k++) {
            for (int step = 0; crossings.open[k] > 0; step++) {
                refine(layer, crossings, step, k);
            }
        }
        crossings.finish(layer, lanes(), crossings.count);
    }

    private static void refine(Layer layer, Crossings crossings, int step, int k) {
        double alpha = layer.alpha();
        double beta = layer.beta();
        double threshold = layer.threshold();
        double gap = layer.rateGap();
        double s = crossings.wait[k];
        double i0 = crossings.current[k];
        double fastDecay = Exponential.exp(-layer.fastRate() * s);
        double psi = gap == 0 ? s : Exponential.expm1(gap * s) * (1 / gap);
        double current = fastDecay * Math.fma(layer.currentGap(), psi, 1) * i0;
        double f = Math.fma(
                        fastDecay * psi, i0, fastDecay * Math.fma(layer.membraneGap(), psi, 1) * crossings.potential[k])
                - threshold;
        double f1 = Math.fma(-beta, f + threshold, current);
        double minusF2 = Math.fma(current, alpha, f1 * beta);
        boolean below = f < 0;
        double low = below ? s : crossings.lower[k];
        double high = below ? crossings.upper[k] : s;
        double move = f * -2 * f1 / Math.fma(f1 * 2, f1, f * minusF2);
        double next = s + move;
        double scale = Math.fma(f1, alpha + beta, Math.abs(minusF2)) * move;
        boolean halley = f1 > 0 && next >= low && next <= high && step < STEPS;
        boolean exact = next == s || scale * scale * Math.abs(move) <= next * TOLERANCE * (f1 * f1);
        double middle = (low + high) * 0.5;
        boolean narrow = middle <= low || middle >= high;
        double taken = halley ? next : middle;
        double x = (taken - s) * alpha;
        crossings.currentAtSpike[k] = current * Math.fma(x, Math.fma(0.5, x, -1), 1);
        crossings.wait[k] = taken;
        crossings.lower[k] = low;
        crossings.upper[k] = high;
        crossings.open[k] = (halley ? exact : narrow) ? 0 : 1;
    }

    @Override
    public double arrival(
            Layer layer,
            double[] s0,
            double[] s1,
            double[] weights,
            double[] gradient,
            int row,
            double growth,
            double currentGrowth,
            double phi) {
        double alpha = layer.alpha();
        java.util.Arrays.fill(partial, 0);
        for (int n = 0; n < s0.length; n++) {
            double q = currentGrowth * Math.fma(-phi, s0[n], s1[n]);
            double p = growth * s0[n];
            gradient[row + n] -= q;
            partial[n % Layer.BLOCK] = Math.fma(weights[row + n], Math.fma(-alpha, q, p), partial[n % Layer.BLOCK]);
        }
        return Kernel.total(partial);
    }

    @Override
    public Lanes lanes() {
        return Lanes.scalar();
    }
}
