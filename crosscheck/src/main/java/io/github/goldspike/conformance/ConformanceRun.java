package io.github.goldspike.conformance;

import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Report;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A run of all cases of a plan through one engine.
 *
 * @hidden for the command line alone: a user of the module cannot name the types of these signatures
 */
@SuppressWarnings("exports")
public interface ConformanceRun {

    /**
     * Tries all cases, unless the engine is given up or the run is interrupted.
     *
     * @param listener told of each result
     * @throws IOException if the engine's program cannot be started
     */
    Report run(Consumer<? super CaseResult> listener) throws IOException;

    /** What is done so far, as the report of an interrupted run; from another thread. */
    Report soFar();

    /** Ends the run soon, from another thread; {@link #run} returns what was done until then. */
    void interrupt();
}
