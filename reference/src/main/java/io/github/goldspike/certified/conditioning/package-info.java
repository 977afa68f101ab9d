/**
 * Condition numbers of what is printed, and the nearest events that would change the number or order of spikes
 * (proofs-notes/conditioning.md).
 */
package io.github.goldspike.certified.conditioning;
