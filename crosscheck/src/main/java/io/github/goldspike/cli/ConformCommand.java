package io.github.goldspike.cli;

import io.github.goldspike.conformance.ConformancePlan;
import io.github.goldspike.conformance.ConformanceRun;
import io.github.goldspike.conformance.ShrinkLimits;
import io.github.goldspike.conformance.protocol.Limits;
import io.github.goldspike.conformance.report.KnownFailures;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.conformance.report.ReportFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldspike conform}. */
@Command(
        name = "conform",
        description = "Judges an implementation: starts COMMAND, sends it networks, and compares what it answers.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "COMMAND speaks the engine protocol: JSON lines on standard input and output. Put --"
                    + " before it. crosscheck/examples/sample_engine.py is one to copy from. The networks are"
                    + " those of the golden corpus, then random ones; what needs a feature that the engine does"
                    + " not claim is not sent. Ctrl-C writes the reports of what was done. Exit status: 0 if nothing is held"
                    + " against the engine (but for what --known expects), 1 if something is, 2 for bad usage, 4 if it"
                    + " could not be started, 5 if more than half of the cases were inconclusive."
        })
final class ConformCommand implements Callable<Integer> {

    /** Between two lines that say how far the run is. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Streams streams;
    private final NamedEngine<?> certified;

    @Mixin
    private CaseOptions tried;

    @Mixin
    private ConformGridOptions onGrid;

    @Option(names = "--json", paramLabel = "FILE", description = "Report for programs.")
    private Optional<String> json = Optional.empty();

    @Option(names = "--junit", paramLabel = "FILE", description = "Report in the XML of JUnit, for build servers.")
    private Optional<String> junit = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "Report as one HTML page.")
    private Optional<String> html = Optional.empty();

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description =
                    "Failures that are expected: ids, one a line, * for any characters; or a JSON report. What fails"
                            + " all the same and what passes by now is reported.")
    private Optional<String> known = Optional.empty();

    @Option(
            names = "--shrink",
            paramLabel = "DIR",
            description = "Writes counterexamples to DIR: ID.network.json, its golden answer ID.answer.json and what"
                    + " COMMAND answered, ID.reply.json. --corpus DIR tries them again.")
    private Optional<String> shrink = Optional.empty();

    @Option(
            names = "--shrink-tries",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Networks that COMMAND is sent at most to find one small counterexample"
                    + " (default: ${DEFAULT-VALUE}).")
    private int shrinkTries;

    @Option(
            names = "--shrink-time",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Time for all counterexamples together, 0 for none (default: ${DEFAULT-VALUE}).")
    private double shrinkTime;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Time for one network (default: ${DEFAULT-VALUE}).")
    private double timeLimit;

    @Option(
            names = "--start-limit",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Time for the engine to start (default: ${DEFAULT-VALUE}).")
    private double startLimit;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "Starts the engine, with its arguments.")
    private List<String> command = new ArrayList<>();

    ConformCommand(Streams streams, Engines engines) {
        this.streams = streams;
        certified = engines.known().get(0);
    }

    @Override
    public Integer call() {
        Limits limits = new Limits(
                seconds("--start-limit", startLimit), seconds("--time-limit", timeLimit), Limits.DEFAULT.line());
        ConformReports reports = new ConformReports(command, streams);
        json.ifPresent(name -> reports.add(ReportFormat.JSON, name));
        junit.ifPresent(name -> reports.add(ReportFormat.JUNIT, name));
        html.ifPresent(name -> reports.add(ReportFormat.HTML, name));
        Optional<CounterexampleFolder> folder = shrink.map(name -> CounterexampleFolder.open(name, streams));
        shrink.ifPresent(reports::keepIn);
        known.ifPresent(name -> reports.expect(expected(name)));
        try (ConformReports open = reports.writtenAtInterrupt()) {
            ConformancePlan plan = tried.plan(streams);
            onGrid.grid(streams).ifPresent(plan::onGrid);
            ConformanceRun run = run(plan, limits);
            open.of(run);
            Report report = open.write(run(run, plan.size()));
            folder.ifPresent(to -> to.write(report, certified));
            if (report.neverStarted()) {
                return ExitStatus.NOT_STARTED;
            }
            return report.agrees()
                    ? ExitStatus.DONE
                    : report.inconclusive() ? ExitStatus.INCONCLUSIVE : ExitStatus.DISAGREES;
        }
    }

    private KnownFailures expected(String name) {
        String text = new InputFile(name, streams).text();
        try {
            return KnownFailures.read(text);
        } catch (IllegalArgumentException wrong) {
            throw Failure.badInput(name + ": " + wrong.getMessage());
        }
    }

    private ConformanceRun run(ConformancePlan plan, Limits limits) {
        if (shrinkTries < 0) {
            throw Failure.badInput("--shrink-tries: must be 0 or more, but is " + shrinkTries);
        }
        if (shrinkTime == 0) {
            return plan.with(command, limits);
        }
        return plan.with(command, limits, new ShrinkLimits(shrinkTries, seconds("--shrink-time", shrinkTime)));
    }

    private Report run(ConformanceRun run, int cases) {
        try (ConformProgress progress = streams.terminal()
                ? ConformProgress.on(streams.err(), cases)
                : ProgressLines.started(streams.err(), cases, PAUSE)) {
            return run.run(progress);
        } catch (IOException failed) {
            throw Failure.notStarted(command.get(0) + ": cannot be started: " + reason(failed));
        }
    }

    /** {@code … error=2, No such file} of JDK 17 and {@code … error: 2 (No such file)} of JDK 25, without what is said already. */
    private static final Pattern REASON = Pattern.compile(".*error[=:] ?[0-9]+,? \\(?([^()]+)\\)?\\s*");

    private static String reason(IOException failed) {
        Matcher matcher = REASON.matcher(String.valueOf(failed.getMessage()));
        return matcher.matches() ? matcher.group(1) : String.valueOf(failed.getMessage());
    }

    private static Duration seconds(String option, double value) {
        if (!(value > 0 && value <= 86_400)) {
            throw Failure.badInput(option + ": must be more than 0 and at most 86400 seconds, but is " + value);
        }
        return Duration.ofMillis(Math.max(1, Math.round(1000 * value)));
    }
}
