package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.gradient.FirstSpikeOdds;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Loss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The second derivatives of the losses of spike times (conditioning-K7). */
final class SpikeTimeCurvature implements LossCurvature {

    private final Wiring wiring;
    private final Raster raster;
    private final int bits;
    /** ℓ_fg, row by row. */
    private final Map<Integer, Map<Integer, Ball>> entries = new HashMap<>();

    private SpikeTimeCurvature(Wiring wiring, Raster raster, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.bits = bits;
    }

    /** @param spikes those that the loss depends on */
    static LossCurvature of(Loss loss, Set<Integer> spikes, Wiring wiring, Raster raster, int bits) {
        SpikeTimeCurvature curvature = new SpikeTimeCurvature(wiring, raster, bits);
        if (loss instanceof Loss.SpikeTimeSquare square) {
            curvature.addSquare(square);
        } else if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            curvature.addCrossEntropy(entropy, spikes);
        }
        return curvature;
    }

    @Override
    public Along along(List<Map<Integer, Ball>> tangents, RelativeParameters parameters) {
        Map<Integer, Map<Integer, Ball>> bySpike = new HashMap<>();
        entries.forEach((f, row) -> {
            Map<Integer, Ball> sum = new HashMap<>();
            row.forEach((g, entry) -> SecondOrder.add(sum, entry, tangents.get(g)));
            bySpike.put(f, sum);
        });
        return new Along(bySpike, Map.of());
    }

    private void add(int f, int g, Ball value) {
        entries.computeIfAbsent(f, unseen -> new HashMap<>()).merge(g, value, Ball::plus);
    }

    private void addSquare(Loss.SpikeTimeSquare loss) {
        for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
            int neuron = wiring.neuron(target.population(), target.neuron());
            int spike = raster.trains().get(neuron).get(target.spike());
            add(spike, spike, Ball.ONE);
        }
    }

    private void addCrossEntropy(Loss.FirstSpikeCrossEntropy loss, Set<Integer> spikes) {
        Ball tau0 = Ball.of(loss.tau0(), bits);
        Ball tau1 = Ball.of(loss.tau1(), bits);
        int label = raster.trains()
                .get(wiring.neuron(loss.population(), loss.label()))
                .get(0);
        FirstSpikeOdds ofSpikes = FirstSpikeOdds.of(raster, spikes, label, tau0, bits);
        Map<Integer, Ball> odds = new HashMap<>(ofSpikes.others());
        odds.put(label, ofSpikes.ofLabel());
        Ball scale = ofSpikes.total().times(tau0);
        for (int j : spikes) {
            // π_j − π_j² = π_j Σ_{k≠j} π_k
            for (int k : spikes) {
                if (j != k) {
                    Ball product =
                            odds.get(j).dividedBy(scale).times(odds.get(k).dividedBy(scale));
                    add(j, k, product.negate());
                    add(j, j, product);
                }
            }
        }
        Ball gamma = Ball.of(loss.gamma(), bits);
        if (!gamma.isZero()) {
            // The loss has this term too, so it is not too great.
            Ball late = raster.spikes().get(label).time().dividedBy(tau1).exp();
            add(label, label, gamma.times(late).dividedBy(tau1.times(tau1)));
        }
    }
}
