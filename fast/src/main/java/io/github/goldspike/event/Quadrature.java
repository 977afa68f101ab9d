package io.github.goldspike.event;

import java.util.Arrays;

/** The Gauss–Legendre rule with 16 nodes on [0, 1] (event-double-D9). */
final class Quadrature {

    static final int NODES = 16;

    /** Rate times length of a panel up to which the rule is exact to rounding for e^{−rate·u}. */
    static final double WIDEST_PANEL = 6;

    private static final double[] NODE = new double[NODES];
    private static final double[] WEIGHT = new double[NODES];

    static {
        for (int j = 0; j < NODES; j++) {
            double x = StrictMath.cos(Math.PI * (j + 0.75) / (NODES + 0.5));
            double derivative = 0;
            for (int step = 0; step < 10; step++) {
                double p = 1;
                double before = 0;
                for (int n = 1; n <= NODES; n++) {
                    double next = ((2 * n - 1) * x * p - (n - 1) * before) / n;
                    before = p;
                    p = next;
                }
                derivative = NODES * (x * p - before) / (x * x - 1);
                x -= p / derivative;
            }
            NODE[j] = (1 - x) / 2;
            WEIGHT[j] = 1 / ((1 - x * x) * derivative * derivative);
        }
    }

    private Quadrature() {}

    static double node(int j) {
        return NODE[j];
    }

    static double weight(int j) {
        return WEIGHT[j];
    }

    /**
     * Where a stretch is cut into panels: 0, …, its length. A panel is as wide as {@link #WIDEST_PANEL} allows, or, where that is more,
     * as it is far from 0: what decays fast enough to need a narrower one has decayed there.
     *
     * @param rate the fastest at which the integrand decays
     * @param grows whether it grows as well: then the same holds, mirrored, for the other end
     */
    static double[] cuts(double length, double rate, boolean grows) {
        double[] cuts = new double[16];
        double half = grows ? length / 2 : length;
        int size = 1;
        while (cuts[size - 1] < half) {
            if (size == cuts.length) {
                cuts = Arrays.copyOf(cuts, 2 * size);
            }
            double cut = cuts[size - 1];
            cuts[size++] = Math.min(half, cut + Math.max(WIDEST_PANEL / rate, cut));
        }
        if (!grows) {
            return Arrays.copyOf(cuts, size);
        }
        double[] both = Arrays.copyOf(cuts, 2 * size - 1);
        for (int k = 0; k < size; k++) {
            both[2 * size - 2 - k] = length - cuts[k];
        }
        return both;
    }
}
