package io.github.goldspike.event;

/** The Gauss–Legendre rule with 16 nodes on [0, 1] (proofs-notes/event-double.md, D9). */
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

    /** In how many panels a stretch is cut. */
    static int panels(double length, double rate) {
        return (int) Math.max(1, Math.ceil(length * rate / WIDEST_PANEL));
    }
}
