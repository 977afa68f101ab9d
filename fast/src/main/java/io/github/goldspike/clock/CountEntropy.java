package io.github.goldspike.clock;

import io.github.goldspike.model.Loss;
import io.github.goldspike.simd.Exponential;
import java.util.Optional;

/** −log softmax(scale · counts)_label. */
final class CountEntropy implements LossOnSteps {

    /** Why numbers of spikes have no derivatives by times. */
    static final String NOT_OF_TIMES = "numbers of spikes do not move with the spikes";

    private final Layout.Group group;
    private final double[] values;
    /** ∂ℓ/∂count by lane and neuron. */
    private final double[][] byCount;

    CountEntropy(Loss.SpikeCountCrossEntropy loss, Layout layout, Trains trains, int[] labels) {
        this.group = layout.group(loss.population());
        this.values = new double[trains.lanes()];
        this.byCount = new double[trains.lanes()][group.to() - group.from()];
        double scale = loss.scale().toDouble();
        for (int lane = 0; lane < values.length; lane++) {
            int own = trains.of(group.from() + labels[lane], lane).size();
            double[] odds = byCount[lane];
            double others = 0;
            for (int k = 0; k < odds.length; k++) {
                odds[k] = Exponential.exp(
                        scale * (trains.of(group.from() + k, lane).size() - own));
                others += k == labels[lane] ? 0 : odds[k];
            }
            values[lane] = Math.log1p(others);
            for (int k = 0; k < odds.length; k++) {
                // 1 − p_label is the sum of the others', without cancellation.
                odds[k] = scale * (k == labels[lane] ? -others : odds[k]) / (1 + others);
            }
        }
    }

    @Override
    public double value(int lane) {
        return values[lane];
    }

    @Override
    public Optional<String> withoutTimeGradient() {
        return Optional.of(NOT_OF_TIMES);
    }

    @Override
    public void addBySpike(int row, Lanes byZ) {
        for (int lane = 0; lane < byZ.lanes(); lane++) {
            for (int unit = group.from(); unit < group.to(); unit++) {
                byZ.set(unit, lane, byZ.get(unit, lane) + byCount[lane][unit - group.from()]);
            }
        }
    }
}
