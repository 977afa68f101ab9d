package io.github.goldspike.diagnosis;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What a program answers to a network.
 *
 * @param spikes times for each neuron of each population of neurons
 * @param loss empty if there is none, or if it is not predicted
 * @param gradient by the weights, for each projection in the order of its synapses; empty in the same cases
 */
public record Prediction(
        ByNeuron<Double> spikes, Optional<Outcome<Double>> loss, Optional<Outcome<List<List<Double>>>> gradient) {}
