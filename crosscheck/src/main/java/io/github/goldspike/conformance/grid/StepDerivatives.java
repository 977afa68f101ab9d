package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.grid.StepCircuit.Cell;
import io.github.goldspike.conformance.grid.StepCircuit.Current;
import io.github.goldspike.conformance.grid.StepCircuit.Wire;
import io.github.goldspike.conformance.grid.StepProgram.Arrival;
import io.github.goldspike.conformance.grid.StepProgram.Moment;
import io.github.goldspike.grid.Operation;
import io.github.goldspike.grid.Reset;
import io.github.goldspike.grid.Transmission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The gradient: the operations of all steps in reverse (grids-N5), with what sound arithmetic may be off by. */
final class StepDerivatives {

    private final StepProgram program;
    private final StepCircuit circuit;
    private final StepLosses loss;
    private final Roundings roundings;
    private final Map<Cell, Rounded> byV = new HashMap<>();
    private final Map<Current, Rounded> byI = new HashMap<>();
    private final Map<Cell, Map<Integer, Rounded>> byZ = new HashMap<>();
    private final List<List<Rounded>> byWeights = new ArrayList<>();
    private final StepSums sums;

    StepDerivatives(StepProgram program, StepLosses loss) {
        this.program = program;
        this.circuit = program.circuit();
        this.loss = loss;
        this.roundings = circuit.roundings();
        this.sums = new StepSums(program);
        circuit.network()
                .projections()
                .forEach(projection -> byWeights.add(new ArrayList<>(
                        java.util.Collections.nCopies(projection.synapses().size(), Rounded.ZERO))));
    }

    /** For each projection its synapses in file order. */
    List<List<Rounded>> run() {
        List<Operation> order = circuit.grid().order();
        List<List<Cell>> groups = circuit.groups();
        for (int step = circuit.last(); step >= circuit.first(); step--) {
            inject(step);
            if (circuit.grid().transmission() == Transmission.SAME_STEP) {
                for (int k = order.size() - 1; k >= 0; k--) {
                    for (int g = groups.size() - 1; g >= 0; g--) {
                        reverse(order.get(k), groups.get(g), step);
                    }
                }
            } else {
                for (int g = groups.size() - 1; g >= 0; g--) {
                    for (int k = order.size() - 1; k >= 0; k--) {
                        reverse(order.get(k), groups.get(g), step);
                    }
                }
            }
            if (program.slips().contains(Slip.NO_PATH_THROUGH_POTENTIALS)) {
                byV.clear();
            }
            if (program.slips().contains(Slip.NO_PATH_THROUGH_CURRENTS)) {
                byI.clear();
            }
        }
        byV.forEach(sums::initial);
        return byWeights;
    }

    /** By the reals of the neurons and by α, after the {@link #run}. */
    StepSums sums() {
        return sums;
    }

    private void inject(int step) {
        for (List<Cell> group : circuit.groups()) {
            for (Cell cell : group) {
                if (cell.neuron) {
                    byV.merge(cell, loss.byPotential(cell, step), roundings::plus);
                    addByZ(cell, step, loss.bySpike(cell, step));
                }
            }
        }
    }

    private void addByZ(Cell cell, int step, Rounded value) {
        byZ.computeIfAbsent(cell, any -> new HashMap<>()).merge(step, value, roundings::plus);
    }

    private void reverse(Operation operation, List<Cell> group, int step) {
        for (Cell cell : group) {
            if (cell.neuron) {
                switch (operation) {
                    case RECEIVE -> {}
                    case DECAY ->
                        cell.currents.forEach(current -> byI.computeIfPresent(current, (c, by) -> {
                            sums.decayed(c, step, by);
                            return roundings.times(c.decay, by);
                        }));
                    case MEMBRANE -> membrane(cell, step);
                    case FIRE -> fire(cell, step);
                    case RESET -> reset(cell, step);
                }
            }
        }
        if (operation == Operation.RECEIVE && !group.isEmpty() && group.get(0).neuron) {
            receive(group.get(0).group, step);
        }
    }

    private void receive(int group, int step) {
        for (Arrival arrival : program.arrivals(step)) {
            Wire wire = arrival.wire();
            if (wire.current().cell.group == group && counts(wire, step)) {
                byWeights
                        .get(wire.projection())
                        .set(
                                wire.synapse(),
                                roundings.plus(byWeights.get(wire.projection()).get(wire.synapse()), byI(wire)));
            }
        }
        if (program.slips().contains(Slip.NO_PATH_THROUGH_SPIKES)) {
            return;
        }
        boolean withoutBack = program.slips().contains(Slip.NO_PATH_BACK);
        for (List<Cell> senders : circuit.groups()) {
            for (Cell sender : senders) {
                for (Wire wire : sender.wires) {
                    int sent = step - wire.lag();
                    boolean listens = sender.neuron && sent >= circuit.first() && counts(wire, step);
                    if (listens && wire.current().cell.group == group && !(withoutBack && wire.back())) {
                        addByZ(sender, sent, roundings.times(wire.weight(), byI(wire)));
                    }
                }
            }
        }
    }

    /** Whether what arrives is not lost. */
    private boolean counts(Wire wire, int step) {
        return !(program.slips().contains(Slip.HOLD_LOSES_INPUT) && program.moment(wire.current().cell, step).held);
    }

    private Rounded byI(Wire wire) {
        return byI.getOrDefault(wire.current(), Rounded.ZERO);
    }

    private void membrane(Cell cell, int step) {
        Moment moment = program.moment(cell, step);
        Rounded by = byV.getOrDefault(cell, Rounded.ZERO);
        if (moment.held && !program.slips().contains(Slip.HOLD_RUNS_ON)) {
            sums.held(cell, by);
            byV.remove(cell);
            return;
        }
        sums.moved(cell, step, by);
        for (Current current : cell.currents) {
            byI.merge(current, roundings.times(current.gain, by), roundings::plus);
        }
        byV.put(cell, roundings.times(cell.decay, by));
    }

    private void fire(Cell cell, int step) {
        Rounded by = byZ.getOrDefault(cell, Map.of()).getOrDefault(step, Rounded.ZERO);
        Rounded surrogate = roundings.times(program.moment(cell, step).surrogate, by);
        byV.merge(cell, surrogate, roundings::plus);
        sums.fired(cell, surrogate);
    }

    private void reset(Cell cell, int step) {
        int fired = circuit.grid().resetsLate() ? step - 1 : step;
        Rounded by = byV.getOrDefault(cell, Rounded.ZERO);
        if (fired < circuit.first() || circuit.grid().reset() == Reset.NONE || cell.threshold.isEmpty()) {
            return;
        }
        boolean subtract = circuit.grid().reset() == Reset.SUBTRACT;
        boolean ofZero = program.slips().contains(Slip.RESET_OF_ZERO);
        if (!cell.detached) {
            Rounded value = ofZero ? Rounded.ZERO : cell.reset;
            Rounded change = subtract
                    ? program.fall(cell, ofZero).negate()
                    : roundings.minus(value, program.moment(cell, step).beforeReset);
            addByZ(cell, fired, roundings.times(by, change));
        }
        if (program.moment(cell, fired).spikes > 0) {
            sums.reset(cell, by, subtract);
            if (!subtract) {
                byV.remove(cell);
            }
        }
    }
}
