/**
 * The event-driven engine in double precision, for any network: spike times, Jacobian, losses and their gradients
 * (proofs-notes/event-double.md).
 */
package io.github.goldspike.event;
