package io.github.goldspike.batch;

import io.github.goldspike.simd.Lanes;
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
        int end = (crossings.count + LANES - 1) / LANES * LANES;
        crossings.start(layer, end);
        boolean open = true;
        for (int step = 0; open; step++) {
            crossings.exponentials(layer, lanes, crossings.wait, end);
            open = refine(layer, crossings, step, end);
        }
        crossings.finish(layer, lanes, end);
    }

    /**
     * One step of those that are open. In one piece, for the reason given at {@code VectorLanes}.
     *
     * @return whether another is needed
     */
    private static boolean refine(Layer layer, Crossings crossings, int step, int end) {
        double alpha = layer.alpha();
        double beta = layer.beta();
        double threshold = layer.threshold();
        double membraneGap = layer.membraneGap();
        double currentGap = layer.currentGap();
        boolean open = false;
        for (int k = 0; k < end; k += LANES) {
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            DoubleVector s = DoubleVector.fromArray(SPECIES, crossings.wait, k);
            DoubleVector fastDecay = DoubleVector.fromArray(SPECIES, crossings.fastDecay, k);
            DoubleVector psi = DoubleVector.fromArray(SPECIES, crossings.psi, k);
            DoubleVector i0 = DoubleVector.fromArray(SPECIES, crossings.current, k);
            DoubleVector current = fastDecay
                    .mul(DoubleVector.broadcast(SPECIES, currentGap).fma(psi, one))
                    .mul(i0);
            DoubleVector f = fastDecay
                    .mul(psi)
                    .fma(
                            i0,
                            fastDecay
                                    .mul(DoubleVector.broadcast(SPECIES, membraneGap)
                                            .fma(psi, one))
                                    .mul(DoubleVector.fromArray(SPECIES, crossings.potential, k)))
                    .sub(threshold);
            DoubleVector f1 = DoubleVector.broadcast(SPECIES, -beta).fma(f.add(threshold), current);
            DoubleVector minusF2 = current.fma(DoubleVector.broadcast(SPECIES, alpha), f1.mul(beta));
            VectorMask<Double> below = f.compare(VectorOperators.LT, 0);
            DoubleVector low =
                    DoubleVector.fromArray(SPECIES, crossings.lower, k).blend(s, below);
            DoubleVector high = s.blend(DoubleVector.fromArray(SPECIES, crossings.upper, k), below);
            DoubleVector move = f.mul(-2).mul(f1).div(f1.mul(2).fma(f1, f.mul(minusF2)));
            DoubleVector next = s.add(move);
            DoubleVector scale = f1.fma(DoubleVector.broadcast(SPECIES, alpha + beta), minusF2.abs())
                    .mul(move);
            VectorMask<Double> halley = f1.compare(VectorOperators.GT, 0)
                    .and(next.compare(VectorOperators.GE, low))
                    .and(next.compare(VectorOperators.LE, high))
                    .and(DoubleVector.broadcast(SPECIES, step).compare(VectorOperators.LT, ScalarKernel.STEPS));
            VectorMask<Double> exact = next.compare(VectorOperators.EQ, s)
                    .or(scale.mul(scale)
                            .mul(move.abs())
                            .compare(
                                    VectorOperators.LE,
                                    next.mul(ScalarKernel.TOLERANCE).mul(f1.mul(f1))));
            DoubleVector middle = low.add(high).mul(0.5);
            VectorMask<Double> narrow =
                    middle.compare(VectorOperators.LE, low).or(middle.compare(VectorOperators.GE, high));
            DoubleVector taken = middle.blend(next, halley);
            DoubleVector x = taken.sub(s).mul(alpha);
            DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5).fma(x, DoubleVector.broadcast(SPECIES, -1));
            DoubleVector active = DoubleVector.fromArray(SPECIES, crossings.open, k);
            VectorMask<Double> moves = active.compare(VectorOperators.GT, 0);
            DoubleVector.fromArray(SPECIES, crossings.currentAtSpike, k)
                    .blend(current.mul(x.fma(half, one)), moves)
                    .intoArray(crossings.currentAtSpike, k);
            s.blend(taken, moves).intoArray(crossings.wait, k);
            low.intoArray(crossings.lower, k);
            high.intoArray(crossings.upper, k);
            // The negation of a mask is not compiled into an instruction by JDK 17.
            DoubleVector goesOn = active.mul(one.blend(0, narrow).blend(one.blend(0, exact), halley));
            goesOn.intoArray(crossings.open, k);
            open |= goesOn.compare(VectorOperators.GT, 0).anyTrue();
        }
        return open;
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
        java.util.Arrays.fill(partial, 0);
        for (int n = 0; n < s0.length; n += LANES) {
            DoubleVector t0 = DoubleVector.fromArray(SPECIES, s0, n);
            DoubleVector q =
                    minusPhi.fma(t0, DoubleVector.fromArray(SPECIES, s1, n)).mul(currentGrowth);
            DoubleVector p = t0.mul(growth);
            DoubleVector.fromArray(SPECIES, gradient, row + n).sub(q).intoArray(gradient, row + n);
            DoubleVector.fromArray(SPECIES, weights, row + n)
                    .fma(minusAlpha.fma(q, p), DoubleVector.fromArray(SPECIES, partial, n % Layer.BLOCK))
                    .intoArray(partial, n % Layer.BLOCK);
        }
        return Kernel.total(partial);
    }

    @Override
    public Lanes lanes() {
        return lanes;
    }
}
