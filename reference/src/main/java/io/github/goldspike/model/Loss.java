package io.github.goldspike.model;

import java.util.List;

/** A loss on the answer of a network (specification, section 2). */
public sealed interface Loss {

    /** The name in the network file. */
    String kind();

    /** Whether the loss has a meaning on a grid only (specification, section 6). */
    default boolean needsGrid() {
        return false;
    }

    /**
     * −log( e^{−f_l/τ0} / Σ_j e^{−f_j/τ0} ) + γ (e^{f_l/τ1} − 1), f_j the first spike of neuron j of the population.
     * Silent neurons other than the label drop out of the sum; with a silent label the loss is undefined.
     */
    record FirstSpikeCrossEntropy(String population, int label, Rational tau0, Rational tau1, Rational gamma)
            implements Loss {

        /** @throws InvalidNetworkException if τ0 or τ1 is not positive */
        public FirstSpikeCrossEntropy {
            requirePositive("/tau0", tau0);
            requirePositive("/tau1", tau1);
        }

        @Override
        public String kind() {
            return "first-spike-cross-entropy";
        }
    }

    /** ½ Σ (f − target)² over the listed spikes; undefined if one of them does not happen. */
    record SpikeTimeSquare(List<Target> targets) implements Loss {

        /** Copies the list. */
        public SpikeTimeSquare {
            targets = List.copyOf(targets);
        }

        /** The spike with index {@code spike} of a neuron, and the time it should have. */
        public record Target(String population, int neuron, int spike, Rational time) {}

        @Override
        public String kind() {
            return "spike-time-square";
        }
    }

    /** ∫₀ᵀ ½ (V − target)² dt of one neuron. */
    record VoltageSquare(String population, int neuron, Rational target) implements Loss {
        @Override
        public String kind() {
            return "voltage-square";
        }
    }

    /** Σ_n weights_n ∫₀ᵀ V_n(t) e^{−κt} dt over the neurons of a population. */
    record VoltageIntegral(String population, List<Rational> weights, Rational kappa) implements Loss {

        /** Copies the list. */
        public VoltageIntegral {
            weights = List.copyOf(weights);
        }

        @Override
        public String kind() {
            return "voltage-integral";
        }
    }

    /** −log softmax(scale · counts)_label of the numbers of spikes of a population. */
    record SpikeCountCrossEntropy(String population, int label, Rational scale) implements Loss {
        @Override
        public String kind() {
            return "spike-count-cross-entropy";
        }

        @Override
        public boolean needsGrid() {
            return true;
        }
    }

    /** ½ Σ (count − target)² of the numbers of spikes of a population. */
    record SpikeCountSquare(String population, List<Rational> targets) implements Loss {

        /** Copies the list. */
        public SpikeCountSquare {
            targets = List.copyOf(targets);
        }

        @Override
        public String kind() {
            return "spike-count-square";
        }

        @Override
        public boolean needsGrid() {
            return true;
        }
    }

    /** The mean over the steps n of −log softmax(z_n)_label, z_n = 1 for the neurons of a population that fire in step n, else 0. */
    record SpikeStepCrossEntropy(String population, int label) implements Loss {
        @Override
        public String kind() {
            return "spike-step-cross-entropy";
        }

        @Override
        public boolean needsGrid() {
            return true;
        }
    }

    private static void requirePositive(String pointer, Rational value) {
        if (value.signum() <= 0) {
            throw new InvalidNetworkException(pointer, "must be positive, but is " + value);
        }
    }
}
