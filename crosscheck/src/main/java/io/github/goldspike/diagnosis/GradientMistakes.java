package io.github.goldspike.diagnosis;

import io.github.goldspike.diagnosis.Circuit.Cell;
import io.github.goldspike.diagnosis.Circuit.Wire;
import io.github.goldspike.diagnosis.Spikes.Arrival;
import java.util.List;

/** Mistakes in differentiating. */
final class GradientMistakes {

    private static final double[] EPSILONS = {1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12};
    private static final int BINARY32 = 24;

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    34,
                    "own-spike-forgotten",
                    "forgets, in gradients, that a neuron's earlier spikes move its later ones",
                    "exact_snn_forward_prop (6 to 14 % wrong); norse's sparse adjoint, whose jump term is 1",
                    new Program() {
                        @Override
                        double own(double right, double decay, double decayBefore) {
                            return 0;
                        }
                    }),
            Mistake.of(
                    35,
                    "own-spike-decayed-twice",
                    "lets the effect of a neuron's earlier spike on a later one decay once too often",
                    "a decay where the sum has decayed already (1 % wrong at the second spike)",
                    new Program() {
                        @Override
                        double own(double right, double decay, double decayBefore) {
                            return right * decay;
                        }
                    }),
            Mistake.of(
                    36,
                    "cut-at-reset",
                    "cuts gradients at the reset: nothing is passed on to the spike before",
                    "a detached reset to a value (spytorch #2, #3)",
                    new Program() {
                        @Override
                        boolean forgetsAtReset() {
                            return true;
                        }

                        @Override
                        double own(double right, double decay, double decayBefore) {
                            return 0;
                        }
                    }),
            Mistake.of(
                    37,
                    "slope-without-leak",
                    "divides by I − βϑ, the slope without the resting potential",
                    "jaxsnn, event/adjoint/lif/transition.py",
                    slope((cell, right, fallen) -> right - cell.beta() * cell.leak())),
            Mistake.of(
                    38,
                    "slope-without-decay",
                    "divides by I, the slope without −β(ϑ − leak)",
                    "spike-time gradients of neurons that do not leak",
                    slope((cell, right, fallen) -> right + cell.beta() * (cell.threshold() - cell.leak()))),
            Mistake.of(
                    39,
                    "slope-without-reset",
                    "divides by the slope of the sum over arrivals, without what resets add",
                    "SpikeProp for one spike, used for several",
                    slope((cell, right, fallen) -> right - fallen)),
            Mistake.of(
                    40,
                    "slope-clipped",
                    "divides by 0.1 where the slope is less",
                    "respikeprop: if(du_dt<.1) du_dt=.1",
                    slope((cell, right, fallen) -> Math.max(right, 0.1))),
            Mistake.of(
                    41,
                    "slope-with-epsilon",
                    "adds an ε to the slope before it divides",
                    "eventax 1e-12, pytorch-eventprop 1e-10, jaxsnn 1e-6",
                    "ε",
                    EPSILONS,
                    epsilon -> slope((cell, right, fallen) -> right + epsilon)),
            Mistake.of(
                    42,
                    "gradient-sign",
                    "has the gradient with the other sign",
                    "the step of a descent for its gradient",
                    gradient((wire, cell) -> -1)),
            Mistake.of(
                    43,
                    "gradient-by-current-weight",
                    "has the derivative by w of the convention current, β dℓ/dW",
                    "Wunderlich and Pehle's gradient for Lee et al.'s weights",
                    gradient((wire, cell) -> cell.beta())),
            Mistake.of(
                    44,
                    "gradient-without-tau-syn",
                    "lacks the factor τ_syn: α dℓ/dW",
                    "dℓ/dw = −τ_syn Σ λ_I of EventProp, without the factor",
                    gradient((wire, cell) -> wire.alpha())),
            Mistake.of(
                    45,
                    "sampled-when-sent",
                    "samples λ_I when a spike is sent, not when it arrives",
                    "ml_genn #161; errata-E13",
                    new Program() {
                        @Override
                        double samples(Arrival arrival) {
                            return arrival.sent();
                        }
                    }),
            Mistake.of(
                    46,
                    "recurrence-cut",
                    "has no gradient through synapses that go back or stay in a population",
                    "truncated backpropagation, e-prop",
                    new Program() {
                        @Override
                        double through(Circuit circuit, Wire wire) {
                            return circuit.layer(wire.pre()) < circuit.layer(wire.post()) ? 1 : 0;
                        }
                    }),
            new Mistake(
                    47,
                    "binary32-declared-binary64",
                    "computes in binary32 and declares binary64",
                    "float32 is the default of PyTorch and JAX",
                    traits -> List.of(new Suspect.Rounding("", BINARY32))),
            Mistake.of(
                    48,
                    "own-spike-decayed-since-the-one-before",
                    "lets the effect of a neuron's earlier spike decay over the time before it, too",
                    "respikeprop (3 % wrong at the second spike)",
                    new Program() {
                        @Override
                        double own(double right, double decay, double decayBefore) {
                            return right * decayBefore;
                        }
                    }));

    private GradientMistakes() {}

    /** What stands for V'(f). */
    private interface Slope {
        double of(Cell cell, double right, double fallen);
    }

    /** A factor of dℓ/dW. */
    private interface Factor {
        double of(Wire wire, Cell target);
    }

    private static Program slope(Slope slope) {
        return new Program() {
            @Override
            double slope(Cell cell, double right, double fallen) {
                return slope.of(cell, right, fallen);
            }
        };
    }

    private static Program gradient(Factor factor) {
        return new Program() {
            @Override
            double reportedGradient(Wire wire, Cell target, double right) {
                return factor.of(wire, target) * right;
            }
        };
    }
}
