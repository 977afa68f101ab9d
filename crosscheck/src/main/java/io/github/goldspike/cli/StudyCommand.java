package io.github.goldspike.cli;

import io.github.goldspike.bench.Machine;
import io.github.goldspike.conformance.protocol.FaultException;
import io.github.goldspike.figure.Figure;
import io.github.goldspike.many.ResumableFile;
import io.github.goldspike.many.Workers;
import io.github.goldspike.study.Program;
import io.github.goldspike.study.Report;
import io.github.goldspike.study.Studies;
import io.github.goldspike.study.Study;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldspike study}. */
@Command(
        name = "study",
        description = "Measures precision against cost. Errors are those against certified answers.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class StudyCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "NAME", description = "digits, dt, precision, grazing, surrogate or cost.")
    private String name;

    @Parameters(
            index = "1..*",
            paramLabel = "COMMAND",
            arity = "0..*",
            description =
                    "With precision: starts a program that speaks the protocol of conform, to be measured as well.")
    private List<String> command = new ArrayList<>();

    @Option(
            names = "-o",
            paramLabel = "DIRECTORY",
            required = true,
            description =
                    "Where NAME.csv, NAME.svg, NAME.pdf and NAME.html are written. The directory must exist. A study that was"
                            + " interrupted goes on when it is started again.")
    private String directory;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the random networks (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads (default: one for each processor); only times depend on them.")
    private int threads;

    StudyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Study study = Studies.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.badInput("there is no study \"" + name + "\", expected "
                        + Studies.all().stream().map(Study::name).collect(Collectors.joining(" or "))));
        if (threads < 0) {
            throw Failure.badInput("--threads: must not be negative");
        }
        if (!Files.isDirectory(Path.of(directory))) {
            throw Failure.badInput(directory + ": no such directory");
        }
        if (!command.isEmpty()) {
            study = beside(study);
        }
        file(".csv");
        OutputFile svg = file(".svg");
        OutputFile pdf = file(".pdf");
        OutputFile html = file(".html");
        Path measured = Path.of(directory, name + ".csv").toAbsolutePath();
        try {
            measure(study, measured);
            List<List<String>> rows = Files.readAllLines(measured).stream()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
            Report report = new Report(study, rows, Machine.description(), String.join(" ", again()));
            svg.write(bytes -> report.figure().write(Figure.Format.SVG, bytes));
            pdf.write(bytes -> report.figure().write(Figure.Format.PDF, bytes));
            html.write(bytes -> bytes.write(report.page()));
            String said = report.findings().stream().map(line -> line + "\n").collect(Collectors.joining());
            OutputFile.open("-", streams).write(bytes -> bytes.write(said.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failed) {
            throw Failure.badInput(directory + ": cannot be written: " + FileProblem.of(failed));
        }
        return ExitStatus.DONE;
    }

    private List<String> again() {
        List<String> words = new ArrayList<>(List.of("goldspike", "study", name, "--seed", Long.toString(seed)));
        if (!command.isEmpty()) {
            words.add("--");
            words.addAll(command);
        }
        return words;
    }

    private Study beside(Study study) {
        if (!study.name().equals("precision")) {
            throw Failure.badInput("study " + name + " measures no other program, study precision does");
        }
        try {
            return Studies.precision(Program.of(command));
        } catch (IOException none) {
            throw Failure.notStarted(command.get(0) + ": " + none.getMessage());
        } catch (FaultException failed) {
            throw Failure.notStarted(failed.fault().sentence());
        }
    }

    private OutputFile file(String ending) {
        return OutputFile.open(Path.of(directory, name + ending).toString(), streams);
    }

    private void measure(Study study, Path file) throws IOException {
        List<List<String>> heading = List.of(study.columns());
        List<Study.Point> points = new ArrayList<>(study.points(seed));
        int all = points.size();
        String task = ManyLines.task(
                "study",
                study.name() + " " + seed + " " + heading + " " + all
                        + command.stream().map(word -> " " + word).collect(Collectors.joining()));
        AtomicInteger done = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        int processors = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        Heartbeat heartbeat = new Heartbeat(
                streams, () -> "study " + name + ": " + Math.max(0, done.get() - 1) + " of " + all + " points");
        try (ResumableFile lines = ResumableFile.open(file, task)) {
            if (lines.resumed() > 0) {
                streams.complain(
                        "study " + name + ": going on after " + (lines.resumed() - 1) + " of " + all + " points");
            }
            Workers.run(processors, () -> index(lines, next, done, all), index -> {
                List<String> cells = index == 0
                        ? study.columns()
                        : points.get((int) (index - 1)).measure();
                lines.put(index, String.join(",", cells).getBytes(StandardCharsets.UTF_8));
                done.incrementAndGet();
            });
            lines.finish();
        } finally {
            heartbeat.close();
        }
    }

    private static Optional<Long> index(ResumableFile lines, AtomicInteger next, AtomicInteger done, int all) {
        while (next.get() <= all) {
            long index = next.getAndIncrement();
            if (!lines.has(index)) {
                return Optional.of(index);
            }
            done.incrementAndGet();
        }
        return Optional.empty();
    }
}
