package io.github.goldspike.cli;

import io.github.goldspike.clock.SpikeGradient;
import io.github.goldspike.conformance.cases.JudgedCase;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.corpus.CorpusFiles;
import io.github.goldspike.corpus.CorpusFiles.Solved;
import io.github.goldspike.corpus.GridCorpusFiles;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.model.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code goldspike corpus}. */
@Command(
        name = "corpus",
        description = "Writes the golden corpus: networks, each tagged with the mistakes that it brings to light,"
                + " their answers with certificates, and an index.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CorpusCommand implements Callable<Integer> {

    private final Engines engines;

    @Parameters(
            paramLabel = "DIR",
            description = "Folder that is not there yet, or is empty; it appears whole or not at all.")
    private String folder;

    CorpusCommand(Engines engines) {
        this.engines = engines;
    }

    @Override
    public Integer call() {
        OutputFolder output = OutputFolder.open(folder);
        try {
            Map<String, byte[]> files = new LinkedHashMap<>(CorpusFiles.all(this::solve, JudgedCase::of));
            files.putAll(GridCorpusFiles.all(CorpusCommand::solveOnGrid));
            output.write(files);
        } catch (IOException failed) {
            throw new UncheckedIOException("memory does not fail", failed);
        }
        return ExitStatus.DONE;
    }

    /** The very file that {@code goldspike solve --grid} writes. */
    static byte[] solveOnGrid(Network network, String sha256, Grid grid, int digits) throws IOException {
        NamedEngine.Written answer = NamedGridEngine.named("certified")
                .solve(
                        new InputFile.Content<>(new NetworkReader.Noted(network, Map.of()), sha256),
                        grid,
                        GridQuestion.ofDigits(digits).withRespectTo(GridQuestion.KINDS),
                        SpikeGradient.SURROGATE,
                        false,
                        Progress.SILENT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        answer.content().writeTo(bytes);
        return bytes.toByteArray();
    }

    /** The very file that {@code goldspike solve} writes. */
    private Solved solve(Network network, String sha256, Question question) throws IOException {
        NamedEngine.Written answer = engines.known().get(0).solve(network, sha256, question, true, Progress.SILENT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        answer.content().writeTo(bytes);
        return new Solved(bytes.toByteArray(), answer.undecided());
    }
}
