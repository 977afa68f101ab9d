package io.github.goldspike.conformance.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an engine may say that networks must be for it, beyond features that it lacks. */
public enum Restriction {
    /** Each projection leads from one population to the next of the file, one for each two. */
    CHAINS(false),
    /** All neurons of a population have the same threshold. */
    ONE_THRESHOLD(false),
    /** All neurons of a population have the same β, and all synapses onto them the same α. */
    ONE_RATE(false),
    /** α = 2β at every synapse. */
    ALPHA_TWICE_BETA(false),
    /** α > β at every synapse. */
    ALPHA_ABOVE_BETA(false),
    /** No neuron spikes twice up to the horizon. */
    ONE_SPIKE(false),
    /** No input spike at time 0. */
    NO_INPUT_AT_ZERO(false),
    /** No synapse has a delay below the bound. */
    DELAYS_AT_LEAST(true),
    /** The horizon is at most the bound. */
    TIMES_AT_MOST(true);

    private final boolean bounded;

    Restriction(boolean bounded) {
        this.bounded = bounded;
    }

    /** Whether it comes with a real. */
    public boolean bounded() {
        return bounded;
    }

    /** The name in the protocol. */
    public String field() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Restriction> named(String name) {
        return Arrays.stream(values())
                .filter(restriction -> restriction.field().equals(name))
                .findFirst();
    }
}
