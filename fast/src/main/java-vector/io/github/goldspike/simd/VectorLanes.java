package io.github.goldspike.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** As many lanes as the machine has. */
final class VectorLanes implements Lanes {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private final Lanes scalar = Lanes.scalar();

    VectorLanes() {}

    @Override
    public void exp(double factor, double[] x, double[] result, int from, int to) {
        int i = from;
        for (; i <= to - SPECIES.length(); i += SPECIES.length()) {
            DoubleVector argument = DoubleVector.fromArray(SPECIES, x, i).mul(factor);
            if (VectorExponential.inRange(argument)) {
                VectorExponential.exp(argument).intoArray(result, i);
            } else {
                scalar.exp(factor, x, result, i, i + SPECIES.length());
            }
        }
        scalar.exp(factor, x, result, i, to);
    }

    @Override
    public void expm1(double factor, double[] x, double[] result, int from, int to) {
        int i = from;
        for (; i <= to - SPECIES.length(); i += SPECIES.length()) {
            DoubleVector argument = DoubleVector.fromArray(SPECIES, x, i).mul(factor);
            if (VectorExponential.inRange(argument)) {
                VectorExponential.expm1(argument).intoArray(result, i);
            } else {
                scalar.expm1(factor, x, result, i, i + SPECIES.length());
            }
        }
        scalar.expm1(factor, x, result, i, to);
    }
}
