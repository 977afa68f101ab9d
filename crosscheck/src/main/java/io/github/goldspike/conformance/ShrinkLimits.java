package io.github.goldspike.conformance;

import java.time.Duration;

/**
 * What looking for small counterexamples may cost.
 *
 * @param tries networks that the engine is asked about, for each counterexample
 * @param time for all of them together; it is looked at between two questions
 *
 * @hidden for the command line alone: a user of the module cannot name the types of these signatures
 */
public record ShrinkLimits(int tries, Duration time) {

    /** A run of few seconds stays one. */
    public static final ShrinkLimits DEFAULT = new ShrinkLimits(2_000, Duration.ofSeconds(30));
}
