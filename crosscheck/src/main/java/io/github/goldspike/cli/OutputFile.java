package io.github.goldspike.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file to be written as a whole or not at all, or {@code -} for standard output. Whether it can be written is found out
 * when it is opened, so that no computation is in vain.
 */
final class OutputFile {

    private final String name;
    private final Target target;

    private OutputFile(String name, Target target) {
        this.name = name;
        this.target = target;
    }

    /** Writes the content. */
    interface Content {
        void writeTo(OutputStream bytes) throws IOException;
    }

    /** A place for the content. */
    private interface Target {
        void write(Content content) throws IOException;
    }

    /** Finds out whether the file can be written, and leaves nothing behind. */
    static OutputFile open(String name, Streams streams) {
        if (name.equals("-")) {
            return new OutputFile(name, content -> toStandardOutput(content, streams.out()));
        }
        try {
            Path path = Path.of(name).toAbsolutePath();
            Path file = Files.exists(path) ? path.toRealPath() : path;
            if (Files.isDirectory(file)) {
                throw Failure.badInput(name + ": is a directory");
            }
            if (Files.exists(file) && !Files.isWritable(file)) {
                throw Failure.badInput(name + ": cannot be written: permission denied");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A device or a pipe: a file moved to its place would replace it.
                return new OutputFile(name, content -> toDevice(content, file));
            }
            NewFolders.probe(file.getParent(), name);
            Path draft = file.resolveSibling(
                    "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            if (Files.isDirectory(file.getParent())) {
                Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW).close();
                Files.delete(draft);
            }
            return new OutputFile(name, content -> byDraft(content, draft, file));
        } catch (InvalidPathException invalid) {
            throw Failure.badInput(name + ": not a file name: " + invalid.getReason());
        } catch (IOException failed) {
            throw Failure.badInput(name + ": cannot be written: " + FileProblem.of(failed));
        }
    }

    void write(Content content) {
        try {
            target.write(content);
        } catch (IOException failed) {
            if (name.equals("-") && "Broken pipe".equals(failed.getMessage())) {
                throw Failure.brokenPipe();
            }
            throw Failure.badInput(name + ": cannot be written: " + FileProblem.of(failed));
        }
    }

    private static void toStandardOutput(Content content, OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        content.writeTo(buffered);
        buffered.flush();
    }

    private static void toDevice(Content content, Path device) throws IOException {
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(device, StandardOpenOption.WRITE))) {
            content.writeTo(bytes);
        }
    }

    private static void byDraft(Content content, Path draft, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        draft.toFile().deleteOnExit();
        try {
            try (OutputStream bytes =
                    new BufferedOutputStream(Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW))) {
                content.writeTo(bytes);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
