package io.github.goldspike.cli;

import io.github.goldspike.cli.ManyLines.Outcome;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.format.NetworkReader.Noted;
import io.github.goldspike.format.OneLine;
import io.github.goldspike.format.RefusalWriter;
import io.github.goldspike.format.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code goldspike solve --many}: each line is a network file, and becomes a line that is its answer file. */
final class SolveMany implements ManyLines.Work {

    private static final String UNDECIDED = "\"status\": \"undecided\"";

    private final Solver solver;
    private final Streams streams;
    private final String file;

    SolveMany(Solver solver, Streams streams, String file) {
        this.solver = solver;
        this.streams = streams;
        this.file = file;
    }

    int run(String task, String output, ManyOptions many) {
        return new ManyLines(streams, List.of(file), this, SolveMany::outcome).run(task, output, many.threads());
    }

    @Override
    public byte[] on(List<String> names, List<byte[]> lines) {
        String name = names.get(0);
        InputFile.Content<Noted> network =
                new InputFile(name, streams.with(name, lines.get(0))).read(NetworkReader::readNoted);
        NamedEngine.Written answer = solver.solve(name, network, Progress.SILENT);
        return bytes(answer.content());
    }

    @Override
    public byte[] instead(long number, List<byte[]> lines, Failure bad) {
        String sha256 = Sha256.of(lines.get(0));
        return bytes(bytes -> RefusalWriter.write(sha256, file, number, bad.pointer(), bad.detail(), bytes));
    }

    private static byte[] bytes(OutputFile.Content content) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            content.writeTo(new OneLine(line));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line.toByteArray();
    }

    /** Within a string a quotation mark has a backslash before it, so that these words are no part of a name. */
    private static Outcome outcome(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        if (text.startsWith(RefusalWriter.BEGINS)) {
            return Outcome.BAD;
        }
        return text.contains(UNDECIDED) ? Outcome.UNDECIDED : Outcome.DONE;
    }
}
