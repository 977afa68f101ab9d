package io.github.goldspike.diagnosis;

import io.github.goldspike.model.Network;
import java.util.Optional;

/** The plain simulator without a mistake. */
public final class RightProgram {

    private RightProgram() {}

    public static Optional<Prediction> answer(Network network) {
        return new Program().answer(network, new Simulations());
    }
}
