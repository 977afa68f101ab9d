package io.github.goldspike.clock;

import io.github.goldspike.model.Loss;
import java.util.Optional;

/** A loss of a simulation, in each lane for itself, and its derivatives (grids-N6); binary64. */
interface LossOnSteps {

    /** The value in a lane; 0 where it is undefined. */
    double value(int lane);

    /** Why there is no value in a lane. */
    default Optional<String> undefined(int lane) {
        return Optional.empty();
    }

    /** Why backpropagation through time has no gradient. */
    default Optional<String> withoutSurrogateGradient() {
        return Optional.empty();
    }

    /** Why EventProp has no gradient. */
    default Optional<String> withoutTimeGradient() {
        return Optional.empty();
    }

    /** Adds ∂ℓ/∂V after the last operation of a step. */
    default void addByPotential(int row, Lanes byV) {}

    /** Adds ∂ℓ/∂z of a step. */
    default void addBySpike(int row, Lanes byZ) {}

    /** l_V⁻ − l_V⁺ where a neuron falls from one potential to another: the density of the loss before and after. */
    default double jump(int unit, int row, double before, double after) {
        return 0;
    }

    /** ∂ℓ/∂f of a neuron's spike with an index. */
    default double byTime(int unit, int lane, int spike) {
        return 0;
    }

    /**
     * The loss of a network.
     *
     * @param labels for each lane the label, where the loss has one
     */
    static LossOnSteps of(Loss loss, Layout layout, Simulation simulation, int[] labels) {
        if (loss instanceof Loss.VoltageSquare square) {
            return new SquaredPotential(square, layout, simulation.tape());
        }
        if (loss instanceof Loss.VoltageIntegral integral) {
            return new IntegratedPotential(integral, layout, simulation.tape());
        }
        if (loss instanceof Loss.SpikeCountCrossEntropy entropy) {
            return new CountEntropy(entropy, layout, new Trains(layout, simulation), labels);
        }
        if (loss instanceof Loss.SpikeCountSquare square) {
            return new SquaredCount(square, layout, new Trains(layout, simulation));
        }
        if (loss instanceof Loss.SpikeStepCrossEntropy entropy) {
            return new StepEntropy(entropy, layout, simulation, labels);
        }
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return new FirstSpikeEntropy(entropy, layout, new Trains(layout, simulation), labels);
        }
        return new SquaredTimes((Loss.SpikeTimeSquare) loss, layout, new Trains(layout, simulation));
    }

    /** The label of a loss; −1 for one without. */
    static int label(Loss loss) {
        if (loss instanceof Loss.SpikeCountCrossEntropy entropy) {
            return entropy.label();
        }
        if (loss instanceof Loss.SpikeStepCrossEntropy entropy) {
            return entropy.label();
        }
        return loss instanceof Loss.FirstSpikeCrossEntropy entropy ? entropy.label() : -1;
    }

    /** Whether a loss is one of potentials. */
    static boolean ofPotentials(Loss loss) {
        return loss instanceof Loss.VoltageSquare || loss instanceof Loss.VoltageIntegral;
    }
}
