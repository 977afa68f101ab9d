package io.github.goldspike.conformance.protocol;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What an engine says about itself when it starts.
 *
 * @param name of the program or library
 * @param version of it, may be empty
 * @param language it is written in, may be empty
 * @param dtype its arithmetic
 * @param claims which networks it takes, and what it gives
 * @param accuracy greatest absolute error of its spike times, if it says so
 * @param unknown names that it claims and that the protocol does not know; they mean nothing
 */
public record Implementation(
        String name,
        String version,
        String language,
        Dtype dtype,
        Claims claims,
        OptionalDouble accuracy,
        List<String> unknown) {

    public Implementation {
        unknown = List.copyOf(unknown);
    }

    /** One that takes what its features allow. */
    public Implementation(String name, String version, String language, Dtype dtype, Set<Feature> features) {
        this(name, version, language, dtype, Claims.of(features), OptionalDouble.empty(), List.of());
    }

    public Set<Feature> features() {
        return claims.features();
    }
}
