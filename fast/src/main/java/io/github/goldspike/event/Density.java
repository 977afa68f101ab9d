package io.github.goldspike.event;

import io.github.goldspike.simd.Exponential;

/** What a loss of a potential integrates, λ(V, t); the potential of one neuron counts from its resting potential. */
interface Density {

    double at(double potential, double time);

    /** ∂λ/∂V. */
    double byPotential(double potential, double time);

    /** λ(from, t) − λ(to, t), where the potential jumps. */
    double drop(double from, double to, double time);

    /** A rate at which the density itself decays. */
    double rate();

    /** ½(V − target)², {@code miss} being the resting potential less the target. */
    record Square(double miss) implements Density {
        @Override
        public double at(double potential, double time) {
            double all = potential + miss;
            return all * all / 2;
        }

        @Override
        public double byPotential(double potential, double time) {
            return potential + miss;
        }

        @Override
        public double drop(double from, double to, double time) {
            return (from - to) * (from + miss + (to + miss)) / 2;
        }

        @Override
        public double rate() {
            return 0;
        }
    }

    /** weight·V·e^{−κt}. */
    record Discounted(double leak, double weight, double rate) implements Density {
        @Override
        public double at(double potential, double time) {
            return byPotential(potential, time) * (potential + leak);
        }

        @Override
        public double byPotential(double potential, double time) {
            return weight * Exponential.exp(-rate * time);
        }

        @Override
        public double drop(double from, double to, double time) {
            return byPotential(from, time) * (from - to);
        }
    }
}
