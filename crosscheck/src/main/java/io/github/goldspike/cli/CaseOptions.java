package io.github.goldspike.cli;

import io.github.goldspike.conformance.ConformanceRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which networks a command tries. */
final class CaseOptions {

    private static final Pattern FUZZ = Pattern.compile("(-?[0-9]{1,18}):([1-9][0-9]{0,6})");

    @Option(
            names = "--fuzz",
            paramLabel = "SEED:N",
            description = "N random networks; the same seed gives the same networks.")
    private Optional<String> fuzz = Optional.empty();

    @Option(names = "--corpus", paramLabel = "DIR", description = "The networks in DIR/*.network.json, first.")
    private Optional<String> corpus = Optional.empty();

    /** @throws Failure if an option makes no sense, or a network cannot be read */
    ConformanceRun.Plan plan() {
        ConformanceRun.Plan plan = new ConformanceRun.Plan();
        if (corpus.isPresent()) {
            try {
                Path folder = Path.of(corpus.get());
                if (!Files.isDirectory(folder)) {
                    throw Failure.badInput(corpus.get() + ": no such directory");
                }
                if (plan.corpus(folder) == 0) {
                    throw Failure.badInput(corpus.get() + ": no files *.network.json");
                }
            } catch (InvalidPathException invalid) {
                throw Failure.badInput(corpus.get() + ": not a file name: " + invalid.getReason());
            } catch (IOException failed) {
                throw Failure.badInput(failed.getMessage());
            }
        }
        fuzz.ifPresent(text -> {
            Matcher parts = FUZZ.matcher(text);
            if (!parts.matches()) {
                throw Failure.badInput("--fuzz: \"" + text + "\" is not SEED:N, an integer and a number of networks");
            }
            plan.fuzz(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)));
        });
        return plan;
    }
}
