/**
 * Makes a network that shows something as small and round as it can be while it still shows it (proofs-notes/shrinking.md).
 * Knows nothing of engines: whether a network shows it, a {@link io.github.goldspike.shrinking.FailureOracle} says.
 */
package io.github.goldspike.shrinking;
