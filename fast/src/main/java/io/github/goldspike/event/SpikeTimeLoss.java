package io.github.goldspike.event;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import io.github.goldspike.simd.Exponential;

/** The two losses that are functions of spike times alone (gradient.md, G4). */
final class SpikeTimeLoss {

    /**
     * A loss and its partial derivatives.
     *
     * @param partials ∂ℓ/∂f by spike
     */
    record Value(double loss, double[] partials) {}

    private final Raster raster;
    private final Translation translation;
    private final int[][] trains;

    /** @param trains for each neuron its spikes */
    SpikeTimeLoss(Raster raster, Translation translation, int[][] trains) {
        this.raster = raster;
        this.translation = translation;
        this.trains = trains;
    }

    /** ℓ = log Σ_j e^{−(f_j − f_l)/τ0} + γ·expm1(f_l/τ1). */
    Outcome<Value> of(Loss.FirstSpikeCrossEntropy loss, int size) {
        int first = translation.firstUnit(loss.population());
        int[] ofLabel = trains[first + loss.label()];
        if (ofLabel.length == 0) {
            return new Outcome.Undefined<>("the label neuron is silent");
        }
        double tau0 = loss.tau0().toDouble();
        double tau1 = loss.tau1().toDouble();
        double gamma = loss.gamma().toDouble();
        double[] partials = new double[raster.size()];
        int label = ofLabel[0];
        double others = 0;
        for (int i = first; i < first + size; i++) {
            if (i != first + loss.label() && trains[i].length > 0) {
                int spike = trains[i][0];
                double lead =
                        (raster.time(label) - raster.time(spike)) + (raster.timeLow(label) - raster.timeLow(spike));
                partials[spike] = Exponential.exp(lead / tau0);
                others += partials[spike];
            }
        }
        double total = 1 + others;
        for (int i = first; i < first + size; i++) {
            if (i != first + loss.label() && trains[i].length > 0) {
                partials[trains[i][0]] /= -total * tau0;
            }
        }
        double late = raster.time(label) / tau1;
        partials[label] = others / (total * tau0) + gamma / tau1 * Exponential.exp(late);
        return new Outcome.Known<>(new Value(StrictMath.log1p(others) + gamma * Exponential.expm1(late), partials));
    }

    /** ℓ = ½ Σ (f − target)². */
    Outcome<Value> of(Loss.SpikeTimeSquare loss) {
        double[] partials = new double[raster.size()];
        double value = 0;
        for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
            int[] train = trains[translation.neuron(target.population(), target.neuron())];
            if (target.spike() >= train.length) {
                return new Outcome.Undefined<>("spike " + target.spike() + " of neuron " + target.neuron() + " of \""
                        + target.population() + "\" does not happen");
            }
            int spike = train[target.spike()];
            Rational wanted = target.time();
            double miss = (raster.time(spike) - wanted.toDouble()) + (raster.timeLow(spike) - Translation.low(wanted));
            value += miss * miss / 2;
            partials[spike] += miss;
        }
        return new Outcome.Known<>(new Value(value, partials));
    }
}
