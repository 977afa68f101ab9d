package io.github.goldspike.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says how far a long run is: on a terminal in a line that is redrawn, elsewhere in a new line every ten seconds. */
final class Heartbeat implements AutoCloseable {

    private static final long SECONDS = 10;
    private static final long REDRAWN_MILLISECONDS = 250;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeat");
        thread.setDaemon(true);
        return thread;
    });
    private final AutoCloseable line;

    Heartbeat(Streams streams, Supplier<String> text) {
        if (streams.terminal()) {
            StatusLine status = new StatusLine(streams.err());
            line = status;
            clock.scheduleAtFixedRate(
                    () -> status.draw(text), REDRAWN_MILLISECONDS, REDRAWN_MILLISECONDS, TimeUnit.MILLISECONDS);
        } else {
            line = () -> {};
            clock.scheduleAtFixedRate(() -> streams.complain(text.get()), SECONDS, SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            line.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
