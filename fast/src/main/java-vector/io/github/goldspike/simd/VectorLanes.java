package io.github.goldspike.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** As many lanes as the machine has; in each the operations of {@link Exponential} in the same order. */
final class VectorLanes implements Lanes {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int FRACTION_BITS = 52;

    private final Lanes scalar = Lanes.scalar();

    VectorLanes() {}

    @Override
    public void exp(double factor, double[] x, double[] result, int from, int to) {
        int end = from + SPECIES.loopBound(to - from);
        if (lanes(0, factor, x, result, from, end)) {
            scalar.exp(factor, x, result, end, to);
        } else {
            scalar.exp(factor, x, result, from, to);
        }
    }

    @Override
    public void expm1(double factor, double[] x, double[] result, int from, int to) {
        int end = from + SPECIES.loopBound(to - from);
        if (lanes(1, factor, x, result, from, end)) {
            scalar.expm1(factor, x, result, end, to);
        } else {
            scalar.expm1(factor, x, result, from, to);
        }
    }

    /**
     * e^{factor · x} − {@code minus} in full vectors. Written out in one piece, because a method of more than 325 bytecodes is compiled by itself:
     * inlined into others it can exceed what the compilers of today take in at once, and then each vector becomes an object.
     *
     * @return whether all arguments were in range; if not, nothing was written from the first that was not
     */
    private static boolean lanes(double minus, double factor, double[] x, double[] result, int from, int end) {
        for (int i = from; i < end; i += SPECIES.length()) {
            DoubleVector argument = DoubleVector.fromArray(SPECIES, x, i).mul(factor);
            if (!argument.abs().compare(VectorOperators.LE, Exponential.BOUND).allTrue()) {
                return false;
            }
            DoubleVector shifted = argument.fma(
                    DoubleVector.broadcast(SPECIES, Exponential.LOG2_E),
                    DoubleVector.broadcast(SPECIES, Exponential.SHIFTER));
            DoubleVector minusK = shifted.sub(Exponential.SHIFTER).neg();
            DoubleVector r = minusK.fma(
                    DoubleVector.broadcast(SPECIES, Exponential.LN2_LOW),
                    minusK.fma(DoubleVector.broadcast(SPECIES, Exponential.LN2_HIGH), argument));
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector low = r.fma(
                            DoubleVector.broadcast(SPECIES, Exponential.C3),
                            DoubleVector.broadcast(SPECIES, Exponential.C2))
                    .fma(
                            r2,
                            r.fma(
                                    DoubleVector.broadcast(SPECIES, Exponential.C1),
                                    DoubleVector.broadcast(SPECIES, Exponential.C0)));
            DoubleVector middle = r.fma(
                            DoubleVector.broadcast(SPECIES, Exponential.C7),
                            DoubleVector.broadcast(SPECIES, Exponential.C6))
                    .fma(
                            r2,
                            r.fma(
                                    DoubleVector.broadcast(SPECIES, Exponential.C5),
                                    DoubleVector.broadcast(SPECIES, Exponential.C4)));
            DoubleVector high = r.fma(
                            DoubleVector.broadcast(SPECIES, Exponential.C11),
                            DoubleVector.broadcast(SPECIES, Exponential.C10))
                    .fma(
                            r2,
                            r.fma(
                                    DoubleVector.broadcast(SPECIES, Exponential.C9),
                                    DoubleVector.broadcast(SPECIES, Exponential.C8)));
            DoubleVector q = r2.fma(high.fma(r4.mul(r4), middle.fma(r4, low)), r);
            DoubleVector power = DoubleVector.broadcast(SPECIES, 1)
                    .reinterpretAsLongs()
                    .add(shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, FRACTION_BITS))
                    .reinterpretAsDoubles();
            power.fma(q, power.sub(minus)).intoArray(result, i);
        }
        return true;
    }
}
