package io.github.goldspike.textbook;

import java.util.Optional;

/**
 * A spike g reaching a neuron over a synapse.
 *
 * @param connection the synapse
 * @param time g plus the synapse's delay
 * @param sender the firing g, empty if it is a spike of a source population, whose time is given
 */
record Arrival(Connection connection, Real time, Optional<Firing> sender) {}
