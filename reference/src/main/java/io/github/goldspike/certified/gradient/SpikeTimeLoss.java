package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Loss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two losses that are functions of spike times alone (gradient-G4). */
public final class SpikeTimeLoss {

    private final Wiring wiring;
    private final Raster raster;
    private final Ball horizon;
    private final int bits;

    public SpikeTimeLoss(Wiring wiring, Raster raster, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.horizon = Ball.of(wiring.horizon(), bits).lower();
        this.bits = bits;
    }

    /** ℓ = log Σ_j e^{−(f_j − f_l)/τ0} + γ·expm1(f_l/τ1), the paper's loss (sec. 5.3) with the sign of errata-P1. */
    public Outcome<LossSensitivity> of(Loss.FirstSpikeCrossEntropy loss) {
        int first = wiring.neuron(loss.population(), 0);
        int size = (int) wiring.neurons().stream()
                .filter(neuron -> neuron.population().equals(loss.population()))
                .count();
        List<Integer> firstSpikes = new ArrayList<>();
        int label = first + loss.label();
        for (int i = first; i < first + size; i++) {
            if (!raster.trains().get(i).isEmpty()) {
                firstSpikes.add(raster.trains().get(i).get(0));
            } else if (!provedSilent(i)) {
                return new Outcome.Open<>(
                        "whether neuron " + (i - first) + " of \"" + loss.population() + "\" spikes was not decided");
            } else if (i == label) {
                return new Outcome.Undefined<>("the label neuron is silent");
            }
        }
        int labelSpike = raster.trains().get(label).get(0);
        Ball tau0 = Ball.of(loss.tau0(), bits);
        Ball tau1 = Ball.of(loss.tau1(), bits);
        Ball gamma = Ball.of(loss.gamma(), bits);
        Ball labelTime = raster.spikes().get(labelSpike).time();
        FirstSpikeOdds odds = FirstSpikeOdds.of(raster, firstSpikes, labelSpike, tau0, bits);
        Ball total = odds.total();
        Ball late = labelTime.dividedBy(tau1);
        if (late.magnitude() > TermTooGreat.MAGNITUDE && !gamma.isZero()) {
            throw new TermTooGreat(
                    "the term gamma·(e^(f/tau1) − 1) of the loss is too great: f/tau1 is beyond a million");
        }
        Ball value = total.log().minus(odds.logOfLabel());
        Ball byLate = gamma;
        if (!gamma.isZero()) {
            value = value.plus(gamma.times(late.expm1()));
            byLate = gamma.times(late.exp()).dividedBy(tau1);
        }
        Map<Integer, Ball> bySpike = new HashMap<>();
        odds.others()
                .forEach((spike, odd) ->
                        bySpike.put(spike, odd.dividedBy(total).dividedBy(tau0).negate()));
        bySpike.put(labelSpike, odds.ofOthers().dividedBy(total).dividedBy(tau0).plus(byLate));
        return new Outcome.Known<>(new LossSensitivity(value, bySpike, Map.of()));
    }

    /** ℓ = ½ Σ (f − target)². */
    public Outcome<LossSensitivity> of(Loss.SpikeTimeSquare loss) {
        Ball value = Ball.ZERO.withPrecision(bits);
        Map<Integer, Ball> bySpike = new HashMap<>();
        for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
            int neuron = wiring.neuron(target.population(), target.neuron());
            List<Integer> train = raster.trains().get(neuron);
            if (target.spike() >= train.size()) {
                String name = "spike " + target.spike() + " of neuron " + target.neuron() + " of \""
                        + target.population() + "\"";
                return provedSilent(neuron)
                        ? new Outcome.Undefined<>(name + " does not happen")
                        : new Outcome.Open<>("whether " + name + " happens was not decided");
            }
            int spike = train.get(target.spike());
            Ball miss = raster.spikes().get(spike).time().minus(Ball.of(target.time(), bits));
            value = value.plus(miss.times(miss).half());
            bySpike.merge(spike, miss, Ball::plus);
        }
        return new Outcome.Known<>(new LossSensitivity(value, bySpike, Map.of()));
    }

    /** Whether it is proved that the neuron has no more spikes than those found. */
    private boolean provedSilent(int neuron) {
        return raster.provedUntil().get(neuron).compareMidpoints(horizon) >= 0;
    }
}
