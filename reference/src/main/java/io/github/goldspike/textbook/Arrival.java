package io.github.goldspike.textbook;

import java.util.Optional;

/**
 * A spike g reaching a neuron over a synapse.
 *
 * @param connection the synapse
 * @param time g plus the synapse's delay, moving with both
 * @param sender the firing g, empty if it is a spike of a source population, whose time is given
 */
record Arrival(Connection connection, Variable time, Optional<Firing> sender) {

    /** Whether it moves the potential at all. */
    boolean matters() {
        return connection.weight().value().signum() != 0;
    }
}
