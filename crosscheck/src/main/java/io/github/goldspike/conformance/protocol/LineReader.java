package io.github.goldspike.conformance.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines of limited length. */
final class LineReader {

    private final InputStream bytes;
    private final long limit;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;
    private volatile ByteArrayOutputStream pending = new ByteArrayOutputStream();

    LineReader(InputStream bytes, long limit) {
        this.bytes = bytes;
        this.limit = limit;
    }

    /** What comes next. */
    sealed interface Next {

        /** A line, without its end. */
        record Line(byte[] text) implements Next {}

        /** A line that is longer than the limit, not read to its end. */
        record TooLong() implements Next {}

        /** The end of the stream; {@link LineReader#begun} is what stands after the last line. */
        record End() implements Next {}
    }

    Next next() {
        while (true) {
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            pending.write(buffer, position, end - position);
            boolean complete = end < filled;
            position = complete ? end + 1 : end;
            if (pending.size() > limit) {
                return new Next.TooLong();
            }
            if (complete) {
                Next line = new Next.Line(pending.toByteArray());
                pending = new ByteArrayOutputStream();
                return line;
            }
            if (!fill()) {
                return new Next.End();
            }
        }
    }

    private boolean fill() {
        position = 0;
        filled = 0;
        try {
            filled = Math.max(0, bytes.read(buffer));
        } catch (IOException closed) {
            return false;
        }
        return filled > 0;
    }

    /** The line that was begun and has not ended, as far as it was read. */
    String begun() {
        return pending.toString(StandardCharsets.UTF_8);
    }
}
