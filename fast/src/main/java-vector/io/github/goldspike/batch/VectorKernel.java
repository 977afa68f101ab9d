package io.github.goldspike.batch;

import io.github.goldspike.simd.Lanes;
import io.github.goldspike.simd.VectorExponential;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The twin of {@link ScalarKernel}: the same operations in the same order in every lane. */
final class VectorKernel implements Kernel {

    /** A block is a multiple of it. */
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED.length() > Layer.BLOCK
            ? DoubleVector.SPECIES_512
            : DoubleVector.SPECIES_PREFERRED;

    private static final int LANES = SPECIES.length();

    private final Lanes lanes = Lanes.best();
    private final double[] partial = new double[Layer.BLOCK];

    VectorKernel() {}

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
        double[] potential = membranes.potential;
        double[] current = membranes.current;
        double[] gate = membranes.gate;
        DoubleVector minusBeta = DoubleVector.broadcast(SPECIES, -membranes.layer.beta());
        DoubleVector durations = DoubleVector.broadcast(SPECIES, duration);
        DoubleVector responses = DoubleVector.broadcast(SPECIES, response);
        int count = 0;
        for (int n = 0; n < potential.length; n += LANES) {
            DoubleVector v0 = DoubleVector.fromArray(SPECIES, potential, n);
            DoubleVector i0 = DoubleVector.fromArray(SPECIES, weights, row + n)
                    .fma(DoubleVector.fromArray(SPECIES, gate, n), DoubleVector.fromArray(SPECIES, current, n));
            DoubleVector v1 = responses.fma(i0, v0.mul(decay));
            DoubleVector i1 = i0.mul(currentDecay);
            v1.intoArray(potential, n);
            i1.intoArray(current, n);
            VectorMask<Double> above = v1.compare(VectorOperators.GE, threshold);
            VectorMask<Double> peak = i0.compare(VectorOperators.GT, drive)
                    .and(i1.compare(VectorOperators.LT, drive))
                    .and(minusBeta.fma(v0, i0).fma(durations, v0).compare(VectorOperators.GE, threshold));
            VectorMask<Double> candidates = above.or(peak);
            if (candidates.anyTrue()) {
                v0.intoArray(membranes.potentialBefore, n);
                i0.intoArray(membranes.currentBefore, n);
                for (long left = candidates.toLong(); left != 0; left &= left - 1) {
                    membranes.candidates[count++] = n + Long.numberOfTrailingZeros(left);
                }
            }
        }
        return count;
    }

    @Override
    public void cross(Layer layer, Crossings crossings) {
        for (int k = 0; k < crossings.count; k += LANES) {
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
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector gaps = DoubleVector.broadcast(SPECIES, gap);
        DoubleVector minusBeta = DoubleVector.broadcast(SPECIES, -beta);
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, crossings.potential, k);
        DoubleVector i0 = DoubleVector.fromArray(SPECIES, crossings.current, k);
        DoubleVector high = DoubleVector.fromArray(SPECIES, crossings.bracket, k);
        DoubleVector low = DoubleVector.zero(SPECIES);

        DoubleVector slope = minusBeta.fma(v0, i0);
        DoubleVector rise = DoubleVector.broadcast(SPECIES, threshold).sub(v0);
        DoubleVector bend = DoubleVector.fromArray(SPECIES, crossings.potentialAtBracket, k)
                .sub(v0)
                .sub(slope.mul(high))
                .div(high.mul(high));
        DoubleVector root = bend.mul(4).fma(rise, slope.mul(slope)).max(0).lanewise(VectorOperators.SQRT);
        DoubleVector s = rise.mul(2).div(slope.add(root)).min(high);

        DoubleVector currentAtSpike = i0;
        VectorMask<Double> active = SPECIES.maskAll(true);
        for (int step = 0; ; step++) {
            DoubleVector fastDecay = VectorExponential.exp(s.mul(-fast));
            DoubleVector psi = equal ? s : VectorExponential.expm1(s.mul(gap)).mul(perGap);
            DoubleVector slowDecay = fastDecay.mul(gaps.fma(psi, one));
            DoubleVector current = (membraneIsFaster ? slowDecay : fastDecay).mul(i0);
            DoubleVector f = fastDecay
                    .mul(psi)
                    .fma(i0, (membraneIsFaster ? fastDecay : slowDecay).mul(v0))
                    .sub(threshold);
            DoubleVector f1 = minusBeta.fma(f.add(threshold), current);
            DoubleVector f2 = current.fma(DoubleVector.broadcast(SPECIES, alpha), f1.mul(beta))
                    .neg();
            VectorMask<Double> below = f.compare(VectorOperators.LT, 0);
            low = low.blend(s, below);
            high = s.blend(high, below);
            DoubleVector twice = f1.mul(2);
            DoubleVector move = f.mul(-2).mul(f1).div(twice.fma(f1, f.neg().mul(f2)));
            DoubleVector next = s.add(move);
            DoubleVector scale = f1.fma(DoubleVector.broadcast(SPECIES, alpha + beta), f2.abs())
                    .mul(move);
            VectorMask<Double> halley = f1.compare(VectorOperators.GT, 0)
                    .and(next.compare(VectorOperators.GE, low))
                    .and(next.compare(VectorOperators.LE, high));
            if (step >= ScalarKernel.STEPS) {
                halley = SPECIES.maskAll(false);
            }
            DoubleVector middle = low.add(high).mul(0.5);
            VectorMask<Double> exact = next.compare(VectorOperators.EQ, s)
                    .or(scale.mul(scale)
                            .mul(move.abs())
                            .compare(
                                    VectorOperators.LE,
                                    next.mul(ScalarKernel.TOLERANCE).mul(f1.mul(f1))));
            VectorMask<Double> narrow =
                    middle.compare(VectorOperators.LE, low).or(middle.compare(VectorOperators.GE, high));
            DoubleVector taken = middle.blend(next, halley);
            VectorMask<Double> done = halley.and(exact).or(narrow.andNot(halley));
            DoubleVector x = taken.sub(s).mul(alpha);
            DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5).fma(x, DoubleVector.broadcast(SPECIES, -1));
            currentAtSpike = currentAtSpike.blend(current.mul(x.fma(half, one)), active);
            s = s.blend(taken, active);
            active = active.andNot(done);
            if (!active.anyTrue()) {
                break;
            }
        }
        DoubleVector left =
                DoubleVector.fromArray(SPECIES, crossings.left, k).sub(s).max(0);
        DoubleVector fastDecay = VectorExponential.exp(left.mul(-fast));
        DoubleVector psi = equal ? left : VectorExponential.expm1(left.mul(gap)).mul(perGap);
        DoubleVector slowDecay = fastDecay.mul(gaps.fma(psi, one));
        s.intoArray(crossings.wait, k);
        currentAtSpike.intoArray(crossings.currentAtSpike, k);
        fastDecay
                .mul(psi)
                .fma(currentAtSpike, (membraneIsFaster ? fastDecay : slowDecay).mul(layer.reset()))
                .intoArray(crossings.potentialAtEnd, k);
        (membraneIsFaster ? slowDecay : fastDecay).mul(currentAtSpike).intoArray(crossings.currentAtEnd, k);
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
        DoubleVector minusAlpha = DoubleVector.broadcast(SPECIES, -layer.alpha());
        DoubleVector minusPhi = DoubleVector.broadcast(SPECIES, -phi);
        for (int part = 0; part < Layer.BLOCK; part += LANES) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int n = part; n < s0.length; n += Layer.BLOCK) {
                DoubleVector t0 = DoubleVector.fromArray(SPECIES, s0, n);
                DoubleVector q =
                        minusPhi.fma(t0, DoubleVector.fromArray(SPECIES, s1, n)).mul(currentGrowth);
                DoubleVector p = t0.mul(growth);
                DoubleVector.fromArray(SPECIES, gradient, row + n).sub(q).intoArray(gradient, row + n);
                sum = DoubleVector.fromArray(SPECIES, weights, row + n).fma(minusAlpha.fma(q, p), sum);
            }
            sum.intoArray(partial, part);
        }
        return Kernel.total(partial);
    }

    @Override
    public Lanes lanes() {
        return lanes;
    }
}
