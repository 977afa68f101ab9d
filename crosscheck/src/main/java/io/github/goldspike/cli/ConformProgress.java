package io.github.goldspike.cli;

import io.github.goldspike.conformance.report.CaseResult;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;

/** Shows how far a run of conform is. */
interface ConformProgress extends Consumer<CaseResult>, AutoCloseable {

    @Override
    default void close() {}

    /** A bar on a terminal, with the number of cases that are held against the engine. */
    static ConformProgress on(PrintStream terminal, int cases) {
        ProgressBar bar = Bar.on(terminal, "conform", cases);
        return new ConformProgress() {

            private int against;

            @Override
            public void accept(CaseResult result) {
                against += result.outcome().against() ? 1 : 0;
                bar.setExtraMessage(against == 0 ? "" : String.format(Locale.ROOT, "%d against the engine", against));
                bar.step();
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }
}
