package io.github.goldspike.grid.certified;

import java.util.Optional;

/**
 * What a simulation leaves for differentiation, losses and traces: the state at the operations of each step. Arrays are by step, counted
 * from the first, then by unit or current; the factor of the unit is that of the fixed point.
 */
final class Recording {

    private final Fixed[][] beforeMembrane;
    private final Fixed[][] beforeReset;
    private final Fixed[][] surrogate;
    private final Fixed[][] currentBeforeDecay;
    private final Fixed[][] currentAtMembrane;
    private final Fixed[][] potential;
    private final Fixed[][] current;
    private final boolean[][] held;

    Recording(Circuit circuit) {
        int steps = circuit.count();
        int units = circuit.size();
        int currents = circuit.currents().size();
        beforeMembrane = new Fixed[steps][units];
        beforeReset = new Fixed[steps][units];
        surrogate = new Fixed[steps][units];
        potential = new Fixed[steps][units];
        currentBeforeDecay = new Fixed[steps][currents];
        currentAtMembrane = new Fixed[steps][currents];
        current = new Fixed[steps][currents];
        held = new boolean[steps][units];
    }

    /** V before the membrane operation. */
    Fixed[] beforeMembrane(int step) {
        return beforeMembrane[step];
    }

    /** V before the reset. */
    Fixed[] beforeReset(int step) {
        return beforeReset[step];
    }

    /** dz/dV of the surrogate; {@code null} where the neuron was not compared. */
    Fixed[] surrogates(int step) {
        return surrogate[step];
    }

    Optional<Fixed> surrogate(int step, int unit) {
        return Optional.ofNullable(surrogate[step][unit]).filter(value -> !value.isZero());
    }

    /** I_k before the decay. */
    Fixed[] currentBeforeDecay(int step) {
        return currentBeforeDecay[step];
    }

    /** I_k at the membrane operation. */
    Fixed[] currentAtMembrane(int step) {
        return currentAtMembrane[step];
    }

    /** V after the last operation. */
    Fixed[] potential(int step) {
        return potential[step];
    }

    /** I_k after the last operation. */
    Fixed[] current(int step) {
        return current[step];
    }

    /** Whether a neuron is held in a step. */
    boolean[] held(int step) {
        return held[step];
    }
}
