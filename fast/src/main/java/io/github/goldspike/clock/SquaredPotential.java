package io.github.goldspike.clock;

import io.github.goldspike.model.Loss;

/** dt Σ ½ (V − target)² of one neuron. */
final class SquaredPotential implements LossOnSteps {

    private final int unit;
    private final double dt;
    private final double target;
    private final Tape tape;

    SquaredPotential(Loss.VoltageSquare loss, Layout layout, Tape tape) {
        this.unit = layout.group(loss.population()).from() + loss.neuron();
        this.dt = layout.grid().dt().toDouble();
        this.target = loss.target().toDouble();
        this.tape = tape;
    }

    private double miss(int row, int lane) {
        return tape.potentials[row].get(unit, lane) - target;
    }

    @Override
    public double value(int lane) {
        double sum = 0;
        for (int row = 0; row < tape.potentials.length; row++) {
            sum += miss(row, lane) * miss(row, lane);
        }
        return sum * dt / 2;
    }

    @Override
    public void addByPotential(int row, Lanes byV) {
        for (int lane = 0; lane < byV.lanes(); lane++) {
            byV.set(unit, lane, byV.get(unit, lane) + miss(row, lane) * dt);
        }
    }

    @Override
    public double jump(int neuron, int row, double before, double after) {
        return neuron == unit ? (before - after) * (before + after - 2 * target) / 2 : 0;
    }
}
