/**
 * How far sound arithmetic may be from the truth: error bounds for spike times, slopes, potentials, losses and gradients, and the
 * places where it may find another number or order of spikes (verdict-R2 to verdict-R10).
 */
package io.github.goldspike.conformance.tolerance;
