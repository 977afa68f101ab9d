package io.github.goldspike.grid.certified;

import java.util.Arrays;
import java.util.stream.Stream;

/** dℓ/dp by elementary parameters, in units of 2^−fraction: by wire, by unit or by current. */
final class Adjoints {

    final Fixed[] weight;
    final Fixed[] alpha;
    final Fixed[] beta;
    final Fixed[] threshold;
    final Fixed[] reset;
    final Fixed[] leak;
    final Fixed[] initial;
    int fraction;

    Adjoints(Circuit circuit) {
        weight = zeros(circuit.wires().size());
        alpha = zeros(circuit.currents().size());
        beta = zeros(circuit.size());
        threshold = zeros(circuit.size());
        reset = zeros(circuit.size());
        leak = zeros(circuit.size());
        initial = zeros(circuit.size());
    }

    private static Fixed[] zeros(int size) {
        Fixed[] zeros = new Fixed[size];
        Arrays.fill(zeros, Fixed.ZERO);
        return zeros;
    }

    Stream<Fixed[]> all() {
        return Stream.of(weight, alpha, beta, threshold, reset, leak, initial);
    }
}
