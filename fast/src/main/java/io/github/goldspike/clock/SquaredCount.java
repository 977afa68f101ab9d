package io.github.goldspike.clock;

import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import java.util.Optional;

/** ½ Σ (count − target)². */
final class SquaredCount implements LossOnSteps {

    private final Layout.Group group;
    private final double[] targets;
    private final Trains trains;

    SquaredCount(Loss.SpikeCountSquare loss, Layout layout, Trains trains) {
        this.group = layout.group(loss.population());
        this.targets = loss.targets().stream().mapToDouble(Rational::toDouble).toArray();
        this.trains = trains;
    }

    private double miss(int unit, int lane) {
        return trains.of(unit, lane).size() - targets[unit - group.from()];
    }

    @Override
    public double value(int lane) {
        double sum = 0;
        for (int unit = group.from(); unit < group.to(); unit++) {
            sum += miss(unit, lane) * miss(unit, lane);
        }
        return sum / 2;
    }

    @Override
    public Optional<String> withoutTimeGradient() {
        return Optional.of(CountEntropy.NOT_OF_TIMES);
    }

    @Override
    public void addBySpike(int row, Lanes byZ) {
        for (int unit = group.from(); unit < group.to(); unit++) {
            for (int lane = 0; lane < byZ.lanes(); lane++) {
                byZ.set(unit, lane, byZ.get(unit, lane) + miss(unit, lane));
            }
        }
    }
}
