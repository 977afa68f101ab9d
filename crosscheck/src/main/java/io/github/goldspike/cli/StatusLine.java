package io.github.goldspike.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One line on a terminal, redrawn as the work proceeds and erased at the end, also at an interrupt. */
final class StatusLine implements AutoCloseable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String ERASE = "\r\033[K";

    private final PrintStream terminal;
    private final Thread eraseAtInterrupt = new Thread(this::erase);
    private long lastDrawn = System.nanoTime();
    private boolean drawn;
    private boolean erased;

    StatusLine(PrintStream terminal) {
        this.terminal = terminal;
        Runtime.getRuntime().addShutdownHook(eraseAtInterrupt);
    }

    /** Draws the text, unless the line was drawn a moment ago. */
    synchronized void draw(Supplier<String> text) {
        if (!erased && System.nanoTime() - lastDrawn >= PAUSE) {
            terminal.print(ERASE + "goldspike: " + text.get());
            terminal.flush();
            lastDrawn = System.nanoTime();
            drawn = true;
        }
    }

    private synchronized void erase() {
        erased = true;
        if (drawn) {
            terminal.print(ERASE);
            terminal.flush();
        }
    }

    @Override
    public void close() {
        erase();
        try {
            Runtime.getRuntime().removeShutdownHook(eraseAtInterrupt);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook is running anyway.
        }
    }
}
