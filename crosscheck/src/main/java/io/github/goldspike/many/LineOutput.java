package io.github.goldspike.many;

import java.io.IOException;

/** Takes lines as they are finished, by any thread, and has them in order in the end. */
public interface LineOutput {

    /** Whether the line was finished by an earlier run. */
    boolean has(long index);

    /**
     * Takes a line; waits if it is too far ahead of the first one that is missing.
     *
     * @param index from 0, each once
     * @param line without line feed
     */
    void put(long index, byte[] line) throws IOException, InterruptedException;
}
