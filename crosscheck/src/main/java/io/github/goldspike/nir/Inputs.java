package io.github.goldspike.nir;

import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spikes that come into a NIR graph.
 *
 * @param spikes for each node of type Input, by name, one ascending list of times for each of its elements, in the file's unit of time
 * @param horizon T, if it is said
 */
public record Inputs(Map<String, List<List<Rational>>> spikes, Optional<Rational> horizon) {

    /** No spike at all. */
    public static final Inputs NONE = new Inputs(Map.of(), Optional.empty());
}
