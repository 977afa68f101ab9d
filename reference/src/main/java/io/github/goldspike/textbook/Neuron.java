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
 * @param refractory how long the potential is held at the reset after a spike
 */
record Neuron(
        String population,
        int index,
        Variable beta,
        Variable leak,
        Variable initial,
        Variable reset,
        Optional<Variable> threshold,
        Real refractory) {

    /** ϑ − r, by which the potential falls at a spike; the paper has r = 0. */
    Variable fall() {
        return threshold.orElseThrow().minus(reset);
    }

    /** β (ϑ − leak): V' = I − β (ϑ − leak) wherever V = ϑ. */
    Real currentAtThreshold() {
        return beta.value().times(threshold.orElseThrow().value().minus(leak.value()));
    }

    boolean hasRefractoryTime() {
        return refractory.signum() > 0;
    }

    /** e + ρ, when the potential is let go after the spike e; it moves with e. */
    Variable restart(Firing spike) {
        return new Variable(spike.time().plus(refractory), Differential.of(spike));
    }
}
