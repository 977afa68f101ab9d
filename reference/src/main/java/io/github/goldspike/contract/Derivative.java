package io.github.goldspike.contract;

/**
 * One entry of the Jacobian of spike times with respect to weights as given in the file.
 *
 * @param spike which spike time
 * @param projection index of the projection
 * @param synapse index in the projection's {@code synapses()}
 * @param value ∂f/∂w
 * @param <R> the engine's real numbers
 */
public record Derivative<R>(SpikeId spike, int projection, int synapse, R value) {}
