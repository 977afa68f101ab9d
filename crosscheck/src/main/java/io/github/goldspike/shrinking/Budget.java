package io.github.goldspike.shrinking;

import java.time.Duration;

/**
 * What shrinking one network may cost.
 *
 * @param tries networks that are tried at most
 * @param time after which no further network is tried
 */
public record Budget(int tries, Duration time) {}
