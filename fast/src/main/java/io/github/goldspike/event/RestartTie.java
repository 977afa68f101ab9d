package io.github.goldspike.event;

/**
 * An arrival at the end of a refractory time, up to rounding (event-double-D7). No spike depends on the order of the
 * two, but derivatives do.
 *
 * @param spike the one before the refractory time
 * @param distance by how much the order may change the potential
 * @param own whether it is that spike itself that arrives: then only the delay and the refractory time can change the order
 */
record RestartTie(int spike, double distance, boolean own) {}
