package io.github.goldspike.textbook;

import java.util.Optional;

/**
 * A neuron i with its parameters at working precision.
 *
 * @param population name of its population
 * @param index in the population
 * @param beta inverse membrane time constant
 * @param leak resting potential
 * @param initial potential at time 0
 * @param reset potential after a spike
 * @param threshold empty if it never spikes
 */
record Neuron(String population, int index, Real beta, Real leak, Real initial, Real reset, Optional<Real> threshold) {

    /** ϑ − r, by which the potential falls at a spike; the paper has r = 0. */
    Real fall() {
        return threshold.orElseThrow().minus(reset);
    }

    /** β (ϑ − leak): V' = I − β (ϑ − leak) wherever V = ϑ. */
    Real currentAtThreshold() {
        return beta.times(threshold.orElseThrow().minus(leak));
    }
}
