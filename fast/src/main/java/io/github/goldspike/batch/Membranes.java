package io.github.goldspike.batch;

import java.util.Arrays;

/** The neurons of one layer at one time, and what the kernels note about those that may cross the threshold. */
final class Membranes {

    final Layer layer;
    final int stride;
    final double[] potential;
    final double[] current;
    /** 1, or 0 for a neuron whose further spikes nobody asks for: it is disconnected. */
    final double[] gate;

    /** State of the candidates at the start of the stretch, by neuron. */
    final double[] potentialBefore;

    final double[] currentBefore;
    /** Neurons that may cross in the stretch. */
    final int[] candidates;

    Membranes(Layer layer) {
        this.layer = layer;
        this.stride = layer.stride();
        this.potential = new double[stride];
        this.current = new double[stride];
        this.gate = new double[stride];
        this.potentialBefore = new double[stride];
        this.currentBefore = new double[stride];
        this.candidates = new int[stride];
    }

    void rest() {
        Arrays.fill(potential, 0);
        Arrays.fill(current, 0);
        Arrays.fill(gate, 1);
    }

    /** Whether no neuron can spike any more unless it hears something (batch-B1). */
    boolean quiet() {
        double drive = layer.drive();
        for (double i : current) {
            if (i > drive) {
                return false;
            }
        }
        return true;
    }
}
