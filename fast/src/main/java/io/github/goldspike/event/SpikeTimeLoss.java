package io.github.goldspike.event;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import io.github.goldspike.simd.Exponential;

/** The two losses that are functions of spike times alone (gradient-G4). */
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

    /** ℓ = L/τ0 + log(e^{−L/τ0} + Σ_{j≠l} e^{(f_l − f_j − L)/τ0}) + γ·expm1(f_l/τ1), L = max(0, f_l − f_j): no exponent is above 0. */
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
        double greatest = 0;
        for (int i = first; i < first + size; i++) {
            if (i != first + loss.label() && trains[i].length > 0) {
                int spike = trains[i][0];
                double lead =
                        (raster.time(label) - raster.time(spike)) + (raster.timeLow(label) - raster.timeLow(spike));
                partials[spike] = lead;
                greatest = Math.max(greatest, partials[spike]);
            }
        }
        double own = Exponential.exp(-greatest / tau0);
        double others = 0;
        for (int i = first; i < first + size; i++) {
            if (i != first + loss.label() && trains[i].length > 0) {
                int spike = trains[i][0];
                partials[spike] = Exponential.exp((partials[spike] - greatest) / tau0);
                others += partials[spike];
            }
        }
        double total = own + others;
        for (int i = first; i < first + size; i++) {
            if (i != first + loss.label() && trains[i].length > 0) {
                partials[trains[i][0]] /= -total;
                partials[trains[i][0]] /= tau0;
            }
        }
        double late = raster.time(label) / tau1;
        boolean penalised = gamma != 0;
        partials[label] = others / total / tau0 + (penalised ? gamma / tau1 * Exponential.exp(late) : 0);
        double surprise = greatest / tau0 + StrictMath.log1p((own - 1) + others);
        return new Outcome.Known<>(new Value(surprise + (penalised ? gamma * Exponential.expm1(late) : 0), partials));
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
