package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import java.util.Map;

/**
 * A loss and its partial derivatives.
 *
 * @param value the loss
 * @param bySpike ∂ℓ/∂f by index of the spike, at fixed parameters; spikes that are not listed give zero
 * @param byElement ∂ℓ/∂p by number of the elementary parameter, at fixed spike times; those that are not listed give zero
 * @param decayingSinceRestart of a loss of potentials, P(e'⁺) of gradient-G14, by index of the spike e whose refractory period ends
 *     at e' before the horizon
 */
public record LossSensitivity(
        Ball value, Map<Integer, Ball> bySpike, Map<Integer, Ball> byElement, Map<Integer, Ball> decayingSinceRestart) {

    public LossSensitivity(Ball value, Map<Integer, Ball> bySpike, Map<Integer, Ball> byElement) {
        this(value, bySpike, byElement, Map.of());
    }
}
