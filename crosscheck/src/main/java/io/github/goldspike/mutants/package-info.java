/**
 * The event-driven engine of {@code fast} with mistakes in it: its sources, changed in a line or two and compiled in memory. Nothing
 * of this is in {@code fast}, and nothing of {@code diagnosis}, which has to name the mistakes, is in here (proofs-notes/mistakes.md).
 */
package io.github.goldspike.mutants;
