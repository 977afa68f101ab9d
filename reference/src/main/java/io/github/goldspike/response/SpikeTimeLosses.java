package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Loss;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two losses that are functions of spike times alone (gradient-G4), of the spikes of a raster. */
final class SpikeTimeLosses {

    private final ResponseLoop.Raster raster;
    private final boolean complete;
    private final int bits;

    /** @param complete whether there are no spikes but those of the raster */
    SpikeTimeLosses(ResponseLoop.Raster raster, boolean complete) {
        this.raster = raster;
        this.complete = complete;
        this.bits = raster.bits();
    }

    private Optional<Integer> find(int neuron, int index) {
        for (int f = 0; f < raster.firings().size(); f++) {
            if (raster.firings().get(f).neuron() == neuron
                    && raster.firings().get(f).index() == index) {
                return Optional.of(f);
            }
        }
        return Optional.empty();
    }

    private Ball time(int spike) {
        return raster.firings().get(spike).time();
    }

    private List<Ball> zeros() {
        return new ArrayList<>(Collections.nCopies(raster.firings().size(), Ball.ZERO.withPrecision(bits)));
    }

    /**
     * ℓ = log Σ_j e^{−(f_j − f_l)/τ0} + γ·expm1(f_l/τ1).
     *
     * @param first number of the first neuron of the population
     * @param size how many there are
     */
    <P> Outcome<LossPartials<P>> of(Loss.FirstSpikeCrossEntropy loss, int first, int size) {
        Optional<Integer> label = find(first + loss.label(), 0);
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Optional<Integer> spike = find(first + i, 0);
            if (spike.isEmpty() && !complete) {
                return new Outcome.Open<>(
                        "whether neuron " + i + " of \"" + loss.population() + "\" spikes was not decided");
            }
            if (i != loss.label()) {
                spike.ifPresent(others::add);
            }
        }
        if (label.isEmpty()) {
            return new Outcome.Undefined<>("the label neuron is silent");
        }
        Ball tau0 = Ball.of(loss.tau0(), bits);
        Ball tau1 = Ball.of(loss.tau1(), bits);
        Ball gamma = Ball.of(loss.gamma(), bits);
        Ball labelTime = time(label.get());
        Ball sum = Ball.ZERO.withPrecision(bits);
        List<Ball> odds = new ArrayList<>();
        for (int spike : others) {
            Ball odd = labelTime.minus(time(spike)).dividedBy(tau0).exp();
            odds.add(odd);
            sum = sum.plus(odd);
        }
        Ball total = sum.plus(Ball.ONE);
        Ball late = labelTime.dividedBy(tau1);
        Ball value = total.log();
        Ball byLabel = sum.dividedBy(total).dividedBy(tau0);
        if (!gamma.isZero()) {
            value = value.plus(gamma.times(late.expm1()));
            byLabel = byLabel.plus(gamma.times(late.exp()).dividedBy(tau1));
        }
        List<Ball> bySpike = zeros();
        for (int k = 0; k < others.size(); k++) {
            bySpike.set(
                    others.get(k), odds.get(k).dividedBy(total).dividedBy(tau0).negate());
        }
        bySpike.set(label.get(), byLabel);
        return new Outcome.Known<>(new LossPartials<>(value, bySpike, Map.of()));
    }

    /**
     * ℓ = ½ Σ (f − target)².
     *
     * @param network numbers the neurons
     */
    <P> Outcome<LossPartials<P>> of(Loss.SpikeTimeSquare loss, FileNetwork network) {
        Ball value = Ball.ZERO.withPrecision(bits);
        List<Ball> bySpike = zeros();
        for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
            Optional<Integer> spike = find(network.firstNeuron(target.population()) + target.neuron(), target.spike());
            if (spike.isEmpty()) {
                String name = "spike " + target.spike() + " of neuron " + target.neuron() + " of \""
                        + target.population() + "\"";
                return complete
                        ? new Outcome.Undefined<>(name + " does not happen")
                        : new Outcome.Open<>("whether " + name + " happens was not decided");
            }
            Ball miss = time(spike.get()).minus(Ball.of(target.time(), bits));
            value = value.plus(miss.times(miss).half());
            bySpike.set(spike.get(), bySpike.get(spike.get()).plus(miss));
        }
        return new Outcome.Known<>(new LossPartials<>(value, bySpike, Map.of()));
    }
}
