package io.github.goldspike.conformance.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a network may ask of an engine beyond a feed-forward network with one α ≠ one β. */
public enum Feature {
    /** Some population feeds itself, or another that feeds it. */
    RECURRENT,
    /** Some neuron feeds itself; always together with {@link #RECURRENT}. */
    SELF_CONNECTIONS,
    /** Some delay is not zero. */
    DELAYS,
    /** More than one α or more than one β. */
    HETEROGENEOUS,
    /** Some α is the β of the neuron that it acts on. */
    EQUAL_TIME_CONSTANTS,
    /** Some resting potential is not zero. */
    LEAK,
    /** Some potential does not start at rest. */
    INITIAL,
    /** Some reset potential is not zero. */
    RESET,
    /** Some refractory time is not zero. */
    REFRACTORY,
    /** Some neuron has no threshold. */
    READOUT,
    /** Some neuron has an input current. */
    CURRENT,
    /** Some neuron has β = 0. */
    NO_LEAK,
    /** Some projection has a kernel in the place of α, or some population a reset kernel. */
    KERNELS;

    /** The name in the protocol. */
    public String field() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Feature> named(String name) {
        return Arrays.stream(values())
                .filter(feature -> feature.field().equals(name))
                .findFirst();
    }
}
