package io.github.goldspike.cli;

import io.github.goldspike.bench.Figure;
import io.github.goldspike.bench.OtherBuild;
import io.github.goldspike.bench.Row;
import io.github.goldspike.bench.SpeedTable;
import io.github.goldspike.bench.Stopwatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code goldspike bench}. */
@Command(
        name = "bench",
        description = "Measures how fast goldspike is on this machine, and prints the table of the README.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Each row is measured by JMH in a Java of its own, on one thread: warm-up, then ten repetitions; about"
                    + " six minutes.",
            "Ctrl-C prints the rows that are done."
        })
final class BenchCommand implements Callable<Integer> {

    private final Streams streams;

    @Option(names = "--quick", description = "Two short repetitions: about a minute, and rough figures.")
    private boolean quick;

    @Option(names = "--only", paramLabel = "TEXT", description = "Only the rows whose first column contains TEXT.")
    private String text = "";

    @Option(
            names = "--beside",
            paramLabel = "CHECKOUT",
            description =
                    "Also what another built checkout of goldspike measures, row after row in turn, and the ratio: for an older state, on the same machine in the same hour.")
    private Optional<Path> checkout = Optional.empty();

    BenchCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        List<Row> rows =
                Row.all().stream().filter(row -> row.work().contains(text)).toList();
        if (rows.isEmpty()) {
            throw Failure.badInput("--only: no row contains \"" + text + "\"");
        }
        Optional<OtherBuild> other = checkout.map(folder -> OtherBuild.in(folder)
                .orElseThrow(() -> Failure.badInput(
                        "--beside: " + folder + " has no crosscheck/target/distribution (it is not built)")));
        List<Figure> done = Collections.synchronizedList(new ArrayList<>());
        Interrupt interrupt = new Interrupt(() -> print(done));
        try {
            measure(rows, other, done);
        } catch (IllegalStateException brokenOff) {
            if (interrupt.comes()) {
                return ExitStatus.INTERRUPTED;
            }
            print(done);
            throw brokenOff;
        }
        if (interrupt.over()) {
            print(done);
        }
        return ExitStatus.DONE;
    }

    private void measure(List<Row> rows, Optional<OtherBuild> other, List<Figure> done) {
        Stopwatch stopwatch = new Stopwatch(quick);
        Function<Row, Figure> figure =
                row -> stopwatch.measure(row).beside(other.flatMap(build -> build.measure(row, quick)));
        if (!streams.terminal()) {
            rows.forEach(row -> done.add(figure.apply(row)));
            return;
        }
        try (ProgressBar bar = Bar.on(streams.err(), "bench", rows.size())) {
            for (Row row : rows) {
                bar.setExtraMessage(row.work());
                done.add(figure.apply(row));
                bar.step();
            }
        }
    }

    private void print(List<Figure> done) {
        byte[] table = SpeedTable.of(List.copyOf(done)).getBytes(StandardCharsets.UTF_8);
        OutputFile.open("-", streams).write(bytes -> bytes.write(table));
    }

    /** At Ctrl-C the program prints what it has before it ends. */
    private static final class Interrupt {

        /** The Java that measures gets the signal, too, and may end before this one hears of it. */
        private static final long PATIENCE_S = 2;

        private final CountDownLatch came = new CountDownLatch(1);
        private final Thread hook;

        Interrupt(Runnable atInterrupt) {
            hook = new Thread(() -> {
                came.countDown();
                atInterrupt.run();
            });
            Runtime.getRuntime().addShutdownHook(hook);
        }

        /** Whether the program is being interrupted. */
        boolean comes() {
            try {
                return came.await(PATIENCE_S, TimeUnit.SECONDS) || !over();
            } catch (InterruptedException ended) {
                return true;
            }
        }

        /** From now on an interrupt prints nothing; false if it is too late for that. */
        boolean over() {
            try {
                return Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                return false;
            }
        }
    }
}
