package io.github.goldspike.event;

/**
 * Derivatives by the elementary parameters of a network, one for each place where a real acts (gradient.md, G8): for each synapse,
 * in the order of the network's arrays, for each neuron, for each input spike.
 */
final class Elements {

    /** By W in the kernel convention. */
    final double[] weight;

    final double[] delay;
    final double[] alpha;
    final double[] beta;
    final double[] threshold;
    final double[] reset;
    /** By the resting potential, the initial potential staying as it is. */
    final double[] leak;

    final double[] initial;
    final double[] input;
    /** For each spike μ: zero if the derivatives do not depend on it. */
    double[] influence = {};

    /** @param all whether derivatives are wanted by more than weights */
    Elements(EventNetwork network, boolean all, double[] input) {
        int synapses = all ? network.synapses() : 0;
        int neurons = all ? network.neurons : 0;
        weight = new double[network.synapses()];
        delay = new double[synapses];
        alpha = new double[synapses];
        beta = new double[neurons];
        threshold = new double[neurons];
        reset = new double[neurons];
        leak = new double[neurons];
        initial = new double[neurons];
        this.input = input;
    }
}
