package io.github.goldspike.conformance.protocol;

import java.util.Map;

/**
 * How a process ended.
 *
 * @param status as the system reports it; above 128 it is 128 and the number of a signal
 */
public record Exit(int status) {

    private static final Map<Integer, String> SIGNALS = Map.of(
            2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15,
            "SIGTERM");

    @Override
    public String toString() {
        return SIGNALS.containsKey(status - 128)
                ? "was ended by " + SIGNALS.get(status - 128)
                : "exited with status " + status;
    }
}
