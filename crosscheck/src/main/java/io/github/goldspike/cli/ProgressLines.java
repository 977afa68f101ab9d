package io.github.goldspike.cli;

import io.github.goldspike.conformance.report.CaseResult;
import java.io.PrintStream;
import java.time.Duration;

/** Says at each end of a pause how many cases are done. */
final class ProgressLines implements ConformProgress {

    private final PrintStream err;
    private final int cases;
    private final Duration pause;
    private final long begin = System.nanoTime();
    private final Thread clock = new Thread(this::tick, "progress");
    private int done;
    private int against;

    ProgressLines(PrintStream err, int cases, Duration pause) {
        this.err = err;
        this.cases = cases;
        this.pause = pause;
        clock.setDaemon(true);
    }

    void start() {
        clock.start();
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
