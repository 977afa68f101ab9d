package io.github.goldspike.batch;

import java.util.List;

/**
 * A feed-forward network.
 *
 * @param layers from the first to the last
 * @param horizon spikes with times up to here count
 */
public record Layers(List<Layer> layers, double horizon) {

    /** @throws IllegalArgumentException if a layer does not fit onto the one before, or the horizon is not positive and finite */
    public Layers {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("there are no layers");
        }
        for (int l = 1; l < layers.size(); l++) {
            if (layers.get(l).inputs() != layers.get(l - 1).neurons()) {
                throw new IllegalArgumentException(
                        "layer " + l + " hears " + layers.get(l).inputs() + " units, but there are "
                                + layers.get(l - 1).neurons());
            }
        }
        if (!(horizon > 0 && horizon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("horizon is out of range: " + horizon);
        }
    }

    public Layer last() {
        return layers.get(layers.size() - 1);
    }

    public int inputs() {
        return layers.get(0).inputs();
    }
}
