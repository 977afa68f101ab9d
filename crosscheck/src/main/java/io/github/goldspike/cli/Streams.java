package io.github.goldspike.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command reads and writes.
 *
 * @param terminal whether {@code err} is a terminal, so that a line on it can be redrawn
 * @param files contents by name that stand for files of these names
 */
record Streams(InputStream in, OutputStream out, PrintStream err, boolean terminal, Map<String, byte[]> files) {

    private static final int LONGEST_LINE = 1000;

    /** With no files but those of the system. */
    Streams(InputStream in, OutputStream out, PrintStream err, boolean terminal) {
        this(in, out, err, terminal, Map.of());
    }

    /** The same with one content in the place of a file of that name. */
    Streams with(String name, byte[] content) {
        return new Streams(in, out, err, terminal, Map.of(name, content));
    }

    /** Writes one line, whatever the message contains. */
    void complain(String message) {
        String line = message.codePoints()
                .map(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        err.print("goldspike: " + (line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...")
                + '\n');
        err.flush();
    }
}
