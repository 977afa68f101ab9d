package io.github.goldspike.clock;

import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Optional;

/** ½ Σ (f − target)². */
final class SquaredTimes implements LossOnSteps {

    private final Loss.SpikeTimeSquare loss;
    private final Layout layout;
    private final Trains trains;

    SquaredTimes(Loss.SpikeTimeSquare loss, Layout layout, Trains trains) {
        this.loss = loss;
        this.layout = layout;
        this.trains = trains;
    }

    private int unit(Loss.SpikeTimeSquare.Target target) {
        return layout.group(target.population()).from() + target.neuron();
    }

    /** f − target, its rational value rounded once. */
    private double miss(Loss.SpikeTimeSquare.Target target, int lane) {
        List<Integer> train = trains.of(unit(target), lane);
        Rational time = layout.grid().dt().times(Rational.of(train.get(target.spike())));
        return time.minus(target.time()).toDouble();
    }

    @Override
    public double value(int lane) {
        double sum = 0;
        for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
            if (trains.of(unit(target), lane).size() > target.spike()) {
                sum += miss(target, lane) * miss(target, lane);
            }
        }
        return sum / 2;
    }

    @Override
    public Optional<String> undefined(int lane) {
        return loss.targets().stream()
                .filter(target -> trains.of(unit(target), lane).size() <= target.spike())
                .findFirst()
                .map(target -> "neuron " + target.neuron() + " of \"" + target.population() + "\" has no spike "
                        + target.spike());
    }

    @Override
    public Optional<String> withoutSurrogateGradient() {
        return Optional.of("spike times are whole steps");
    }

    @Override
    public double byTime(int unit, int lane, int spike) {
        double sum = 0;
        for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
            if (unit(target) == unit && target.spike() == spike) {
                sum += miss(target, lane);
            }
        }
        return sum;
    }
}
