/**
 * The event loop over all neurons: the order of spikes and arrivals, proved or known by symbolic times, refractory periods, and the
 * raster of what was found (proofs-notes/events.md).
 */
package io.github.goldspike.certified.events;
