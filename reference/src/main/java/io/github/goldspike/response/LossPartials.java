package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import java.util.List;
import java.util.Map;

/**
 * A loss and its partial derivatives at fixed times of all other spikes.
 *
 * @param value ℓ
 * @param bySpike ∂ℓ/∂f for each spike, in the order of the raster
 * @param byParameter ∂ℓ/∂p at fixed spike times; those not listed are zero
 * @param <P> names of reals
 */
record LossPartials<P>(Ball value, List<Ball> bySpike, Map<P, Ball> byParameter) {}
