package io.github.goldspike.clock;

import io.github.goldspike.grid.Operation;
import io.github.goldspike.grid.Reset;
import io.github.goldspike.grid.Strictness;
import io.github.goldspike.grid.Transmission;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntConsumer;

/** All steps of a network, forward, in all lanes (grids-N1 and grids-N10). */
final class Simulation {

    private final Layout layout;
    private final Neurons neurons;
    private final double[] weights;
    private final Keep keep;
    private final int lanes;
    private final Optional<DoubleUnaryOperator> surrogate;
    private final Tape tape;
    private final SpikeBuffer buffer;
    private final NearestComparison nearest = new NearestComparison();
    private final Lanes v;
    private final Lanes i;
    private final int[] heldUntil;

    Simulation(Layout layout, double[] weights, List<Stimulus> stimuli, NumberFormat format, Keep keep) {
        this.layout = layout;
        this.neurons = layout.neurons();
        this.weights = weights;
        this.keep = keep;
        this.lanes = stimuli.size();
        this.surrogate = keep.surrogates() ? layout.grid().surrogate().map(SurrogateFunction::of) : Optional.empty();
        this.tape = new Tape(layout, keep, format, lanes);
        this.buffer = new SpikeBuffer(keep.slopes() > 0 ? layout.size() * lanes : 0, keep.slopes());
        this.v = format.zeros(layout.size(), lanes);
        this.i = format.zeros(layout.currents().size(), lanes);
        this.heldUntil = new int[layout.size() * lanes];
        java.util.Arrays.fill(heldUntil, layout.first() - 1);
        for (int unit = 0; unit < layout.size(); unit++) {
            v.add(unit, neurons.initial[unit]);
        }
        for (int lane = 0; lane < lanes; lane++) {
            feed(stimuli.get(lane), lane);
        }
    }

    private void feed(Stimulus stimulus, int lane) {
        int input = 0;
        for (Layout.Group group : layout.groups()) {
            for (int unit = group.from(); unit < group.to() && !group.neurons(); unit++) {
                for (int step : stimulus.steps().get(input++)) {
                    if (step <= layout.last()) {
                        Lanes spikes = tape.spikes[step];
                        spikes.set(unit, lane, spikes.get(unit, lane) + 1);
                    }
                }
            }
        }
    }

    /** @param reached is told the number of every step that is done */
    void run(IntConsumer reached) {
        List<Layout.Group> groups =
                layout.groups().stream().filter(Layout.Group::neurons).toList();
        for (int step = layout.first(); step <= layout.last(); step++) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted");
            }
            hold(groups, step);
            if (layout.grid().transmission() == Transmission.SAME_STEP) {
                for (Operation operation : layout.grid().order()) {
                    for (Layout.Group group : groups) {
                        apply(operation, group, step);
                    }
                }
            } else {
                for (Layout.Group group : groups) {
                    for (Operation operation : layout.grid().order()) {
                        apply(operation, group, step);
                    }
                }
            }
            int row = step - layout.first();
            if (keep.potentials()) {
                tape.potentials[row].copy(v);
            }
            if (keep.currents()) {
                tape.currents[row].copy(i);
            }
            reached.accept(step);
        }
    }

    private void apply(Operation operation, Layout.Group group, int step) {
        int row = step - layout.first();
        switch (operation) {
            case RECEIVE -> receive(group, step);
            case DECAY -> decay(group, row);
            case MEMBRANE -> membrane(group, step);
            case FIRE -> fire(group, step);
            case RESET -> reset(group, step);
        }
    }

    private void receive(Layout.Group group, int step) {
        for (Layout.Fan fan : layout.fansInto(group)) {
            int sent = step - fan.lag();
            if (sent >= 0 && !tape.spikes[sent].isClear(fan.unit())) {
                for (int k = 0; k < fan.wires().length; k++) {
                    i.add(fan.currents()[k], weights[fan.wires()[k]], tape.spikes[sent], fan.unit());
                }
            }
        }
    }

    private void decay(Layout.Group group, int row) {
        for (int c = layout.firstCurrent(group.from()); c < layout.firstCurrent(group.to()); c++) {
            if (keep.rates()) {
                tape.beforeDecay[row].copy(c, i, c);
            }
            i.scale(c, neurons.decay[c]);
        }
    }

    private void membrane(Layout.Group group, int step) {
        int row = step - layout.first();
        for (int unit = group.from(); unit < group.to(); unit++) {
            if (keep.rates()) {
                tape.beforeMembrane[row].copy(unit, v, unit);
            }
            v.relax(unit, neurons.leak[unit], neurons.membraneDecay[unit]);
            for (int c = layout.firstCurrent(unit); c < layout.firstCurrent(unit + 1); c++) {
                v.add(unit, neurons.gain[c], i, c);
                if (keep.rates()) {
                    tape.atMembrane[row].copy(c, i, c);
                }
            }
            v.add(unit, neurons.drive(unit, step).added());
            v.putWhere(unit, neurons.reset[unit], tape.held[row], unit);
            if (keep.slopes() > 0 && neurons.held[unit] > 0) {
                release(unit, step);
            }
        }
    }

    /** Marks who is held in a step, by spikes of steps before. */
    private void hold(List<Layout.Group> groups, int step) {
        for (Layout.Group group : groups) {
            for (int unit = group.from(); unit < group.to(); unit++) {
                for (int lane = 0; lane < lanes && neurons.held[unit] > 0; lane++) {
                    if (step <= heldUntil[unit * lanes + lane]) {
                        tape.held[step - layout.first()].set(unit, lane, 1);
                    }
                }
            }
        }
    }

    private void release(int unit, int step) {
        for (int lane = 0; lane < lanes; lane++) {
            if (step == heldUntil[unit * lanes + lane]) {
                buffer.release(unit * lanes + lane, slope(unit, lane, step));
            }
        }
    }

    private void fire(Layout.Group group, int step) {
        int row = step - layout.first();
        boolean orEqual = layout.grid().threshold() == Strictness.GE;
        for (int unit = group.from(); unit < group.to(); unit++) {
            double threshold = neurons.threshold[unit];
            if (threshold == Double.POSITIVE_INFINITY) {
                continue;
            }
            Lanes z = tape.spikes[step];
            z.passes(unit, v, unit, threshold, orEqual);
            z.putWhere(unit, 0, tape.held[row], unit);
            if (keep.nearest()) {
                nearest.see(unit, step, v, tape.held[row], threshold);
            }
            if (surrogate.isPresent()) {
                tape.surrogates[row].map(unit, v, unit, threshold, surrogate.get());
                tape.surrogates[row].putWhere(unit, 0, tape.held[row], unit);
            }
            if (!z.isClear(unit)) {
                fired(unit, step, z);
            }
        }
    }

    private void fired(int unit, int step, Lanes z) {
        for (int lane = 0; lane < lanes; lane++) {
            if (z.get(unit, lane) != 0) {
                heldUntil[unit * lanes + lane] = step + neurons.held[unit];
                if (keep.slopes() > 0) {
                    double before = v.get(unit, lane);
                    double after =
                            layout.grid().reset() == Reset.SUBTRACT ? before - neurons.fall[unit] : neurons.reset[unit];
                    buffer.push(unit * lanes + lane, slope(unit, lane, step), before, after);
                }
            }
        }
    }

    /** V' as the state is now. */
    private double slope(int unit, int lane, int step) {
        double slope =
                neurons.drive(unit, step).slope() - neurons.beta[unit] * (v.get(unit, lane) - neurons.leak[unit]);
        for (int c = layout.firstCurrent(unit); c < layout.firstCurrent(unit + 1); c++) {
            slope += neurons.slope * i.get(c, lane);
        }
        return slope;
    }

    private void reset(Layout.Group group, int step) {
        int fired = layout.grid().resetsLate() ? step - 1 : step;
        if (fired < layout.first()) {
            return;
        }
        for (int unit = group.from(); unit < group.to(); unit++) {
            if (keep.surrogates()) {
                tape.beforeReset[step - layout.first()].copy(unit, v, unit);
            }
            switch (layout.grid().reset()) {
                case TO_VALUE -> v.putWhere(unit, neurons.reset[unit], tape.spikes[fired], unit);
                case SUBTRACT -> v.addWhere(unit, -neurons.fall[unit], tape.spikes[fired], unit);
                case NONE -> {}
            }
        }
    }

    int lanes() {
        return lanes;
    }

    Tape tape() {
        return tape;
    }

    SpikeBuffer buffer() {
        return buffer;
    }

    NearestComparison nearest() {
        return nearest;
    }
}
