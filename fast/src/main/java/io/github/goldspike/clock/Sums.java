package io.github.goldspike.clock;

/** Derivatives by elementary parameters, summed over lanes and steps in binary64: by wire, current or unit. */
final class Sums {

    final double[] weight;
    final double[] alpha;
    final double[] beta;
    final double[] threshold;
    final double[] reset;
    final double[] leak;
    final double[] initial;

    Sums(Layout layout) {
        weight = new double[layout.wires().size()];
        alpha = new double[layout.currents().size()];
        beta = new double[layout.size()];
        threshold = new double[layout.size()];
        reset = new double[layout.size()];
        leak = new double[layout.size()];
        initial = new double[layout.size()];
    }
}
