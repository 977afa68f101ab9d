package io.github.goldspike.diagnosis;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.diagnosis.Spikes.Firing;
import io.github.goldspike.model.Loss;
import java.util.List;

/**
 * A loss of spike times as a program has it.
 *
 * @param value ℓ
 * @param partials ∂ℓ/∂f by spike
 */
record Objective(double value, double[] partials) {

    private static final Outcome<Objective> NEEDS_A_SPIKE =
            new Outcome.Undefined<>("a spike that the loss needs does not happen");

    /** ∂(value, partials) with what a program makes of {@code −log softmax(−f/τ0)_l + γ(e^{f_l/τ1} − 1)}. */
    static Outcome<Objective> of(Loss.FirstSpikeCrossEntropy loss, Circuit circuit, Spikes spikes, Program program) {
        double tau0 = loss.tau0().toDouble() * program.temperatureSign();
        double tau1 = loss.tau1().toDouble();
        double gamma = loss.gamma().toDouble() * program.penaltyFactor();
        double[] partials = new double[spikes.firings().size()];
        List<Firing> ofLabel = spikes.of(circuit.cell(loss.population(), loss.label()));
        if (ofLabel.isEmpty()) {
            return NEEDS_A_SPIKE;
        }
        Firing label = ofLabel.get(0);
        double others = 0;
        for (int i = 0; i < circuit.cells().size(); i++) {
            if (circuit.cells().get(i).population().equals(loss.population()) && i != label.cell()) {
                List<Firing> train = spikes.of(i);
                if (!train.isEmpty()) {
                    Firing first = train.get(0);
                    partials[first.number()] = Math.exp((label.time() - first.time()) / tau0);
                    others += partials[first.number()];
                } else if (program.silentSpikeAtHorizon()) {
                    others += Math.exp((label.time() - circuit.horizon()) / tau0);
                }
            }
        }
        for (int f = 0; f < partials.length; f++) {
            partials[f] /= -(1 + others) * tau0;
        }
        double late = label.time() / tau1;
        partials[label.number()] = others / ((1 + others) * tau0) + gamma / tau1 * Math.exp(late);
        return new Outcome.Known<>(new Objective(Math.log1p(others) + gamma * Math.expm1(late), partials));
    }

    /** ½ Σ (f − target)². */
    static Outcome<Objective> of(Loss.SpikeTimeSquare loss, Circuit circuit, Spikes spikes, Program program) {
        double[] partials = new double[spikes.firings().size()];
        double value = 0;
        for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
            List<Firing> train = spikes.of(circuit.cell(target.population(), target.neuron()));
            int index = program.targetIndex(target.spike());
            if (index >= train.size()) {
                return NEEDS_A_SPIKE;
            }
            double miss = train.get(index).time() - target.time().toDouble();
            double factor = program.squareFactor(loss.targets().size());
            value += factor * miss * miss;
            partials[train.get(index).number()] += 2 * factor * miss;
        }
        return new Outcome.Known<>(new Objective(value, partials));
    }
}
