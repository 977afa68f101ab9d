package io.github.goldspike.nir;

import io.github.goldspike.model.Rational;

/**
 * Spikes of one unit, some time later.
 *
 * @param sender name of its population
 * @param unit index in it
 * @param delay ≥ 0
 */
record Axon(String sender, int unit, Rational delay) {

    Axon later(Rational more) {
        return more.signum() == 0 ? this : new Axon(sender, unit, delay.plus(more));
    }
}
