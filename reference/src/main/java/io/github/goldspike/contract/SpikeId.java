package io.github.goldspike.contract;

/**
 * Names a spike.
 *
 * @param population name of the neuron's population
 * @param neuron index in the population
 * @param index 0 for the neuron's first spike
 */
public record SpikeId(String population, int neuron, int index) {

    @Override
    public String toString() {
        return "spike " + index + " of neuron " + neuron + " of \"" + population + "\"";
    }
}
