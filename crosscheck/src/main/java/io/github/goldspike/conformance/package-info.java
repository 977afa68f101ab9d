/**
 * Judges other programs: starts them, gives them networks, holds what they answer against the certified engine, fairly, finds the
 * mistake that explains what is wrong and a small network that shows it. The public doors are
 * {@link io.github.goldspike.conformance.ConformancePlan} and {@link io.github.goldspike.conformance.EngineTck}.
 *
 * <p>Rooms, each of which sees those before it only: {@code protocol}; {@code tolerance}; {@code verdict}; {@code cases} and
 * {@code report} (not each other); this package.
 */
package io.github.goldspike.conformance;
