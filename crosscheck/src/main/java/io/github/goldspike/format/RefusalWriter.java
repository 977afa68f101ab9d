package io.github.goldspike.format;

import java.io.IOException;
import java.io.OutputStream;

/** Writes what stands in place of an answer where a line has no network that can be answered, format {@code goldspike-refusal/1}. */
public final class RefusalWriter {

    /** How each of them begins on its line. */
    public static final String BEGINS = "{\"format\": \"goldspike-refusal/1\"";

    private RefusalWriter() {}

    /**
     * @param sha256 of the bytes of the line
     * @param line from 1
     * @param pointer JSON pointer, empty for the whole line
     */
    public static void write(String sha256, String file, long line, String pointer, String detail, OutputStream bytes)
            throws IOException {
        JsonOutput.write(bytes, out -> {
            out.field("format", "goldspike-refusal/1");
            out.field("network", () -> out.object(() -> out.field("sha256", sha256)));
            out.field(
                    "refused",
                    () -> out.object(() -> {
                        out.field("file", file);
                        out.field("line", line);
                        out.field("pointer", pointer);
                        out.field("detail", detail);
                    }));
        });
    }
}
