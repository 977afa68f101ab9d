package io.github.goldspike.batch;

import io.github.goldspike.simd.Lanes;
import io.github.goldspike.simd.VectorizationProvider;

/** The loops over neurons. Every implementation gives the same bits. */
interface Kernel {

    /**
     * Lets a spike arrive at all neurons, I += gate · weight, and advances them over a stretch as if none fired:
     * V ← decay · V + response · I, I ← currentDecay · I.
     *
     * @param row where the weights of the spike start in {@code weights}
     * @param decay e^{−βs} for the duration s of the stretch
     * @param response h(s)
     * @param currentDecay e^{−αs}
     * @return how many neurons may cross the threshold within the stretch (batch-B2); they are noted in {@code membranes}
     */
    int advance(
            Membranes membranes,
            double[] weights,
            int row,
            double duration,
            double decay,
            double response,
            double currentDecay);

    /** Finds the crossings (batch-B3). */
    void cross(Layer layer, Crossings crossings);

    /**
     * An arrival at g on the way back (batch-B5): gradient −= Q for each neuron, with Q = e^{αg}(s1 − φ(g) s0), P = e^{βg} s0.
     *
     * @param row where the weights of the arrival start in {@code weights} and {@code gradient}
     * @return dℓ/dg = Σ w (P − αQ), added up in eight interleaved partial sums
     */
    double arrival(
            Layer layer,
            double[] s0,
            double[] s1,
            double[] weights,
            double[] gradient,
            int row,
            double growth,
            double currentGrowth,
            double phi);

    /** The exponentials of the same make. */
    Lanes lanes();

    /** Plain Java. */
    static Kernel scalar() {
        return new ScalarKernel();
    }

    /** The fastest that this machine and this start of Java have. */
    static Kernel best() {
        return VectorizationProvider.choose(Kernel.class, scalar(), "io.github.goldspike.batch.VectorKernel");
    }

    /** The order in which eight interleaved partial sums are added. */
    static double total(double[] partial) {
        return ((partial[0] + partial[4]) + (partial[2] + partial[6]))
                + ((partial[1] + partial[5]) + (partial[3] + partial[7]));
    }
}
