package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.cases.FeatureDetection;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.model.Network;
import java.util.EnumSet;
import java.util.Set;

/**
 * A network in steps that an engine is asked about.
 *
 * @param id names it
 * @param inSteps with dt = 1
 */
record GridCase(String id, Network inSteps) {

    /** The features that it needs and that are not claimed. */
    Set<Feature> missing(Set<Feature> claimed) {
        Set<Feature> missing = EnumSet.noneOf(Feature.class);
        missing.addAll(FeatureDetection.of(inSteps));
        missing.removeAll(claimed);
        return missing;
    }

    /** The certified answer on a grid. */
    GridGolden golden(Grid grid) {
        return GridGolden.of(StepScale.onGrid(inSteps, grid), grid);
    }
}
