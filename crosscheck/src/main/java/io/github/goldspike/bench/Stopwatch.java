package io.github.goldspike.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.ListStatistics;

/** Measures rows by JMH, each in a JVM of its own, with the options of this one. */
public final class Stopwatch {

    private static final int QUICK_REPETITIONS = 2;
    private static final TimeValue QUICK_TIME = TimeValue.milliseconds(50);
    private static final double MEDIAN = 50;

    /** What the measuring JVMs print, such as warnings of an incubating module. */
    private static final OutputFormat UNHEARD = OutputFormatFactory.createFormatInstance(
            new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);

    private final boolean quick;

    /** @param quick whether figures may be rough: less work, one short warm-up, two repetitions */
    public Stopwatch(boolean quick) {
        this.quick = quick;
        // Other runs of JMH on the machine disturb, but that is said by the load, not by an error.
        System.setProperty("jmh.ignoreLock", "true");
    }

    /**
     * Measures one row.
     *
     * @throws IllegalStateException if the work failed or was broken off
     */
    public Figure measure(Row row) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(row.benchmark().getName() + "." + row.method()) + "$")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        Map<String, String> parameters = new HashMap<>(row.parameters());
        if (quick) {
            parameters.putAll(row.less());
            options.warmupIterations(1)
                    .warmupTime(QUICK_TIME)
                    .measurementIterations(QUICK_REPETITIONS)
                    .measurementTime(QUICK_TIME);
        }
        parameters.forEach(options::param);
        try {
            RunResult result = new Runner(options.build(), UNHEARD).runSingle();
            return figure(row, result);
        } catch (RunnerException failed) {
            throw new IllegalStateException(row.work() + ": " + failed.getMessage(), failed);
        }
    }

    private static Figure figure(Row row, RunResult result) {
        ListStatistics figures = new ListStatistics();
        ListStatistics waiting = new ListStatistics();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult repetition : fork.getIterationResults()) {
                double cpuSeconds = counted(repetition, "cpuNanos") * 1e-9;
                double cpuSecondsOfRun = cpuSeconds / counted(repetition, "runs");
                figures.addValue(
                        row.unit() == Row.Unit.SECONDS
                                ? cpuSecondsOfRun
                                : counted(repetition, "synapticEvents") / cpuSeconds);
                waiting.addValue(repetition.getPrimaryResult().getScore() / cpuSecondsOfRun);
            }
        }
        return new Figure(
                row,
                figures.getPercentile(MEDIAN),
                figures.getMin(),
                figures.getMax(),
                waiting.getPercentile(MEDIAN),
                Optional.empty());
    }

    private static double counted(IterationResult repetition, String name) {
        return repetition.getSecondaryResults().get(name).getScore();
    }
}
