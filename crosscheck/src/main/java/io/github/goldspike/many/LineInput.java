package io.github.goldspike.many;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of a stream, one after another; at most one is in memory. */
public final class LineInput {

    private final InputStream bytes;
    private final byte[] buffer = new byte[1 << 16];
    private int begin;
    private int end;
    private long next;

    public LineInput(InputStream bytes) {
        this.bytes = bytes;
    }

    /**
     * A line.
     *
     * @param index from 0
     * @param bytes with the line feed at its end, which only the last line may lack
     */
    public record Line(long index, byte[] bytes) {}

    /** The next line; empty at the end. */
    public Optional<Line> read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (begin < end || fill()) {
            int after = begin;
            while (after < end && buffer[after] != '\n') {
                after++;
            }
            boolean whole = after < end;
            after += whole ? 1 : 0;
            line.write(buffer, begin, after - begin);
            begin = after;
            if (whole) {
                return Optional.of(new Line(next++, line.toByteArray()));
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(new Line(next++, line.toByteArray()));
    }

    private boolean fill() throws IOException {
        begin = 0;
        end = bytes.read(buffer);
        return end > 0;
    }
}
