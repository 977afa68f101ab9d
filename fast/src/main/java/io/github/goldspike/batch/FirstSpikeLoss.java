package io.github.goldspike.batch;

/**
 * The loss of Lee et al., section 5.3, with the sign of errata P1, and a term for a label neuron that is silent (training.md, T1, T2):
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
    public double backward(Simulation simulation, Weights weights, int label, Weights gradient) {
        Layers layers = weights.layers();
        int outputs = layers.last().neurons();
        double[] byFirstSpike = new double[outputs];
        double labelTime = Math.min(simulation.firstSpike(label), layers.horizon());
        double sum = 0;
        for (int j = 0; j < outputs; j++) {
            if (j != label) {
                double odds = StrictMath.exp((labelTime - Math.min(simulation.firstSpike(j), layers.horizon())) / tau0);
                byFirstSpike[j] = -odds;
                sum += odds;
            }
        }
        // With S = 1 + Σ odds no 1 − p is formed (gradient.md, G4).
        for (int j = 0; j < outputs; j++) {
            byFirstSpike[j] /= (1 + sum) * tau0;
        }
        byFirstSpike[label] = sum / ((1 + sum) * tau0) + gamma / tau1 * StrictMath.exp(labelTime / tau1);
        double loss = StrictMath.log1p(sum) + gamma * StrictMath.expm1(labelTime / tau1);
        if (simulation.firstSpike(label) < Double.POSITIVE_INFINITY || kappa == 0) {
            simulation.backward(weights, byFirstSpike, PeakTerm.NONE, gradient);
            return loss;
        }
        PeakTerm peak = simulation.peak(weights, label, kappa);
        simulation.backward(weights, byFirstSpike, peak, gradient);
        return loss + kappa * (layers.last().threshold() - peak.potential());
    }
}
