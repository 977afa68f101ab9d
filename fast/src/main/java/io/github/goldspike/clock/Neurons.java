package io.github.goldspike.clock;

import io.github.goldspike.grid.WholeSteps;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The constants of neurons by unit, and of their currents by current, rounded once from the exact ones (grids-N10). */
final class Neurons {

    /** What an input current adds to V in a step, the derivative of that by β, and the current's part of V'. */
    record Drive(double added, double byBeta, double slope) {}

    private static final Drive NO_DRIVE = new Drive(0, 0, 0);

    final double[] beta;
    final double[] membraneDecay;
    /** 1 − D(β). */
    final double[] membraneLost;

    final double[] membraneDecayByBeta;
    /** +∞ where a neuron never fires. */
    final double[] threshold;

    final double[] reset;
    final double[] fall;
    final double[] leak;
    final double[] initial;
    final int[] held;
    final double[] alpha;
    final double[] decay;
    final double[] decayByAlpha;
    final double[] gain;
    final double[] gainByAlpha;
    final double[] gainByBeta;
    /** V' for a current of 1. */
    final double slope;

    private final List<NavigableMap<Integer, Drive>> drives = new ArrayList<>();

    Neurons(Layout layout, WholeSteps steps) {
        int units = layout.size();
        StepFactors factors = new StepFactors(layout.grid());
        beta = new double[units];
        membraneDecay = new double[units];
        membraneLost = new double[units];
        membraneDecayByBeta = new double[units];
        threshold = new double[units];
        reset = new double[units];
        fall = new double[units];
        leak = new double[units];
        initial = new double[units];
        held = new int[units];
        int currents = layout.currents().size();
        alpha = new double[currents];
        decay = new double[currents];
        decayByAlpha = new double[currents];
        gain = new double[currents];
        gainByAlpha = new double[currents];
        gainByBeta = new double[currents];
        slope = factors.slope();
        for (Layout.Group group : layout.groups()) {
            for (int unit = group.from(); unit < group.to(); unit++) {
                drives.add(new TreeMap<>());
                if (layout.network().populations().get(group.population()) instanceof Population.Neurons neurons) {
                    prepare(layout, steps, factors, neurons, unit, unit - group.from());
                }
            }
        }
    }

    private void prepare(
            Layout layout, WholeSteps steps, StepFactors factors, Population.Neurons neurons, int unit, int index) {
        Rational rate = neurons.beta(index);
        beta[unit] = rate.toDouble();
        membraneDecay[unit] = factors.decay(rate);
        membraneLost[unit] = factors.lost(rate);
        membraneDecayByBeta[unit] = factors.decayByRate(rate);
        Rational low = neurons.reset().of(index);
        threshold[unit] = neurons.threshold(index).map(Rational::toDouble).orElse(Double.POSITIVE_INFINITY);
        reset[unit] = low.toDouble();
        fall[unit] =
                neurons.threshold(index).map(high -> high.minus(low).toDouble()).orElse(0.0);
        leak[unit] = neurons.leak().of(index).toDouble();
        initial[unit] = neurons.initial(index).toDouble();
        held[unit] = layout.grid().hold().steps(steps.of(neurons.refractory().of(index)));
        for (int c = layout.firstCurrent(unit); c < layout.firstCurrent(unit + 1); c++) {
            Rational decaying = layout.currents().get(c).alpha();
            alpha[c] = decaying.toDouble();
            decay[c] = factors.decay(decaying);
            decayByAlpha[c] = factors.decayByRate(decaying);
            gain[c] = factors.gain(decaying, rate);
            gainByAlpha[c] = factors.gainByAlpha(decaying, rate);
            gainByBeta[c] = factors.gainByBeta(decaying, rate);
        }
        boolean kernel = layout.network().convention() == Convention.KERNEL;
        double c = factors.constantGain(rate);
        double byBeta = factors.constantGainByBeta(rate);
        neurons.current().ifPresent(current -> {
            for (InputCurrent.Step step : current.of(index)) {
                double given = step.value().toDouble();
                double value = kernel ? given : step.value().times(rate).toDouble();
                drives.get(unit)
                        .put(
                                steps.of(step.time()),
                                new Drive(c * value, byBeta * value + (kernel ? 0 : c * given), slope * value));
            }
        });
    }

    /** What acts in a step: what the latest jump not after it leads to. */
    Drive drive(int unit, int step) {
        Map.Entry<Integer, Drive> latest = drives.get(unit).floorEntry(step);
        return latest == null ? NO_DRIVE : latest.getValue();
    }
}
