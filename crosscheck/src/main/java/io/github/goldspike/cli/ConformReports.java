package io.github.goldspike.cli;

import io.github.goldspike.conformance.ConformanceRun;
import io.github.goldspike.conformance.report.KnownFailures;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.conformance.report.ReportFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The reports of a run and where they go: written once, at its end or at an interrupt, whichever comes first. */
final class ConformReports implements AutoCloseable {

    /** After an interrupt the run may take so long to end by itself; then what is done so far is written. */
    private static final long TO_END_MS = 1_000;

    private static final long TO_WRITE_S = 20;

    private final List<String> command;
    private final Streams streams;
    private final List<Wanted> wanted = new ArrayList<>();
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interrupt");
    private Optional<String> folder = Optional.empty();
    private Optional<KnownFailures> known = Optional.empty();
    private boolean standardOutput;
    private volatile Optional<ConformanceRun> run = Optional.empty();

    /** A report and where it goes. */
    private record Wanted(ReportFormat format, OutputFile file) {}

    ConformReports(List<String> command, Streams streams) {
        this.command = command;
        this.streams = streams;
    }

    void add(ReportFormat format, String name) {
        wanted.add(new Wanted(format, OutputFile.open(name, streams)));
        standardOutput |= name.equals("-");
    }

    void keepIn(String name) {
        folder = Optional.of(name);
    }

    void expect(KnownFailures failures) {
        known = Optional.of(failures);
    }

    ConformReports writtenAtInterrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
    }

    void of(ConformanceRun begun) {
        run = Optional.of(begun);
    }

    /** Writes them all, unless an interrupt does; the same with what else is known. */
    Report write(Report found) {
        Report report = told(found);
        if (taken.compareAndSet(false, true)) {
            all(report);
        } else {
            await(TO_WRITE_S, TimeUnit.SECONDS);
        }
        return report;
    }

    private Report told(Report found) {
        Report kept = folder.map(found::keptIn).orElse(found);
        return known.map(kept::expecting).orElse(kept);
    }

    private void all(Report report) {
        try {
            wanted.forEach(one -> one.file.write(bytes -> one.format.write(report, bytes)));
            if (!standardOutput) {
                OutputFile.open("-", streams)
                        .write(bytes -> bytes.write(ReportFormat.text(report).getBytes(StandardCharsets.UTF_8)));
            }
        } finally {
            written.countDown();
        }
    }

    private void interrupted() {
        run.ifPresent(ConformanceRun::interrupt);
        if (run.isPresent() && await(TO_END_MS, TimeUnit.MILLISECONDS)) {
            return;
        }
        if (taken.compareAndSet(false, true)) {
            all(told(run.map(ConformanceRun::soFar).orElseGet(() -> Report.notBegun(command))));
        } else {
            await(TO_WRITE_S, TimeUnit.SECONDS);
        }
    }

    private boolean await(long time, TimeUnit unit) {
        try {
            return written.await(time, unit);
        } catch (InterruptedException ended) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook is running anyway, and the program ends when that does.
            await(TO_WRITE_S, TimeUnit.SECONDS);
        }
    }
}
