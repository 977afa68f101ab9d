package io.github.goldspike.clock;

import io.github.goldspike.grid.Operation;
import io.github.goldspike.grid.Transmission;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The operations of all steps in reverse. Between spikes it is the same for both gradients, the chain rule of linear steps; what a spike
 * passes on is theirs.
 */
abstract class ReverseSweep {

    final Layout layout;
    final Neurons neurons;
    final Tape tape;
    final Sums sums;
    /** ∂ℓ/∂V and ∂ℓ/∂I of what stands between two operations. */
    final Lanes byV;

    final Lanes byI;
    private final double[] weights;
    private final Lanes[] bySpike;
    private final boolean byRates;

    ReverseSweep(Layout layout, double[] weights, Simulation simulation, NumberFormat format, boolean byRates) {
        this.layout = layout;
        this.neurons = layout.neurons();
        this.weights = weights;
        this.tape = simulation.tape();
        this.byRates = byRates;
        this.sums = new Sums(layout);
        this.byV = format.zeros(layout.size(), simulation.lanes());
        this.byI = format.zeros(layout.currents().size(), simulation.lanes());
        int longest = 1;
        for (Layout.Group group : layout.groups()) {
            for (Layout.Fan fan : layout.fansInto(group)) {
                longest = Math.max(longest, fan.lag());
            }
        }
        this.bySpike = new Lanes[Math.min(longest, layout.count()) + 1];
        java.util.Arrays.setAll(bySpike, row -> format.zeros(layout.size(), simulation.lanes()));
    }

    /** What the loss adds at the end of a step. */
    abstract void inject(int row);

    /** Whether anything is passed on to a spike that a unit may have sent in a step. */
    abstract boolean listens(int unit, int row);

    /** What the arrival of a spike passes on to it through one wire. */
    abstract void arrival(Lanes bySpike, int unit, int current, double weight);

    /** A neuron is held in this step, in some lanes. */
    abstract void held(int unit, int row);

    abstract void fire(Layout.Group group, int row);

    abstract void reset(Layout.Group group, int row);

    /** The adjoints of the spikes of a step: ∂ℓ/∂z, or ∂ℓ/∂f. */
    final Lanes bySpike(int row) {
        return bySpike[row % bySpike.length];
    }

    /** Derivatives by all elementary parameters. */
    final Sums run() {
        List<Operation> order = layout.grid().order();
        List<Layout.Group> groups =
                layout.groups().stream().filter(Layout.Group::neurons).toList();
        for (int row = layout.count() - 1; row >= 0; row--) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted");
            }
            inject(row);
            if (layout.grid().transmission() == Transmission.SAME_STEP) {
                for (int k = order.size() - 1; k >= 0; k--) {
                    for (int g = groups.size() - 1; g >= 0; g--) {
                        reverse(order.get(k), groups.get(g), row);
                    }
                }
            } else {
                for (int g = groups.size() - 1; g >= 0; g--) {
                    for (int k = order.size() - 1; k >= 0; k--) {
                        reverse(order.get(k), groups.get(g), row);
                    }
                }
            }
            bySpike(row).clear();
        }
        for (int unit = 0; unit < layout.size(); unit++) {
            sums.initial[unit] = byV.sum(unit);
        }
        return sums;
    }

    private void reverse(Operation operation, Layout.Group group, int row) {
        switch (operation) {
            case RECEIVE -> receive(group, row);
            case DECAY -> decay(group, row);
            case MEMBRANE -> membrane(group, row);
            case FIRE -> fire(group, row);
            case RESET -> reset(group, row);
        }
    }

    private void receive(Layout.Group group, int row) {
        for (Layout.Fan fan : layout.fansInto(group)) {
            int step = layout.first() + row - fan.lag();
            if (step >= 0 && !tape.spikes[step].isClear(fan.unit())) {
                for (int k = 0; k < fan.wires().length; k++) {
                    sums.weight[fan.wires()[k]] += byI.dot(fan.currents()[k], tape.spikes[step], fan.unit());
                }
            }
            int sent = row - fan.lag();
            if (sent >= 0 && listens(fan.unit(), sent)) {
                for (int k = 0; k < fan.wires().length; k++) {
                    arrival(bySpike(sent), fan.unit(), fan.currents()[k], weights[fan.wires()[k]]);
                }
            }
        }
    }

    private void decay(Layout.Group group, int row) {
        for (int c = layout.firstCurrent(group.from()); c < layout.firstCurrent(group.to()); c++) {
            if (byRates) {
                sums.alpha[c] += neurons.decayByAlpha[c] * byI.dot(c, tape.beforeDecay[row], c);
            }
            byI.scale(c, neurons.decay[c]);
        }
    }

    private void membrane(Layout.Group group, int row) {
        for (int unit = group.from(); unit < group.to(); unit++) {
            if (byV.isClear(unit)) {
                continue;
            }
            if (!tape.held[row].isClear(unit)) {
                held(unit, row);
                byV.putWhere(unit, 0, tape.held[row], unit);
            }
            double sum = byV.sum(unit);
            sums.leak[unit] += neurons.membraneLost[unit] * sum;
            if (byRates) {
                sums.beta[unit] += neurons.drive(unit, layout.first() + row).byBeta() * sum
                        + neurons.membraneDecayByBeta[unit]
                                * (byV.dot(unit, tape.beforeMembrane[row], unit) - neurons.leak[unit] * sum);
            }
            for (int c = layout.firstCurrent(unit); c < layout.firstCurrent(unit + 1); c++) {
                if (byRates) {
                    double current = byV.dot(unit, tape.atMembrane[row], c);
                    sums.beta[unit] += neurons.gainByBeta[c] * current;
                    sums.alpha[c] += neurons.gainByAlpha[c] * current;
                }
                byI.add(c, neurons.gain[c], byV, unit);
            }
            byV.scale(unit, neurons.membraneDecay[unit]);
        }
    }
}
