package io.github.goldspike.contract;

/**
 * One entry of the Jacobian of spike times.
 *
 * @param spike which spike time
 * @param parameter by which real of the file, as given
 * @param value ∂f/∂p
 * @param <R> the engine's real numbers
 */
public record Derivative<R>(SpikeId spike, ParameterId parameter, R value) {}
