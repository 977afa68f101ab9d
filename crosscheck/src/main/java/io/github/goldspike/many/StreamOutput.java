package io.github.goldspike.many;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Lines on a stream, such as standard output or a pipe: nothing can be resumed. */
public final class StreamOutput implements LineOutput {

    private final OutputStream bytes;
    private final Waiting waiting = new Waiting(0);

    public StreamOutput(OutputStream bytes) {
        this.bytes = bytes;
    }

    @Override
    public boolean has(long index) {
        return false;
    }

    @Override
    public void put(long index, byte[] line) throws IOException, InterruptedException {
        waiting.put(index, line, due -> {
            byte[] whole = Arrays.copyOf(due, due.length + 1);
            whole[due.length] = '\n';
            bytes.write(whole);
            bytes.flush();
        });
        waiting.until(index);
    }
}
