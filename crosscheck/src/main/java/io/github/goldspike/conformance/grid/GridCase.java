package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.cases.FeatureDetection;
import io.github.goldspike.conformance.cases.NormalForm;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.model.Network;
import java.util.EnumSet;
import java.util.Set;

/**
 * A network that an engine is asked about.
 *
 * @param id names it
 * @param network in normal form if its times are steps, else as it was given
 * @param inSteps whether its times are steps, and it is moved to the dt of the engine
 */
record GridCase(String id, Network network, boolean inSteps) {

    /**
     * The same in normal form.
     *
     * @throws io.github.goldspike.model.InvalidNetworkException if it has none
     */
    GridCase normal() {
        return inSteps ? this : new GridCase(id, NormalForm.of(network), false);
    }

    /** The features that it needs and that are not claimed. */
    Set<Feature> missing(Claims claims) {
        Set<Feature> missing = EnumSet.noneOf(Feature.class);
        missing.addAll(FeatureDetection.of(network));
        missing.removeAll(claims.features());
        if (claims.has(Restriction.DELAYS_AT_LEAST)) {
            missing.remove(Feature.DELAYS);
        }
        return missing;
    }

    /** The certified answer on a grid. */
    GridGolden golden(Grid grid) {
        return GridGolden.of(inSteps ? StepScale.onGrid(network, grid) : network, grid);
    }
}
