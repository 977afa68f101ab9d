package io.github.goldspike.cli;

import io.github.goldspike.experiment.BadCheckpointException;
import io.github.goldspike.experiment.CheckpointFile;
import io.github.goldspike.experiment.Experiment;
import io.github.goldspike.experiment.Experiments;
import io.github.goldspike.experiment.Findings;
import io.github.goldspike.experiment.Page;
import io.github.goldspike.format.NetworkWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldspike experiment}. */
@Command(
        name = "experiment",
        description = "Repeats an experiment of Lee et al. (2023), as it stands in the paper and with a better recipe.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ExperimentCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "NAME", description = "xor, iris, yin-yang or surrogate.")
    private String name;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Initialisations or splits (default: 1000, 50, 10, as many as make the table of the README; 2 of surrogate).")
    private int runs;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Threads (default: one for each processor); they change the time and no digit of the results.")
    private int threads;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "Only this recipe of yin-yang: table3, kappa, quick or better (default: all).")
    private Optional<String> recipe = Optional.empty();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "Of yin-yang: what is trained so far is kept here after each epoch, and goes on from here with the"
                            + " same bits if the file exists.")
    private Optional<String> checkpoint = Optional.empty();

    @Option(
            names = "-o",
            paramLabel = "DIRECTORY",
            description =
                    "Also writes NAME.csv, NAME.png, NAME.html and NAME.network.json, a trained network to solve, and"
                            + " NAME-epochs.csv if epochs were judged one by one. The directory must exist.")
    private String directory;

    ExperimentCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Experiment experiment = named();
        if (runs < 0 || threads < 0) {
            throw Failure.badInput((runs < 0 ? "--runs" : "--threads") + ": must not be negative");
        }
        if (recipe.isPresent() && !experiment.recipes().contains(recipe.get())) {
            throw Failure.badInput(
                    "--recipe: " + experiment.name() + " has no recipe \"" + recipe.get() + "\" to run alone");
        }
        if (checkpoint.isPresent() && !experiment.keepsCheckpoints()) {
            throw Failure.badInput("--checkpoint: " + experiment.name() + " keeps none");
        }
        Map<String, OutputFile> files = files();
        Findings findings = run(experiment);
        Page page = new Page(findings);
        OutputFile.open("-", streams).write(bytes -> bytes.write(page.text().getBytes(StandardCharsets.UTF_8)));
        if (directory != null) {
            byte[] png = page.png();
            files.get(".csv").write(bytes -> bytes.write(page.csv()));
            if (!findings.epochs().isEmpty()) {
                files.get("-epochs.csv").write(bytes -> bytes.write(page.epochs()));
            }
            files.get(".png").write(bytes -> bytes.write(png));
            files.get(".html").write(bytes -> bytes.write(page.html(png)));
            files.get(".network.json").write(bytes -> NetworkWriter.write(findings.network(), bytes));
        }
        return ExitStatus.DONE;
    }

    private Findings run(Experiment experiment) {
        int processors = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        Experiment.Settings settings =
                new Experiment.Settings(processors, runs, recipe, checkpoint.map(this::checkpoints));
        if (!streams.terminal()) {
            return run(experiment, settings, text -> {});
        }
        try (StatusLine line = new StatusLine(streams.err())) {
            return run(experiment, settings, text -> line.draw(() -> experiment.name() + ", " + text.get()));
        }
    }

    private Findings run(Experiment experiment, Experiment.Settings settings, Consumer<Supplier<String>> progress) {
        try {
            return experiment.run(settings, progress);
        } catch (IOException failed) {
            throw checkpointFailure(checkpoint.orElseThrow(), failed);
        }
    }

    /** Found to be writable before anything is computed. */
    private CheckpointFile checkpoints(String name) {
        if (name.equals("-")) {
            throw Failure.badInput("--checkpoint: must be a file");
        }
        OutputFile.open(name, streams);
        try {
            return CheckpointFile.open(Path.of(name));
        } catch (IOException failed) {
            throw checkpointFailure(name, failed);
        }
    }

    private static Failure checkpointFailure(String name, IOException failed) {
        String problem = failed instanceof BadCheckpointException ? failed.getMessage() : FileProblem.of(failed);
        return Failure.badInput(name + ": " + problem);
    }

    private Experiment named() {
        return Experiments.all().stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.badInput("there is no experiment \"" + name + "\", expected "
                        + Experiments.all().stream().map(Experiment::name).collect(Collectors.joining(" or "))));
    }

    /** Found to be writable before anything is computed. */
    private Map<String, OutputFile> files() {
        if (directory == null) {
            return Map.of();
        }
        return Stream.of(".csv", "-epochs.csv", ".png", ".html", ".network.json")
                .collect(Collectors.toMap(
                        ending -> ending,
                        ending -> OutputFile.open(
                                Path.of(directory, name + ending).toString(), streams)));
    }
}
