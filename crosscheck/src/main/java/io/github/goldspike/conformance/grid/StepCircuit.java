package io.github.goldspike.conformance.grid;

import io.github.goldspike.grid.Gain;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.WholeSteps;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A network in the convention {@code kernel}, laid out for steps in the numbers of {@link Roundings}. */
final class StepCircuit {

    /** A current of one neuron: its decay and what it adds to V; {@code given} is the place of its α among those of its projection. */
    static final class Current {
        final Cell cell;
        final int projection;
        final int given;
        final Rational alpha;
        final Rounded decay;
        final Rounded gain;

        Current(Cell cell, int projection, int given, Rational alpha, Rounded decay, Rounded gain) {
            this.cell = cell;
            this.projection = projection;
            this.given = given;
            this.alpha = alpha;
            this.decay = decay;
            this.gain = gain;
        }
    }

    /** A synapse; {@code lag} steps from a spike to its arrival. */
    record Wire(int projection, int synapse, Rounded weight, int lag, Current current, boolean back) {}

    /** A unit: an input with its steps, or a neuron with its constants. */
    static final class Cell {
        final int group;
        final String population;
        final int index;
        final boolean neuron;
        final List<Integer> inputs = new ArrayList<>();
        final List<Current> currents = new ArrayList<>();
        final List<Wire> wires = new ArrayList<>();
        final NavigableMap<Integer, Rounded> drives = new TreeMap<>();
        final NavigableMap<Integer, Rational> constants = new TreeMap<>();
        Rational beta = Rational.ZERO;
        Rounded decay = Rounded.ZERO;
        Rounded reset = Rounded.ZERO;
        Rounded leak = Rounded.ZERO;
        Rounded initial = Rounded.ZERO;
        Optional<Rounded> threshold = Optional.empty();
        int held;
        boolean detached;

        Cell(int group, String population, int index, boolean neuron) {
            this.group = group;
            this.population = population;
            this.index = index;
            this.neuron = neuron;
        }
    }

    private final Network network;
    private final Grid grid;
    private final Roundings roundings;
    private final StepFactors factors;
    private final WholeSteps steps;
    private final List<List<Cell>> groups = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();

    StepCircuit(Network network, Grid grid, Roundings roundings) {
        this.network = network;
        this.grid = grid;
        this.roundings = roundings;
        this.factors = new StepFactors(grid, roundings);
        this.steps = WholeSteps.of(network, grid);
        for (Population population : network.populations()) {
            int group = groups.size();
            byName.put(population.name(), group);
            List<Cell> cells = new ArrayList<>();
            for (int k = 0; k < population.size(); k++) {
                Cell cell = new Cell(group, population.name(), k, population instanceof Population.Neurons);
                cells.add(cell);
                if (population instanceof Population.Neurons neurons) {
                    prepare(cell, neurons);
                } else {
                    ((Population.Source) population).trains().get(k).forEach(time -> cell.inputs.add(steps.of(time)));
                }
            }
            groups.add(cells);
        }
        for (int p = 0; p < network.projections().size(); p++) {
            wire(p);
        }
    }

    private void prepare(Cell cell, Population.Neurons neurons) {
        int k = cell.index;
        cell.beta = neurons.beta(k);
        cell.decay = asInBothConventions(factors.decay(neurons.beta(k)), neurons.beta(k));
        cell.reset = roundings.of(neurons.reset().of(k));
        cell.leak = roundings.of(neurons.leak().of(k));
        cell.initial = roundings.of(neurons.initial(k));
        cell.threshold = neurons.threshold(k).map(roundings::of);
        cell.held = grid.hold().steps(steps.of(neurons.refractory().of(k)));
        boolean toItself = network.projections().stream()
                .anyMatch(projection -> projection.from().equals(neurons.name())
                        && projection.to().equals(neurons.name()));
        cell.detached = switch (grid.detach()) {
            case TRUE -> true;
            case FALSE -> false;
            case RECURRENT -> toItself;
        };
        Rounded gain = factors.constantGain(neurons.beta(k));
        neurons.current().ifPresent(current -> {
            for (InputCurrent.Step step : current.of(k)) {
                cell.constants.put(steps.of(step.time()), step.value());
                cell.drives.put(steps.of(step.time()), roundings.times(gain, roundings.of(step.value())));
            }
        });
    }

    private void wire(int p) {
        Projection projection = network.projections().get(p);
        int source = byName.get(projection.from());
        int target = byName.get(projection.to());
        Population.Neurons posts = (Population.Neurons) network.populations().get(target);
        Map<List<Integer>, Current> currents = new HashMap<>();
        List<Synapse> synapses = projection.synapses();
        for (int s = 0; s < synapses.size(); s++) {
            Synapse synapse = synapses.get(s);
            Cell post = groups.get(target).get(synapse.post());
            Rational alpha = projection.decay().alpha(synapse.pre(), synapse.post());
            int given = switch (projection.decay().axis()) {
                case ALL -> 0;
                case PRE -> synapse.pre();
                case POST -> synapse.post();
            };
            Current current = currents.computeIfAbsent(List.of(synapse.post(), given), key -> {
                Rounded gain = factors.gain(alpha, posts.beta(synapse.post()));
                Current added = new Current(post, p, given, alpha, factors.decay(alpha), gain);
                post.currents.add(added);
                return added;
            });
            int delay = steps.of(synapse.delay());
            groups.get(source)
                    .get(synapse.pre())
                    .wires
                    .add(new Wire(
                            p,
                            s,
                            asInBothConventions(roundings.of(synapse.weight()), posts.beta(synapse.post())),
                            lag(source, target, delay),
                            current,
                            groups.get(source).get(synapse.pre()).neuron && source >= target));
        }
    }

    /**
     * In the convention {@code current} an engine computes with W/β and multiplies by β later: two more roundings, unless β is a power of two.
     * Where a current enters V whole, there is no other convention.
     */
    private Rounded asInBothConventions(Rounded value, Rational beta) {
        return isOneConvention(beta)
                ? value
                : new Rounded(value.value(), value.error() + 2 * Math.abs(value.value()), -1);
    }

    /** Whether no rounding tells the conventions apart: β is 0 or a power of two, or currents enter V whole. */
    boolean isOneConvention(Rational beta) {
        boolean powerOfTwo = beta.signum() == 0
                || beta.numerator().bitCount() == 1 && beta.denominator().bitCount() == 1;
        return powerOfTwo || grid.gain() == Gain.ONE;
    }

    private int lag(int source, int target, int delay) {
        if (network.populations().get(source) instanceof Population.Source) {
            return delay;
        }
        return switch (grid.transmission()) {
            case LAYERED -> source < target ? delay : delay + 1;
            case NEXT_STEP -> delay + 1;
            case AT_LEAST_ONE -> Math.max(delay, 1);
            case SAME_STEP -> delay;
        };
    }

    Network network() {
        return network;
    }

    Grid grid() {
        return grid;
    }

    Roundings roundings() {
        return roundings;
    }

    Rounded dt() {
        return factors.dt();
    }

    StepFactors factors() {
        return factors;
    }

    int first() {
        return grid.firstStep();
    }

    int last() {
        return steps.lastStep(network);
    }

    /** The units of every population, in file order. */
    List<List<Cell>> groups() {
        return groups;
    }

    List<Cell> group(String name) {
        return groups.get(byName.get(name));
    }
}
