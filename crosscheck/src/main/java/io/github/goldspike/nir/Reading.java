package io.github.goldspike.nir;

import io.github.goldspike.model.Rational;
import java.util.Optional;

/**
 * How a NIR file is read where NIR leaves it open.
 *
 * @param unit of the file's times
 * @param spikes what a spike is
 * @param initial V at time 0
 * @param horizon T in the file's unit of time; empty: the last input, then the longest delay and ten of the longest time constants
 */
public record Reading(TimeUnit unit, SpikeShape spikes, Initial initial, Optional<Rational> horizon) {

    /** V at time 0, of which NIR says nothing. */
    public enum Initial {
        LEAK,
        ZERO
    }
}
