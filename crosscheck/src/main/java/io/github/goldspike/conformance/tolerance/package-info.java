/**
 * How far sound arithmetic may be from the truth: error bounds for spike times, slopes, potentials, losses and gradients, and the
 * places where it may find another number or order of spikes (proofs-notes/verdict.md, R2 to R10).
 */
package io.github.goldspike.conformance.tolerance;
