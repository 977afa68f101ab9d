package io.github.goldspike.grid.certified;

import io.github.goldspike.ball.Ball;
import java.util.Arrays;
import java.util.stream.Stream;

/** dℓ/dp by elementary parameters: by wire, by unit or by current. */
final class Adjoints {

    /** Sums whose units follow those of what is added: a sum that nothing is added to any more keeps the fine unit that it has. */
    static final class Sums {

        private final int fraction;
        private final Fixed[] values;
        private final int[] trimmed;

        private Sums(int size, int fraction) {
            this.fraction = fraction;
            values = new Fixed[size];
            Arrays.fill(values, Fixed.ZERO);
            trimmed = new int[size];
        }

        /**
         * Adds a term.
         *
         * @param bits its unit is 2^(bits − fraction), at least that of all terms before
         */
        void add(int index, Fixed term, int bits) {
            if (term.isZero()) {
                return;
            }
            Fixed sum = values[index].trimmed(bits - trimmed[index]);
            values[index] = sum.plus(term);
            trimmed[index] = bits;
        }

        private boolean isUnbounded() {
            return Arrays.stream(values).anyMatch(value -> !(value.rad() < Double.MAX_VALUE));
        }

        /** The sum as a ball of at least so many bits. */
        Ball ball(int index, int bits) {
            Fixed value = values[index];
            return FixedPoint.toBall(
                    value, fraction - trimmed[index], Math.max(bits, value.mid().bitLength() + 2));
        }
    }

    final Sums weight;
    final Sums alpha;
    final Sums beta;
    final Sums threshold;
    final Sums reset;
    final Sums leak;
    final Sums initial;

    /** All zero, with units of 2^−fraction. */
    Adjoints(Circuit circuit, int fraction) {
        weight = new Sums(circuit.wires().size(), fraction);
        alpha = new Sums(circuit.currents().size(), fraction);
        beta = new Sums(circuit.size(), fraction);
        threshold = new Sums(circuit.size(), fraction);
        reset = new Sums(circuit.size(), fraction);
        leak = new Sums(circuit.size(), fraction);
        initial = new Sums(circuit.size(), fraction);
    }

    /** Whether some radius is beyond binary64. */
    boolean areUnbounded() {
        return Stream.of(weight, alpha, beta, threshold, reset, leak, initial).anyMatch(Sums::isUnbounded);
    }
}
