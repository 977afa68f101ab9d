package io.github.goldspike.batch;

import io.github.goldspike.simd.Exponential;
import io.github.goldspike.simd.Lanes;

/** One neuron after the other; the formulas that the vector twin repeats lane by lane. */
final class ScalarKernel implements Kernel {

    /** B3: after so many steps the bracket is halved instead. */
    static final int STEPS = 30;
    /** B3: the part of the crossing time that a last step may leave open. */
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
        for (int k = 0; k < crossings.count; k++) {
            cross(layer, crossings, k);
        }
    }

    private static void cross(Layer layer, Crossings crossings, int k) {
        double threshold = layer.threshold();
        double alpha = layer.alpha();
        double beta = layer.beta();
        double fast = layer.fastRate();
        double gap = layer.rateGap();
        double perGap = 1 / gap;
        boolean equal = gap == 0;
        boolean membraneIsFaster = beta >= alpha;
        double v0 = crossings.potential[k];
        double i0 = crossings.current[k];
        double high = crossings.bracket[k];
        double low = 0;

        double slope = Math.fma(-beta, v0, i0);
        double rise = threshold - v0;
        double bend = (crossings.potentialAtBracket[k] - v0 - slope * high) / (high * high);
        double root = Math.sqrt(Math.max(Math.fma(bend * 4, rise, slope * slope), 0));
        double s = Math.min(2 * rise / (slope + root), high);

        double currentAtSpike;
        for (int step = 0; ; step++) {
            double fastDecay = Exponential.exp(-fast * s);
            double psi = equal ? s : Exponential.expm1(gap * s) * perGap;
            double slowDecay = fastDecay * Math.fma(gap, psi, 1);
            double current = (membraneIsFaster ? slowDecay : fastDecay) * i0;
            double f = Math.fma(fastDecay * psi, i0, (membraneIsFaster ? fastDecay : slowDecay) * v0) - threshold;
            double f1 = Math.fma(-beta, f + threshold, current);
            double f2 = -Math.fma(current, alpha, f1 * beta);
            boolean below = f < 0;
            low = below ? s : low;
            high = below ? high : s;
            double move = -2 * f * f1 / Math.fma(2 * f1, f1, -f * f2);
            double next = s + move;
            double scale = Math.fma(alpha + beta, f1, Math.abs(f2)) * move;
            boolean halley = f1 > 0 && next >= low && next <= high && step < STEPS;
            double middle = 0.5 * (low + high);
            boolean exact = next == s || scale * scale * Math.abs(move) <= TOLERANCE * next * (f1 * f1);
            boolean narrow = middle <= low || middle >= high;
            double taken = halley ? next : middle;
            boolean done = halley ? exact : narrow;
            double x = alpha * (taken - s);
            currentAtSpike = current * Math.fma(x, Math.fma(0.5, x, -1), 1);
            s = taken;
            if (done) {
                break;
            }
        }
        double left = Math.max(crossings.left[k] - s, 0);
        double fastDecay = Exponential.exp(-fast * left);
        double psi = equal ? left : Exponential.expm1(gap * left) * perGap;
        double slowDecay = fastDecay * Math.fma(gap, psi, 1);
        crossings.wait[k] = s;
        crossings.currentAtSpike[k] = currentAtSpike;
        crossings.potentialAtEnd[k] =
                Math.fma(fastDecay * psi, currentAtSpike, (membraneIsFaster ? fastDecay : slowDecay) * layer.reset());
        crossings.currentAtEnd[k] = (membraneIsFaster ? slowDecay : fastDecay) * currentAtSpike;
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
