package io.github.goldspike.clock;

import io.github.goldspike.grid.Reset;

/** Backpropagation through time: dz/dV is the surrogate (grids-N5). */
final class Backpropagation extends ReverseSweep {

    private final LossOnSteps loss;

    Backpropagation(
            Layout layout,
            double[] weights,
            Simulation simulation,
            LossOnSteps loss,
            NumberFormat format,
            boolean byRates) {
        super(layout, weights, simulation, format, byRates);
        this.loss = loss;
    }

    @Override
    void inject(int row) {
        loss.addByPotential(row, byV);
        loss.addBySpike(row, bySpike(row));
    }

    @Override
    boolean listens(int unit, int row) {
        return !tape.surrogates[row].isClear(unit);
    }

    @Override
    void arrival(Lanes bySpike, int unit, int current, double weight) {
        bySpike.add(unit, weight, byI, current);
    }

    @Override
    void held(int unit, int row) {
        sums.reset[unit] += byV.dot(unit, tape.held[row], unit);
    }

    @Override
    void fire(Layout.Group group, int row) {
        for (int unit = group.from(); unit < group.to(); unit++) {
            sums.threshold[unit] -= bySpike(row).dot(unit, tape.surrogates[row], unit);
            byV.addProduct(unit, bySpike(row), unit, tape.surrogates[row], unit);
        }
    }

    /** The reset of step n acts on the z of step n, or of step n − 1 if it stands before {@code fire}. */
    @Override
    void reset(Layout.Group group, int row) {
        int fired = layout.grid().resetsLate() ? row - 1 : row;
        if (fired < 0 || layout.grid().reset() == Reset.NONE) {
            return;
        }
        boolean subtract = layout.grid().reset() == Reset.SUBTRACT;
        Lanes z = tape.spikes[layout.first() + fired];
        for (int unit = group.from(); unit < group.to(); unit++) {
            if (byV.isClear(unit)) {
                continue;
            }
            if (!group.detached() && listens(unit, fired)) {
                Lanes byZ = bySpike(fired);
                if (subtract) {
                    byZ.add(unit, -neurons.fall[unit], byV, unit);
                } else {
                    byZ.add(unit, neurons.reset[unit], byV, unit);
                    byZ.subtractProduct(unit, byV, unit, tape.beforeReset[row], unit);
                }
            }
            double ofFired = byV.dot(unit, z, unit);
            sums.reset[unit] += ofFired;
            if (subtract) {
                sums.threshold[unit] -= ofFired;
            } else {
                byV.putWhere(unit, 0, z, unit);
            }
        }
    }
}
