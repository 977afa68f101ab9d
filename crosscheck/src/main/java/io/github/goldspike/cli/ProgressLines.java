package io.github.goldspike.cli;

import io.github.goldspike.conformance.report.CaseResult;
import java.io.PrintStream;
import java.time.Duration;

/** A line now and then where the output is no terminal, also while nothing comes. */
final class ProgressLines implements ConformProgress {

    private final PrintStream err;
    private final int cases;
    private final Duration pause;
    private final long begin = System.nanoTime();
    private final Thread clock = new Thread(this::tick, "progress");
    private int done;
    private int against;

    private ProgressLines(PrintStream err, int cases, Duration pause) {
        this.err = err;
        this.cases = cases;
        this.pause = pause;
        clock.setDaemon(true);
    }

    /** Says at each end of a pause how many cases are done. */
    static ProgressLines started(PrintStream err, int cases, Duration pause) {
        ProgressLines lines = new ProgressLines(err, cases, pause);
        lines.clock.start();
        return lines;
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(pause.toMillis());
                say();
            }
        } catch (InterruptedException over) {
            // Nobody waits for another line.
        }
    }

    private synchronized void say() {
        long seconds = (System.nanoTime() - begin) / 1_000_000_000;
        String then = done == cases ? ", looking for small counterexamples" : "";
        err.print("goldspike: " + done + " of " + cases + " cases, " + against + " against the engine, " + seconds
                + " s" + then + "\n");
        err.flush();
    }

    @Override
    public synchronized void accept(CaseResult result) {
        done++;
        against += result.outcome().against() ? 1 : 0;
    }

    @Override
    public void close() {
        clock.interrupt();
    }
}
