package io.github.goldspike.cli;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.report.Counterexample;
import io.github.goldspike.conformance.report.ReplyFile;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.contract.Conditioning;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.format.Sha256;
import io.github.goldspike.model.Network;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where counterexamples are collected: each with its golden answer and what the engine answered beside it. */
final class CounterexampleFolder {

    private static final int DIGITS = 50;

    private final String name;
    private final Path folder;
    private final Streams streams;

    private CounterexampleFolder(String name, Path folder, Streams streams) {
        this.name = name;
        this.folder = folder;
        this.streams = streams;
    }

    /** Finds out whether there is, or can be, such a folder. */
    static CounterexampleFolder open(String name, Streams streams) {
        try {
            Path folder = Path.of(name).toAbsolutePath().normalize();
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw Failure.badInput(name + ": is not a directory");
            }
            NewFolders.probe(folder, name);
            if (Files.exists(folder) && !Files.isWritable(folder)) {
                throw Failure.badInput(name + ": cannot be written: permission denied");
            }
            return new CounterexampleFolder(name, folder, streams);
        } catch (InvalidPathException invalid) {
            throw Failure.badInput(name + ": not a file name: " + invalid.getReason());
        } catch (IOException failed) {
            throw Failure.badInput(name + ": cannot be written: " + FileProblem.of(failed));
        }
    }

    /** Writes all counterexamples of a report. */
    void write(Report report, NamedEngine<?> certified) {
        report.implementation()
                .ifPresent(
                        engine -> report.counterexamples().forEach(found -> write(found, engine.dtype(), certified)));
    }

    /** Writes its three files, each whole or not at all; the network last. */
    private void write(Counterexample found, Dtype dtype, NamedEngine<?> certified) {
        try {
            Files.createDirectories(folder);
            ByteArrayOutputStream network = new ByteArrayOutputStream();
            NetworkWriter.write(found.network(), network);
            String sha256 = Sha256.of(network.toByteArray());
            Network read = NetworkReader.read(new ByteArrayInputStream(network.toByteArray()));
            file(found, ".answer.json")
                    .write(certified
                            .solve(
                                    read,
                                    sha256,
                                    Question.ofDigits(DIGITS).with(Conditioning.USUAL),
                                    true,
                                    Progress.SILENT)
                            .content());
            file(found, ".reply.json").write(bytes -> ReplyFile.write(found, dtype, sha256, bytes));
            file(found, Counterexample.NETWORK).write(bytes -> bytes.write(network.toByteArray()));
        } catch (IOException failed) {
            throw Failure.badInput(name + ": cannot be written: " + FileProblem.of(failed));
        }
    }

    private OutputFile file(Counterexample found, String suffix) {
        return OutputFile.open(folder.resolve(found.id() + suffix).toString(), streams);
    }
}
