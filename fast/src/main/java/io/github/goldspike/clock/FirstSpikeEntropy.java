package io.github.goldspike.clock;

import io.github.goldspike.model.Loss;
import io.github.goldspike.simd.Exponential;
import java.util.List;
import java.util.Optional;

/** −log softmax(−f/τ0)_label + γ (e^(f_l/τ1) − 1) of the first spikes. */
final class FirstSpikeEntropy implements LossOnSteps {

    private final Layout.Group group;
    private final String name;
    private final double dt;
    private final double tau0;
    private final double tau1;
    private final double gamma;
    private final Trains trains;
    private final int[] labels;

    FirstSpikeEntropy(Loss.FirstSpikeCrossEntropy loss, Layout layout, Trains trains, int[] labels) {
        this.group = layout.group(loss.population());
        this.name = loss.population();
        this.dt = layout.grid().dt().toDouble();
        this.tau0 = loss.tau0().toDouble();
        this.tau1 = loss.tau1().toDouble();
        this.gamma = loss.gamma().toDouble();
        this.trains = trains;
        this.labels = labels;
    }

    private int label(int lane) {
        return group.from() + labels[lane];
    }

    /** e^((f_l − f)/τ0), 0 for a silent neuron. */
    private double odds(int unit, int lane) {
        List<Integer> train = trains.of(unit, lane);
        return train.isEmpty()
                ? 0
                : Exponential.exp((trains.of(label(lane), lane).get(0) - train.get(0)) * dt / tau0);
    }

    private double oddsOfOthers(int lane) {
        double sum = 0;
        for (int unit = group.from(); unit < group.to(); unit++) {
            sum += unit == label(lane) ? 0 : odds(unit, lane);
        }
        return sum;
    }

    @Override
    public double value(int lane) {
        if (undefined(lane).isPresent()) {
            return 0;
        }
        double late = trains.of(label(lane), lane).get(0) * dt / tau1;
        return Math.log1p(oddsOfOthers(lane)) + gamma * Exponential.expm1(late);
    }

    @Override
    public Optional<String> undefined(int lane) {
        return trains.of(label(lane), lane).isEmpty()
                ? Optional.of("the label neuron " + labels[lane] + " of \"" + name + "\" does not spike")
                : Optional.empty();
    }

    @Override
    public Optional<String> withoutSurrogateGradient() {
        return Optional.of("spike times are whole steps");
    }

    @Override
    public double byTime(int unit, int lane, int spike) {
        if (spike > 0 || unit < group.from() || unit >= group.to()) {
            return 0;
        }
        double others = oddsOfOthers(lane);
        if (unit != label(lane)) {
            return -odds(unit, lane) / (1 + others) / tau0;
        }
        double late = trains.of(unit, lane).get(0) * dt / tau1;
        return others / (1 + others) / tau0 + gamma / tau1 * Exponential.exp(late);
    }
}
