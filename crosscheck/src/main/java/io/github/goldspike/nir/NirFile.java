package io.github.goldspike.nir;

import io.github.goldspike.format.BadFileException;
import java.util.Optional;

/** A NIR file as it is, before anybody has said how it is to be read. */
public final class NirFile {

    private final NirReader.Read read;

    private NirFile(NirReader.Read read) {
        this.read = read;
    }

    /**
     * Reads a file.
     *
     * @throws BadFileException if the bytes are no NIR file; the pointer is a path in the file
     */
    public static NirFile read(byte[] bytes) {
        return new NirFile(NirReader.read(bytes));
    }

    NirGraph graph() {
        return read.graph();
    }

    /** Of the library that wrote it, or empty. */
    Optional<String> version() {
        return read.version();
    }
}
