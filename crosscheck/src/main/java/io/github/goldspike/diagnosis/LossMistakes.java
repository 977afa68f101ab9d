package io.github.goldspike.diagnosis;

import io.github.goldspike.diagnosis.Circuit.Cell;
import io.github.goldspike.diagnosis.Circuit.Wire;
import java.util.List;

/** Mistakes in what is differentiated. */
final class LossMistakes {

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    26,
                    "penalty-sign",
                    "subtracts the penalty γ(e^{f/τ1} − 1) of a late label spike",
                    "exact_snn_forward_prop; the paper prints it so (errata-P1)",
                    penalty(-1)),
            Mistake.of(
                    27,
                    "penalty-lost",
                    "leaves out the penalty of a late label spike",
                    "jaxsnn's ttfs_loss",
                    penalty(0)),
            Mistake.of(
                    28,
                    "softmax-sign",
                    "takes the softmax of f/τ0 for that of −f/τ0: the last spike wins",
                    "losses for rates, used for times",
                    new Program() {
                        @Override
                        double temperatureSign() {
                            return -1;
                        }
                    }),
            Mistake.of(
                    29,
                    "loss-negated",
                    "has the loss with the other sign",
                    "jaxsnn's ttfs_loss; its test asserts that better is higher",
                    new Program() {
                        @Override
                        double reportedLoss(double right) {
                            return -right;
                        }

                        @Override
                        double reportedGradient(Wire wire, Cell target, double right) {
                            return -right;
                        }
                    }),
            Mistake.of(
                    30,
                    "square-without-half",
                    "has Σ (f − target)² for ½ Σ (f − target)²",
                    "the mean-square losses of most libraries",
                    new Program() {
                        @Override
                        double squareFactor(int targets) {
                            return 1;
                        }
                    }),
            Mistake.of(
                    31,
                    "mean-of-squares",
                    "divides the sum of squares by the number of targets",
                    "reduction = mean, the default of PyTorch",
                    new Program() {
                        @Override
                        double squareFactor(int targets) {
                            return 0.5 / targets;
                        }
                    }),
            Mistake.of(
                    32,
                    "silent-at-horizon",
                    "lets silent neurons take part in the softmax as if they spiked at the horizon",
                    "ml_genn's phantom spike; fastAndDeep has a fixed 100",
                    new Program() {
                        @Override
                        boolean silentSpikeAtHorizon() {
                            return true;
                        }
                    }),
            Mistake.of(
                    33,
                    "target-index",
                    "takes the spike after the one that a target names",
                    "indices from 1 for indices from 0",
                    new Program() {
                        @Override
                        int targetIndex(int index) {
                            return index + 1;
                        }
                    }));

    private LossMistakes() {}

    private static Program penalty(double factor) {
        return new Program() {
            @Override
            double penaltyFactor() {
                return factor;
            }
        };
    }
}
