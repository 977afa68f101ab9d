package io.github.goldspike.study;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What something cost its thread: processor time, and bytes allocated, which bounds the memory that it needed.
 *
 * @param value the result
 * @param seconds of processor time of this thread, the least of a few runs
 * @param megabytes allocated by one run, empty where that is not known
 */
record Measured<T>(T value, double seconds, Optional<Double> megabytes) {

    private static final double NANO = 1e-9;
    private static final double MEGA = 1 << 20;

    /** Runs that are repeated until so much time is spent: the first ones are of code that is not compiled yet. */
    private static final double ENOUGH_SECONDS = 0.2;

    private static final int MOST_RUNS = 20;

    static <T> Measured<T> of(Supplier<T> work) {
        com.sun.management.ThreadMXBean thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Measured<T> best = once(work, thread);
        double spent = best.seconds();
        for (int run = 1; run < MOST_RUNS && spent < ENOUGH_SECONDS; run++) {
            Measured<T> next = once(work, thread);
            spent += next.seconds();
            best = next.seconds() < best.seconds() ? next : best;
        }
        return best;
    }

    private static <T> Measured<T> once(Supplier<T> work, com.sun.management.ThreadMXBean thread) {
        long id = Thread.currentThread().getId();
        long bytes = thread.getThreadAllocatedBytes(id);
        long time = thread.getCurrentThreadCpuTime();
        T value = work.get();
        time = thread.getCurrentThreadCpuTime() - time;
        return new Measured<>(value, time * NANO, Optional.of((thread.getThreadAllocatedBytes(id) - bytes) / MEGA));
    }

    String secondsText() {
        return String.format(Locale.ROOT, "%.6f", seconds);
    }

    String megabytesText() {
        return megabytes.map(some -> String.format(Locale.ROOT, "%.2f", some)).orElse("");
    }
}
