package io.github.goldspike.conformance.protocol;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an engine says about itself when it starts.
 *
 * @param name of the program or library
 * @param version of it, may be empty
 * @param language it is written in, may be empty
 * @param dtype its arithmetic
 * @param features what it can do
 * @param unknown names that it claims as features and that the protocol does not know; they mean nothing
 */
public record Implementation(
        String name, String version, String language, Dtype dtype, Set<Feature> features, List<String> unknown) {

    public Implementation {
        features = Collections.unmodifiableSet(
                features.isEmpty() ? EnumSet.noneOf(Feature.class) : EnumSet.copyOf(features));
        unknown = List.copyOf(unknown);
    }
}
