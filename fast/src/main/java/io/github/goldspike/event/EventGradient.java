package io.github.goldspike.event;

import io.github.goldspike.contract.Method;
import java.util.Optional;

/** The gradient of a loss of spike times of a network in primitive arrays. */
public final class EventGradient {

    private EventGradient() {}

    /**
     * dℓ/dW by synapse, in the order in which the synapses were given.
     *
     * @param partials ∂ℓ/∂f for each spike of the raster
     * @param method EventProp, or the transposed firing equations
     */
    public static double[] byWeights(Raster raster, double[] partials, Method method) {
        if (partials.length != raster.size()) {
            throw new IllegalArgumentException(
                    partials.length + " partial derivatives for " + raster.size() + " spikes");
        }
        double[] found = method == Method.EVENTPROP
                ? EventProp.gradient(raster, partials, Optional.empty(), Optional.empty()).weight
                : AdjointSweep.gradient(raster, partials, Optional.empty(), false).weight;
        double[] gradient = new double[found.length];
        for (int e = 0; e < found.length; e++) {
            gradient[raster.network.given[e]] = found[e];
        }
        return gradient;
    }
}
