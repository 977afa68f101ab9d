package io.github.goldspike.cli;

import io.github.goldspike.grid.Grid;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The grid on which an engine is judged, where it does not say it itself. */
final class ConformGridOptions {

    @Option(
            names = "--grid",
            paramLabel = "GRID",
            description =
                    "COMMAND computes in steps of --dt on this grid, whatever it says: a profile (goldspike grids),"
                            + " with changes (norse,threshold=ge), or a JSON file. It is sent times in whole steps.")
    private Optional<String> grid = Optional.empty();

    @Option(names = "--dt", paramLabel = "REAL", description = "Length of a step of the grid.")
    private Optional<String> dt = Optional.empty();

    @Option(
            names = "--surrogate",
            paramLabel = "KIND[:SLOPE[:SCALE]]",
            description = "What stands for dz/dV in the gradient on the grid; without one no gradient is wanted.")
    private Optional<String> surrogate = Optional.empty();

    /** @throws Failure if an option makes no sense */
    Optional<Grid> grid(Streams streams) {
        if (grid.isEmpty() && (dt.isPresent() || surrogate.isPresent())) {
            throw Failure.badInput((dt.isPresent() ? "--dt" : "--surrogate") + ": needs --grid");
        }
        return grid.map(name -> new GridOptions(streams).grid(name, dt, surrogate));
    }
}
