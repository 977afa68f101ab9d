package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import java.util.List;
import java.util.Map;

/**
 * The derivatives of spike times by all parameters of a {@link ResponseNetwork} (kernels-R7). Everything is an enclosure of the true
 * value. Parameters that are not in a map have the derivative zero.
 */
public final class ResponseDerivatives {

    private final FiringRows<ResponseParameter> rows;

    ResponseDerivatives(ResponseNetwork network, ResponseLoop.Raster raster) {
        this.rows = new FiringRows<>(network, raster, ResponseParameter.dependencies(network));
    }

    /**
     * ∂f/∂p by forward propagation, for every spike of the answer, in its order. Costs the square of the number of spikes times
     * that of the parameters.
     */
    public List<Map<ResponseParameter, Ball>> forward() {
        return rows.forward();
    }

    /**
     * dℓ/dp for a function ℓ of the spike times by one backward solve with Lᵀ.
     *
     * @param lossByTime ∂ℓ/∂f for each spike of the answer, in its order
     * @throws IllegalArgumentException if there are not as many as spikes
     */
    public Map<ResponseParameter, Ball> transposed(List<Ball> lossByTime) {
        return rows.transposed(lossByTime);
    }
}
