package io.github.goldspike.event;

/**
 * Derivatives by the elementary parameters of a network, one for each place where a real acts (gradient-G8): for each synapse,
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
    final double[] influence;
    /** For each spike λ_V when its neuron is let go after it: zero if the derivatives do not depend on the restart. */
    final double[] influenceOfRestart;

    /**
     * @param all whether derivatives are wanted by more than weights
     * @param spikes number of spikes
     */
    Elements(EventNetwork network, boolean all, int spikes, double[] input) {
        influence = new double[spikes];
        influenceOfRestart = new double[network.refractory ? spikes : 0];
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
