package io.github.goldspike.cli;

import io.github.goldspike.conformance.ConformancePlan;
import io.github.goldspike.format.NetworkReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which networks a command tries. */
final class CaseOptions {

    private static final String LINES = ".jsonl";

    private static final Pattern FUZZ = Pattern.compile("(-?[0-9]{1,18}):([1-9][0-9]{0,6})");

    @Option(
            names = "--fuzz",
            paramLabel = "SEED:N",
            description = "After the corpus N random networks; the same seed gives the same networks.")
    private Optional<String> fuzz = Optional.empty();

    @Option(
            names = "--corpus",
            paramLabel = "PATH",
            description =
                    "The networks *.network.json and *.nir in the folder PATH and its folders, in place of the golden corpus; the"
                            + " input spikes of NAME.nir are in NAME.inputs.json, if that is there. Or those of the file"
                            + " PATH.jsonl, one network a line.")
    private Optional<String> corpus = Optional.empty();

    @Mixin
    private NirOptions nir;

    @Option(names = "--no-corpus", description = "Random networks alone.")
    private boolean noCorpus;

    /** @throws Failure if an option makes no sense, or a network cannot be read */
    ConformancePlan plan(Streams streams) {
        if (noCorpus && corpus.isPresent()) {
            throw Failure.badInput("--no-corpus and --corpus exclude each other");
        }
        if (noCorpus && fuzz.isEmpty()) {
            throw Failure.badInput("nothing to try: --no-corpus needs --fuzz SEED:N");
        }
        ConformancePlan plan = new ConformancePlan();
        if (corpus.isPresent()) {
            try {
                Path path = Path.of(corpus.get());
                if (path.toString().endsWith(LINES) && !Files.isDirectory(path)) {
                    nir.refuse(corpus.get());
                    if (plan.lines(path) == 0) {
                        throw Failure.badInput(corpus.get() + ": no networks");
                    }
                } else if (!Files.isDirectory(path)) {
                    throw Failure.badInput(corpus.get() + ": no such directory, and no file *" + LINES);
                } else if (plan.corpus(path) + nirFiles(path, plan, streams) == 0) {
                    throw Failure.badInput(corpus.get() + ": no files *.network.json or *.nir");
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

    private int nirFiles(Path folder, ConformancePlan plan, Streams streams) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.walk(folder)) {
            names = files.map(Path::toString)
                    .filter(name -> name.endsWith(NirOptions.SUFFIX))
                    .sorted()
                    .toList();
        }
        for (String name : names) {
            String inputs = name.substring(0, name.length() - NirOptions.SUFFIX.length()) + ".inputs.json";
            NetworkReader.Noted read =
                    nir.imported(name, Files.exists(Path.of(inputs)) ? Optional.of(inputs) : Optional.empty(), streams);
            plan.network(read.network().id(), read.network());
        }
        if (names.isEmpty()) {
            nir.refuse(folder.toString());
        }
        return names.size();
    }
}
