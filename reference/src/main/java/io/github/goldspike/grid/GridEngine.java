package io.github.goldspike.grid;

import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.model.Network;

/**
 * An engine that computes networks on grids.
 *
 * @param <R> the engine's real numbers
 */
public interface GridEngine<R> {

    /**
     * Answers a question about a network on a grid.
     *
     * @return the answer; what the engine cannot decide is listed in it, never guessed
     * @throws UnsupportedNetworkException with the place, if the network does not fit the grid
     * @throws java.util.concurrent.CancellationException soon after the calling thread was interrupted
     */
    GridAnswer<R> solve(Network network, Grid grid, GridQuestion question, Progress progress);

    /** Answers without telling how far it is. */
    default GridAnswer<R> solve(Network network, Grid grid, GridQuestion question) {
        return solve(network, grid, question, Progress.SILENT);
    }
}
