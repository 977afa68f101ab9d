package io.github.goldspike.cli;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Supplier;

/** Says how far a long run is: on a terminal in a line that is redrawn, elsewhere in a new line every ten seconds. */
final class Heartbeat implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration REDRAWN = Duration.ofMillis(250);

    private final Timer clock = new Timer("heartbeat", true);
    private final Runnable end;

    Heartbeat(Streams streams, Supplier<String> text) {
        if (streams.terminal()) {
            StatusLine line = new StatusLine(streams.err());
            end = line::close;
            every(REDRAWN, () -> line.draw(text));
        } else {
            end = () -> {};
            every(PAUSE, () -> streams.complain(text.get()));
        }
    }

    private void every(Duration pause, Runnable told) {
        TimerTask task = new TimerTask() {
            @Override
            public void run() {
                told.run();
            }
        };
        clock.schedule(task, pause.toMillis(), pause.toMillis());
    }

    @Override
    public void close() {
        clock.cancel();
        end.run();
    }
}
