package io.github.goldspike.textbook;

import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.Operation;
import io.github.goldspike.grid.Transmission;
import io.github.goldspike.grid.WholeSteps;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A network in steps, with the derivatives of every number by all reals of the file carried along. */
final class GridSimulation {

    private record Unit(String population, int index) {}

    private record Rate(Unit neuron, int projection, int given) {}

    private record Wire(int lag, String target, GridCell.Current current, Sensitive weight) {}

    private record Arrival(GridCell.Current current, Sensitive jump) {}

    private record Due(int step, String target) {}

    private final Network network;
    private final Grid grid;
    private final Precision precision;
    private final StepTable table;
    private final WholeSteps whole;
    private final List<String> names = new ArrayList<>();
    private final Map<String, List<GridCell>> cells = new LinkedHashMap<>();
    private final Map<Unit, Sensitive> betas = new HashMap<>();
    private final Map<Unit, List<Wire>> wires = new HashMap<>();
    private final Map<Due, List<Arrival>> arrivals = new HashMap<>();

    GridSimulation(Network network, Grid grid, Precision precision) {
        this.network = network;
        this.grid = grid;
        this.precision = precision;
        this.table = new StepTable(grid, precision);
        this.whole = WholeSteps.of(network, grid);
        for (int p = 0; p < network.populations().size(); p++) {
            names.add(network.populations().get(p).name());
            if (network.populations().get(p) instanceof Population.Neurons neurons) {
                cells.put(neurons.name(), cells(p, neurons));
            }
        }
        for (int p = 0; p < network.projections().size(); p++) {
            connect(p, network.projections().get(p));
        }
    }

    int lastStep() {
        return whole.lastStep(network);
    }

    Map<String, List<GridCell>> cells() {
        return cells;
    }

    private Sensitive given(ParameterKind kind, int owner, Parameter parameter, int index) {
        return Sensitive.given(
                precision.of(parameter.of(index)), new ParameterId(kind, owner, parameter.shared() ? 0 : index));
    }

    private Sensitive rate(ParameterKind kind, int owner, TimeConstant constant, int index) {
        Sensitive given = given(kind, owner, constant.given(), index);
        return constant.form() == TimeConstant.Form.RATE ? given : given.inverse();
    }

    private Optional<Sensitive> threshold(int p, Population.Neurons neurons, int index) {
        // Those that are null do not count.
        int before = (int) neurons.threshold().stream()
                .filter(threshold -> !threshold.shared())
                .flatMap(threshold -> threshold.values().subList(0, index).stream())
                .filter(Optional::isPresent)
                .count();
        return neurons.threshold(index)
                .map(value ->
                        Sensitive.given(precision.of(value), new ParameterId(ParameterKind.THRESHOLD, p, before)));
    }

    private List<GridCell> cells(int p, Population.Neurons neurons) {
        boolean recurrent = network.projections().stream()
                .anyMatch(projection -> projection.from().equals(neurons.name())
                        && projection.to().equals(neurons.name()));
        boolean detached = switch (grid.detach()) {
            case TRUE -> true;
            case FALSE -> false;
            case RECURRENT -> recurrent;
        };
        List<GridCell> list = new ArrayList<>();
        for (int k = 0; k < neurons.size(); k++) {
            Sensitive beta = rate(ParameterKind.BETA, p, neurons.membrane(), k);
            Sensitive leak = given(ParameterKind.LEAK, p, neurons.leak(), k);
            int index = k;
            GridCell cell = new GridCell(
                    grid,
                    table,
                    beta,
                    threshold(p, neurons, k),
                    given(ParameterKind.RESET, p, neurons.reset(), k),
                    leak,
                    neurons.initial()
                            .map(initial -> Sensitive.constant(precision.of(initial.of(index))))
                            .orElse(leak),
                    grid.hold().steps(whole.of(neurons.refractory().of(k))),
                    detached);
            for (InputCurrent.Step step :
                    neurons.current().map(current -> current.of(index)).orElse(List.of())) {
                Sensitive sum = table.constantGain(beta).times(precision.of(step.value()));
                cell.drive(whole.of(step.time()), inConvention(sum, beta));
            }
            betas.put(new Unit(neurons.name(), k), beta);
            list.add(cell);
        }
        return list;
    }

    /** In the convention {@code current}, times β. */
    private Sensitive inConvention(Sensitive given, Sensitive beta) {
        return network.convention() == Convention.KERNEL ? given : given.times(beta);
    }

    private void connect(int p, Projection projection) {
        Map<Rate, GridCell.Current> currents = new HashMap<>();
        List<Synapse> synapses = projection.synapses();
        for (int k = 0; k < synapses.size(); k++) {
            Synapse synapse = synapses.get(k);
            Unit post = new Unit(projection.to(), synapse.post());
            Sensitive beta = betas.get(post);
            int given = projection.decay().axis() == SynapticDecay.Axis.PRE ? synapse.pre() : synapse.post();
            Sensitive alpha = rate(ParameterKind.ALPHA, p, projection.decay().constant(), given);
            boolean shared = projection.decay().axis() == SynapticDecay.Axis.ALL;
            GridCell.Current current = currents.computeIfAbsent(new Rate(post, p, shared ? 0 : given), rate -> {
                GridCell.Current made = new GridCell.Current(
                        table.decay(alpha), table.gain(alpha, beta), Sensitive.constant(precision.of(0)));
                cells.get(projection.to()).get(synapse.post()).add(made);
                return made;
            });
            Sensitive weight = Sensitive.given(precision.of(synapse.weight()), ParameterId.weight(p, k));
            wires.computeIfAbsent(new Unit(projection.from(), synapse.pre()), unit -> new ArrayList<>())
                    .add(new Wire(
                            lag(projection, whole.of(synapse.delay())),
                            projection.to(),
                            current,
                            inConvention(weight, beta)));
        }
    }

    /** Steps from g to the arrival of a spike of step g over m steps. */
    private int lag(Projection projection, int m) {
        if (!cells.containsKey(projection.from())) {
            return m;
        }
        return switch (grid.transmission()) {
            case LAYERED -> names.indexOf(projection.from()) < names.indexOf(projection.to()) ? m : m + 1;
            case NEXT_STEP -> m + 1;
            case AT_LEAST_ONE -> Math.max(m, 1);
            case SAME_STEP -> m;
        };
    }

    private void send(Unit unit, int step, Sensitive z) {
        for (Wire wire : wires.getOrDefault(unit, List.of())) {
            arrivals.computeIfAbsent(new Due(step + wire.lag(), wire.target()), due -> new ArrayList<>())
                    .add(new Arrival(wire.current(), wire.weight().times(z)));
        }
    }

    void run() {
        for (Population population : network.populations()) {
            if (population instanceof Population.Source source) {
                for (int k = 0; k < source.size(); k++) {
                    for (Rational time : source.trains().get(k)) {
                        send(new Unit(source.name(), k), whole.of(time), Sensitive.constant(precision.of(1)));
                    }
                }
            }
        }
        for (int step = grid.firstStep(); step <= lastStep(); step++) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted");
            }
            step(step);
        }
    }

    private void step(int step) {
        if (grid.transmission() == Transmission.SAME_STEP) {
            for (Operation operation : grid.order()) {
                for (String name : cells.keySet()) {
                    apply(operation, name, step);
                }
            }
        } else {
            for (String name : cells.keySet()) {
                for (Operation operation : grid.order()) {
                    apply(operation, name, step);
                }
            }
        }
        cells.values().forEach(population -> population.forEach(GridCell::record));
    }

    private void apply(Operation operation, String name, int step) {
        List<GridCell> population = cells.get(name);
        switch (operation) {
            case RECEIVE ->
                arrivals.getOrDefault(new Due(step, name), List.of())
                        .forEach(arrival -> arrival.current().receive(arrival.jump()));
            case DECAY -> population.forEach(GridCell::decay);
            case MEMBRANE -> population.forEach(cell -> cell.membrane(step));
            case FIRE -> {
                for (int k = 0; k < population.size(); k++) {
                    population.get(k).fire(step);
                    send(new Unit(name, k), step, population.get(k).spike());
                }
            }
            case RESET -> population.forEach(GridCell::reset);
        }
    }
}
