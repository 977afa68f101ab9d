package io.github.goldspike.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Measures rows by JMH, each in a JVM of its own, with the options of this one. */
public final class Stopwatch {

    private static final int QUICK_REPETITIONS = 2;
    private static final TimeValue QUICK_TIME = TimeValue.milliseconds(50);
    private static final double MEDIAN = 50;

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
            RunResult result = new Runner(options.build()).runSingle();
            Statistics repetitions = figures(result, row.unit()).getStatistics();
            return new Figure(row, repetitions.getPercentile(MEDIAN), repetitions.getMin(), repetitions.getMax());
        } catch (RunnerException failed) {
            throw new IllegalStateException(row.work() + ": " + failed.getMessage(), failed);
        }
    }

    private static Result<?> figures(RunResult result, Row.Unit unit) {
        return unit == Row.Unit.SECONDS
                ? result.getPrimaryResult()
                : result.getSecondaryResults().get("synapticEvents");
    }
}
