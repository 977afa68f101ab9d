package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.grid.StepCircuit.Cell;
import io.github.goldspike.conformance.grid.StepCircuit.Current;
import io.github.goldspike.conformance.grid.StepCircuit.Wire;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.grid.Operation;
import io.github.goldspike.grid.Reset;
import io.github.goldspike.grid.Strictness;
import io.github.goldspike.grid.Transmission;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All steps of a network, forward, with what sound arithmetic may be off by (grids-N12), and with slips, if that is wanted. */
final class StepProgram {

    /** A comparison of V with ϑ. */
    record Comparison(int step, String population, int neuron, Rounded distance) {}

    /** What one neuron leaves of one step; z is 0 or 1. */
    static final class Moment {
        int spikes;
        boolean held;
        Rounded beforeMembrane = Rounded.ZERO;
        Rounded beforeReset = Rounded.ZERO;
        Rounded after = Rounded.ZERO;
        Rounded surrogate = Rounded.ZERO;
        Map<Current, Rounded> beforeDecay = Map.of();
        Map<Current, Rounded> atMembrane = Map.of();
    }

    private final StepCircuit circuit;
    private final Set<Slip> slips;
    private final Roundings roundings;
    private final Optional<ByNeuron<Integer>> raster;
    private final Map<Cell, State> states = new LinkedHashMap<>();
    private final Map<Cell, Map<Integer, Moment>> moments = new HashMap<>();
    private final Map<Integer, List<Arrival>> arrivals = new HashMap<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    private static final class State {
        Rounded v = Rounded.ZERO;
        boolean z;
        int spike = Integer.MIN_VALUE / 2;
        final Map<Current, Rounded> i = new LinkedHashMap<>();
    }

    /** A spike of a unit that arrives through a wire. */
    record Arrival(Cell sender, int sent, Wire wire) {}

    /**
     * A program.
     *
     * @param raster the steps in which neurons fire, whatever their potentials; empty if these decide
     */
    StepProgram(StepCircuit circuit, Set<Slip> slips, Optional<ByNeuron<Integer>> raster) {
        this.circuit = circuit;
        this.slips = slips;
        this.roundings = circuit.roundings();
        this.raster = raster;
        for (List<Cell> group : circuit.groups()) {
            for (Cell cell : group) {
                State state = new State();
                state.v = cell.initial;
                cell.currents.forEach(current -> state.i.put(current, Rounded.ZERO));
                states.put(cell, state);
                moments.put(cell, new HashMap<>());
            }
        }
    }

    StepProgram run() {
        circuit.groups().forEach(group -> group.forEach(this::feed));
        for (int step = circuit.first(); step <= circuit.last(); step++) {
            List<Operation> order = circuit.grid().order();
            if (circuit.grid().transmission() == Transmission.SAME_STEP) {
                for (Operation operation : order) {
                    for (List<Cell> group : circuit.groups()) {
                        apply(operation, group, step);
                    }
                }
            } else {
                for (List<Cell> group : circuit.groups()) {
                    for (Operation operation : order) {
                        apply(operation, group, step);
                    }
                }
            }
            for (Map.Entry<Cell, State> entry : states.entrySet()) {
                moment(entry.getKey(), step).after = entry.getValue().v;
            }
        }
        return this;
    }

    private void feed(Cell cell) {
        List<Integer> steps = slips.contains(Slip.MERGED_INPUTS)
                ? cell.inputs.stream().distinct().toList()
                : cell.inputs;
        steps.forEach(step -> send(cell, step));
    }

    private void send(Cell cell, int step) {
        moment(cell, step).spikes++;
        for (Wire wire : cell.wires) {
            arrivals.computeIfAbsent(step + wire.lag(), due -> new ArrayList<>())
                    .add(new Arrival(cell, step, wire));
        }
    }

    /** What a unit leaves of a step. */
    Moment moment(Cell cell, int step) {
        return moments.get(cell).computeIfAbsent(step, any -> new Moment());
    }

    /** The spikes that arrive in a step. */
    List<Arrival> arrivals(int step) {
        return arrivals.getOrDefault(step, List.of());
    }

    private void apply(Operation operation, List<Cell> group, int step) {
        for (Cell cell : group) {
            if (cell.neuron) {
                State state = states.get(cell);
                switch (operation) {
                    case RECEIVE -> receive(cell, state, step);
                    case DECAY -> {
                        moment(cell, step).beforeDecay = new HashMap<>(state.i);
                        state.i.replaceAll((current, value) -> roundings.times(current.decay, value));
                    }
                    case MEMBRANE -> membrane(cell, state, step);
                    case FIRE -> fire(cell, state, step);
                    case RESET -> reset(cell, state, step);
                }
            }
        }
    }

    private static boolean isHeld(Cell cell, State state, int step) {
        return step > state.spike && step <= state.spike + cell.held;
    }

    private void receive(Cell cell, State state, int step) {
        boolean lost = slips.contains(Slip.HOLD_LOSES_INPUT) && isHeld(cell, state, step);
        for (Arrival arrival : arrivals(step)) {
            if (arrival.wire().current().cell == cell && !lost) {
                state.i.merge(arrival.wire().current(), arrival.wire().weight(), roundings::plus);
            }
        }
    }

    private void membrane(Cell cell, State state, int step) {
        boolean held = isHeld(cell, state, step);
        moment(cell, step).held = held;
        if (held && !slips.contains(Slip.HOLD_RUNS_ON)) {
            state.v = cell.reset;
            return;
        }
        moment(cell, step).beforeMembrane = state.v;
        moment(cell, step).atMembrane = new HashMap<>(state.i);
        Rounded v = relaxed(cell, state.v);
        for (Map.Entry<Current, Rounded> current : state.i.entrySet()) {
            v = roundings.plus(v, roundings.times(current.getKey().gain, current.getValue()));
        }
        Map.Entry<Integer, Rounded> drive = cell.drives.floorEntry(step);
        state.v = drive == null ? v : roundings.plus(v, drive.getValue());
    }

    /** leak + D(β)(V − leak), which some programs write as (1 − D(β)) leak + D(β) V: the wider of both errors (grids-N12). */
    private Rounded relaxed(Cell cell, Rounded v) {
        Rounded distance = roundings.plus(cell.leak, roundings.times(cell.decay, roundings.minus(v, cell.leak)));
        Rounded one = roundings.of(Rational.ONE);
        Rounded mean = roundings.plus(
                roundings.times(roundings.minus(one, cell.decay), cell.leak), roundings.times(cell.decay, v));
        return distance.orAs(mean);
    }

    private void fire(Cell cell, State state, int step) {
        state.z = false;
        if (cell.threshold.isEmpty() || isHeld(cell, state, step)) {
            return;
        }
        Rounded x = roundings.minus(state.v, cell.threshold.get());
        comparisons.add(new Comparison(step, cell.population, cell.index, x));
        boolean passes = x.value() > 0 || x.value() == 0 && circuit.grid().threshold() == Strictness.GE;
        state.z = raster.map(given -> given.get(cell.population).get(cell.index).contains(step))
                .orElse(passes);
        circuit.grid()
                .surrogate()
                .ifPresent(surrogate -> moment(cell, step).surrogate = SurrogateSlope.at(surrogate, x, roundings));
        if (state.z) {
            state.spike = step;
            send(cell, step);
        }
    }

    private void reset(Cell cell, State state, int step) {
        moment(cell, step).beforeReset = state.v;
        if (!state.z) {
            return;
        }
        boolean ofZero = slips.contains(Slip.RESET_OF_ZERO);
        if (circuit.grid().reset() == Reset.TO_VALUE) {
            state.v = ofZero ? Rounded.ZERO : cell.reset;
        } else if (circuit.grid().reset() == Reset.SUBTRACT) {
            state.v = roundings.minus(state.v, fall(cell, ofZero));
        }
    }

    /** By how much V falls where it is subtracted from. */
    Rounded fall(Cell cell, boolean ofZero) {
        Rounded threshold = cell.threshold.orElseThrow();
        return ofZero ? threshold : roundings.minus(threshold, cell.reset);
    }

    StepCircuit circuit() {
        return circuit;
    }

    Set<Slip> slips() {
        return slips;
    }

    /** All comparisons, in order. */
    List<Comparison> comparisons() {
        return comparisons;
    }

    /** The steps in which the neurons that can spike fired. */
    ByNeuron<Integer> steps() {
        Map<String, List<List<Integer>>> steps = new LinkedHashMap<>();
        for (List<Cell> group : circuit.groups()) {
            if (group.stream().anyMatch(cell -> cell.threshold.isPresent())) {
                steps.put(
                        group.get(0).population, group.stream().map(this::train).toList());
            }
        }
        return new ByNeuron<>(steps);
    }

    /** The steps in which a neuron fired. */
    List<Integer> train(Cell cell) {
        List<Integer> train = new ArrayList<>();
        for (int step = circuit.first(); step <= circuit.last(); step++) {
            if (moment(cell, step).spikes > 0) {
                train.add(step);
            }
        }
        return train;
    }
}
