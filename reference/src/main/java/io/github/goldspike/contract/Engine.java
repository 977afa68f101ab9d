package io.github.goldspike.contract;

import io.github.goldspike.model.Network;

/**
 * An engine finds the spikes of a network and differentiates them.
 *
 * @param <R> the engine's real numbers
 */
public interface Engine<R> {

    /**
     * Answers a question about a network.
     *
     * @param network what is asked about
     * @param question what is asked
     * @param progress told from time to time how far the engine is
     * @return the answer; what the engine cannot prove or decide is listed in it, never guessed
     * @throws UnsupportedNetworkException if the engine lacks a feature that the network needs
     * @throws java.util.concurrent.CancellationException soon after the calling thread was interrupted
     */
    Answer<R> solve(Network network, Question question, Progress progress);

    /** Answers a question about a network without telling how far it is. */
    default Answer<R> solve(Network network, Question question) {
        return solve(network, question, Progress.SILENT);
    }
}
