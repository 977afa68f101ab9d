package io.github.goldspike.cli;

import io.github.goldspike.conformance.ConformancePlan;
import java.io.IOException;
import java.nio.file.FileSystemException;
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
            description = "After the corpus N random networks; the same seed gives the same networks.")
    private Optional<String> fuzz = Optional.empty();

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            description = "The networks *.network.json in DIR and its folders, in place of the golden corpus.")
    private Optional<String> corpus = Optional.empty();

    @Option(names = "--no-corpus", description = "Random networks alone.")
    private boolean noCorpus;

    /** @throws Failure if an option makes no sense, or a network cannot be read */
    ConformancePlan plan() {
        if (noCorpus && corpus.isPresent()) {
            throw Failure.badInput("--no-corpus and --corpus exclude each other");
        }
        if (noCorpus && fuzz.isEmpty()) {
            throw Failure.badInput("nothing to try: --no-corpus needs --fuzz SEED:N");
        }
        ConformancePlan plan = new ConformancePlan();
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
            } catch (FileSystemException failed) {
                throw Failure.badInput(failed.getFile() + ": " + FileProblem.of(failed));
            } catch (IOException failed) {
                throw Failure.badInput(failed.getMessage());
            }
        } else if (!noCorpus) {
            plan.goldenCorpus();
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
