package io.github.goldspike.cli;

import io.github.goldspike.format.BadFileException;
import io.github.goldspike.format.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** A file named on the command line, or {@code -} for standard input. */
final class InputFile {

    private final String name;
    private final Streams streams;

    InputFile(String name, Streams streams) {
        this.name = name;
        this.streams = streams;
    }

    /** Reads a format. */
    interface Reader<T> {
        T read(InputStream bytes) throws IOException;
    }

    /**
     * What was read.
     *
     * @param sha256 of the bytes, in lower-case hexadecimal
     */
    record Content<T>(T value, String sha256) {}

    /** Reads the whole file; whatever goes wrong is a {@link Failure} that names it. */
    <T> Content<T> read(Reader<T> reader) {
        MessageDigest sha256 = Sha256.start();
        try (InputStream bytes = new DigestInputStream(open(), sha256)) {
            T value = reader.read(bytes);
            return new Content<>(value, Sha256.end(sha256));
        } catch (BadFileException bad) {
            throw Failure.badInput(name, bad.pointer(), bad.detail());
        } catch (IOException failed) {
            throw Failure.badInput(name + ": " + FileProblem.of(failed));
        }
    }

    /** All of it, in UTF-8. */
    String text() {
        return read(bytes -> new String(bytes.readAllBytes(), StandardCharsets.UTF_8))
                .value();
    }

    private InputStream open() throws IOException {
        if (name.equals("-")) {
            return streams.in();
        }
        if (streams.files().containsKey(name)) {
            return new ByteArrayInputStream(streams.files().get(name));
        }
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw Failure.badInput(name + ": is a directory");
            }
            if (!Files.exists(path)) {
                throw new NoSuchFileException(name);
            }
            if (!Files.isReadable(path)) {
                throw new AccessDeniedException(name);
            }
            // A channel would seek, which a pipe named on the command line cannot.
            return new BufferedInputStream(new FileInputStream(path.toFile()), 1 << 16);
        } catch (InvalidPathException invalid) {
            throw Failure.badInput(name + ": not a file name: " + invalid.getReason());
        }
    }
}
