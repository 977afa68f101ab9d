package io.github.goldspike.clock;

import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Rational;
import io.github.goldspike.simd.Exponential;

/** dt Σ w_j V_j e^(−κ·n·dt). */
final class IntegratedPotential implements LossOnSteps {

    private final Layout.Group group;
    private final double dt;
    private final double[] weights;
    private final double[] discounts;
    private final Tape tape;

    IntegratedPotential(Loss.VoltageIntegral loss, Layout layout, Tape tape) {
        this.group = layout.group(loss.population());
        this.dt = layout.grid().dt().toDouble();
        this.weights = loss.weights().stream().mapToDouble(Rational::toDouble).toArray();
        this.tape = tape;
        this.discounts = new double[layout.count()];
        Rational exponent = loss.kappa().times(layout.grid().dt()).negate();
        for (int row = 0; row < discounts.length; row++) {
            discounts[row] = Exponential.exp(
                    exponent.times(Rational.of(layout.first() + (long) row)).toDouble());
        }
    }

    private double weight(int unit, int row) {
        return weights[unit - group.from()] * discounts[row];
    }

    @Override
    public double value(int lane) {
        double sum = 0;
        for (int row = 0; row < discounts.length; row++) {
            for (int unit = group.from(); unit < group.to(); unit++) {
                sum += weight(unit, row) * tape.potentials[row].get(unit, lane);
            }
        }
        return sum * dt;
    }

    @Override
    public void addByPotential(int row, Lanes byV) {
        for (int unit = group.from(); unit < group.to(); unit++) {
            byV.add(unit, weight(unit, row) * dt);
        }
    }

    @Override
    public double jump(int unit, int row, double before, double after) {
        boolean counted = unit >= group.from() && unit < group.to();
        return counted ? weight(unit, row) * (before - after) : 0;
    }
}
