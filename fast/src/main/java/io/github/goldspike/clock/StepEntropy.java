package io.github.goldspike.clock;

import io.github.goldspike.model.Loss;
import java.util.Optional;

/** The mean over the steps of −log softmax(z_n)_label. */
final class StepEntropy implements LossOnSteps {

    private final Layout layout;
    private final Layout.Group group;
    private final Tape tape;
    private final int[] labels;

    StepEntropy(Loss.SpikeStepCrossEntropy loss, Layout layout, Simulation simulation, int[] labels) {
        this.layout = layout;
        this.group = layout.group(loss.population());
        this.tape = simulation.tape();
        this.labels = labels;
    }

    private double spike(int unit, int row, int lane) {
        return tape.spikes[layout.first() + row].get(unit, lane);
    }

    /** Σ e^z. */
    private double total(int row, int lane) {
        double sum = 0;
        for (int unit = group.from(); unit < group.to(); unit++) {
            sum += spike(unit, row, lane) == 0 ? 1 : Math.E;
        }
        return sum;
    }

    @Override
    public double value(int lane) {
        double sum = 0;
        for (int row = 0; row < layout.count(); row++) {
            sum += Math.log(total(row, lane)) - spike(group.from() + labels[lane], row, lane);
        }
        return layout.count() == 0 ? 0 : sum / layout.count();
    }

    @Override
    public Optional<String> undefined(int lane) {
        return layout.count() == 0 ? Optional.of("there is no step to take the mean over") : Optional.empty();
    }

    @Override
    public Optional<String> withoutTimeGradient() {
        return Optional.of(CountEntropy.NOT_OF_TIMES);
    }

    @Override
    public void addBySpike(int row, Lanes byZ) {
        for (int lane = 0; lane < byZ.lanes(); lane++) {
            double total = total(row, lane);
            for (int unit = group.from(); unit < group.to(); unit++) {
                double share = (spike(unit, row, lane) == 0 ? 1 : Math.E) / total;
                double wanted = unit == group.from() + labels[lane] ? 1 : 0;
                byZ.set(unit, lane, byZ.get(unit, lane) + (share - wanted) / layout.count());
            }
        }
    }
}
