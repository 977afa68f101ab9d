package io.github.goldspike.cli;

import io.github.goldspike.contract.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One line on a terminal, redrawn as the engine proceeds and erased at the end, also at an interrupt. */
final class StatusLine implements Progress, AutoCloseable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String ERASE = "\r\033[K";

    private final PrintStream terminal;
    private final double horizon;
    private final Thread eraseAtInterrupt = new Thread(this::erase);
    private long lastDrawn = System.nanoTime();
    private boolean drawn;
    private boolean erased;

    StatusLine(PrintStream terminal, double horizon) {
        this.terminal = terminal;
        this.horizon = horizon;
        Runtime.getRuntime().addShutdownHook(eraseAtInterrupt);
    }

    @Override
    public synchronized void reached(double time, int spikes, int digits) {
        if (!erased && System.nanoTime() - lastDrawn >= PAUSE) {
            terminal.printf(
                    Locale.ROOT,
                    "%sgoldspike: t = %.4g of %.4g, %,d spikes, working with %d digits",
                    ERASE,
                    time,
                    horizon,
                    spikes,
                    digits);
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
