package io.github.goldspike.batch;

/**
 * The loss of [FP sec. 5.3], with the sign of errata-P1, and a term for a label neuron that is silent (training-T1, training-T2):
 *
 * <pre>−log(e^{−f_l/τ0} / Σ_j e^{−f_j/τ0}) + γ (e^{f_l/τ1} − 1) + κ (ϑ − V_max) if l is silent</pre>
 *
 * f_j is the first spike of output j, the horizon for a silent one (which has no derivative then), l the label.
 *
 * @param tau0 time constant of the softmax
 * @param tau1 time constant of the reward for early label spikes
 * @param gamma its factor, ≥ 0
 * @param kappa factor of the distance of a silent label neuron from its threshold, ≥ 0
 */
public record FirstSpikeLoss(double tau0, double tau1, double gamma, double kappa) implements SampleLoss {

    /** @throws IllegalArgumentException naming the value that is out of range */
    public FirstSpikeLoss {
        if (!(tau0 > 0 && tau1 > 0 && gamma >= 0 && kappa >= 0)) {
            throw new IllegalArgumentException(
                    "tau0 " + tau0 + ", tau1 " + tau1 + ", gamma " + gamma + ", kappa " + kappa);
        }
    }

    @Override
    public double value(Simulation simulation, Weights weights, int label) {
        double value = ofSpikes(odds(simulation, weights, label), labelTime(simulation, weights, label));
        return silent(simulation, label) ? value + ofPeak(peak(simulation, weights, label), weights) : value;
    }

    @Override
    public LossDerivatives derivatives(Simulation simulation, Weights weights, int label) {
        double labelTime = labelTime(simulation, weights, label);
        double[] odds = odds(simulation, weights, label);
        double sum = sum(odds);
        double[] byFirstSpike = new double[odds.length];
        // With S = 1 + Σ odds no 1 − p is formed (gradient-G4).
        for (int j = 0; j < odds.length; j++) {
            byFirstSpike[j] = -odds[j] / ((1 + sum) * tau0);
        }
        byFirstSpike[label] = sum / ((1 + sum) * tau0) + gamma / tau1 * StrictMath.exp(labelTime / tau1);
        double value = ofSpikes(odds, labelTime);
        if (!silent(simulation, label)) {
            return new LossDerivatives(value, byFirstSpike);
        }
        PeakTerm peak = peak(simulation, weights, label);
        return new LossDerivatives(value + ofPeak(peak, weights), byFirstSpike, peak);
    }

    /** e^{(f_l − f_j)/τ0} for each output, 0 for the label. */
    private double[] odds(Simulation simulation, Weights weights, int label) {
        double horizon = weights.layers().horizon();
        double labelTime = labelTime(simulation, weights, label);
        double[] odds = new double[weights.layers().last().neurons()];
        for (int j = 0; j < odds.length; j++) {
            if (j != label) {
                odds[j] = StrictMath.exp((labelTime - Math.min(simulation.firstSpike(j), horizon)) / tau0);
            }
        }
        return odds;
    }

    private static double sum(double[] odds) {
        double sum = 0;
        for (double o : odds) {
            sum += o;
        }
        return sum;
    }

    private static double labelTime(Simulation simulation, Weights weights, int label) {
        return Math.min(simulation.firstSpike(label), weights.layers().horizon());
    }

    /** Whether the term with κ is there. */
    private boolean silent(Simulation simulation, int label) {
        return kappa > 0 && simulation.firstSpike(label) == Double.POSITIVE_INFINITY;
    }

    private PeakTerm peak(Simulation simulation, Weights weights, int label) {
        return simulation.peak(weights, label, kappa);
    }

    private double ofSpikes(double[] odds, double labelTime) {
        return StrictMath.log1p(sum(odds)) + gamma * StrictMath.expm1(labelTime / tau1);
    }

    private double ofPeak(PeakTerm peak, Weights weights) {
        return kappa * (weights.layers().last().threshold() - peak.potential());
    }
}
