package io.github.goldspike.conformance.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads what an engine writes to standard error, all of it, and keeps the end. */
final class StandardError {

    private static final int KEPT = 1 << 14;

    private final byte[] ring = new byte[KEPT];
    private long total;

    /** Reads to the end of the stream in a thread of its own. */
    static StandardError drain(InputStream bytes) {
        StandardError error = new StandardError();
        Thread thread = new Thread(() -> error.read(bytes), "standard error of the engine");
        thread.setDaemon(true);
        thread.start();
        return error;
    }

    private void read(InputStream bytes) {
        byte[] buffer = new byte[KEPT];
        try (bytes) {
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                append(buffer, n);
            }
        } catch (IOException closed) {
            // The process is gone, and what it said before is kept.
        }
    }

    private synchronized void append(byte[] buffer, int n) {
        for (int i = 0; i < n; i++) {
            ring[(int) ((total + i) % KEPT)] = buffer[i];
        }
        total += n;
    }

    /** The end of what was written so far, and how much was left out before it. */
    synchronized String text() {
        int kept = (int) Math.min(total, KEPT);
        byte[] end = new byte[kept];
        for (int i = 0; i < kept; i++) {
            end[i] = ring[(int) ((total - kept + i) % KEPT)];
        }
        String text = new String(end, StandardCharsets.UTF_8);
        return total > kept ? "[" + (total - kept) + " bytes before this are left out] " + text : text;
    }
}
