package io.github.goldspike.conformance.protocol;

import java.time.Duration;

/**
 * What an engine is allowed.
 *
 * @param start time from its start to its first reply
 * @param reply time for one network
 * @param line bytes of one line
 */
public record Limits(Duration start, Duration reply, long line) {

    /** A minute to start (some languages compile first), ten seconds for a small network, 16 MB. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), Duration.ofSeconds(10), 16L << 20);
}
