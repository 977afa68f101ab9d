package io.github.goldspike.conformance;

import io.github.goldspike.conformance.protocol.Limits;
import java.time.Duration;

/** All the time in the world for programs that do not hang: what they are told must not depend on the load of the machine. */
final class Patience {

    static final Limits LIMITS = new Limits(Duration.ofMinutes(10), Duration.ofMinutes(10), Limits.DEFAULT.line());

    private Patience() {}
}
