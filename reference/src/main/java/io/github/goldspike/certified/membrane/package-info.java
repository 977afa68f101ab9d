/**
 * The potential of one neuron between two events, as enclosures: its constants and state, its peaks, and the proof of its first crossing
 * of the threshold or of its silence (proofs-notes/crossing.md). Knows no other neuron and no gradient.
 */
package io.github.goldspike.certified.membrane;
