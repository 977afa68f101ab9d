package io.github.goldspike.textbook;

import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Loss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ℓ_F(F) of [FP eq. 6]: losses on firing times. */
final class SpikeTimeLoss {

    private final RoundedNetwork rounded;
    private final History history;

    SpikeTimeLoss(RoundedNetwork rounded, History history) {
        this.rounded = rounded;
        this.history = history;
    }

    /** The loss, and L1 of [FP eq. 8]. */
    Outcome<Variable> of(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return of(entropy);
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return of(square);
        }
        throw new IllegalArgumentException("no loss of spike times: " + loss);
    }

    /** −log( e^{−f_l/τ0} / Σ_j e^{−f_j/τ0} ) + γ (e^{f_l/τ1} − 1) over the neurons j that fire, sec. 5.3 with + γ. */
    private Outcome<Variable> of(Loss.FirstSpikeCrossEntropy loss) {
        List<Firing> labelSpikes = history.spikes(rounded.number(loss.population(), loss.label()));
        if (labelSpikes.isEmpty()) {
            return new Outcome.Undefined<>("the label neuron is silent");
        }
        Precision precision = rounded.precision();
        Real tau0 = precision.of(loss.tau0());
        Real tau1 = precision.of(loss.tau1());
        Firing label = labelSpikes.get(0);
        // e^{−(f_j − f)/τ0}, f the first of all: one term is 1, so the logarithm is of a number above 1.
        Map<Firing, Real> exponentials = new LinkedHashMap<>();
        Real sum = precision.of(0);
        Real earliest = label.time();
        for (int i = 0; i < rounded.neurons().size(); i++) {
            if (rounded.neurons().get(i).population().equals(loss.population())
                    && !history.spikes(i).isEmpty()) {
                Firing first = history.spikes(i).get(0);
                exponentials.put(first, first.time());
                earliest = Real.max(earliest.negate(), first.time().negate()).negate();
            }
        }
        Real origin = earliest;
        exponentials.replaceAll(
                (first, time) -> time.minus(origin).over(tau0).negate().exp());
        for (Real exponential : exponentials.values()) {
            sum = sum.plus(exponential);
        }
        Real regularised = regularised(label.time().over(tau1), precision.of(loss.gamma()));
        Real value = sum.log()
                .plus(label.time().minus(origin).over(tau0))
                .plus(regularised)
                .minus(precision.of(loss.gamma()));
        Differential.Sum differential = new Differential.Sum();
        for (Map.Entry<Firing, Real> entry : exponentials.entrySet()) {
            Real share = entry.getValue().over(sum);
            differential.add(share.over(tau0).negate(), Differential.of(entry.getKey()));
        }
        Real byLabel = precision.of(1).over(tau0).plus(regularised.over(tau1));
        differential.add(byLabel, Differential.of(label));
        return new Outcome.Known<>(new Variable(value, differential.total()));
    }

    /** γ e^{f_l/τ1}. */
    private static Real regularised(Real late, Real gamma) {
        if (gamma.signum() == 0) {
            return gamma;
        }
        if (late.compareTo(gamma.precision().of(TooLargeException.LARGEST_EXPONENT)) > 0) {
            throw new TooLargeException("the term γ(e^{f/τ1} − 1) of the loss, e^{f/τ1} being above 10^100000");
        }
        return late.exp().times(gamma);
    }

    /** ½ Σ (f − target)². */
    private Outcome<Variable> of(Loss.SpikeTimeSquare loss) {
        Real value = rounded.precision().of(0);
        Differential.Sum differential = new Differential.Sum();
        for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
            List<Firing> spikes = history.spikes(rounded.number(target.population(), target.neuron()));
            if (target.spike() >= spikes.size()) {
                return new Outcome.Undefined<>("there is no spike " + target.spike() + " of neuron " + target.neuron()
                        + " of \"" + target.population() + "\"");
            }
            Firing firing = spikes.get(target.spike());
            Real miss = firing.time().minus(rounded.precision().of(target.time()));
            value = value.plus(miss.squared().half());
            differential.add(miss, Differential.of(firing));
        }
        return new Outcome.Known<>(new Variable(value, differential.total()));
    }
}
