package io.github.goldspike.grid.certified;

import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.WholeSteps;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network laid out for steps, all exact: units (inputs and neurons, numbered through all populations), currents (one for each neuron and
 * each given real alpha that acts on it) and synapses with the number of steps that they take.
 */
final class Circuit {

    /** The units of one population: numbers {@code from} to {@code to} − 1. */
    record Group(int population, String name, int from, int to, boolean neurons) {}

    /** A neuron with its steps of being held, not positive for none. */
    record Neuron(
            int group,
            int index,
            Rational beta,
            Optional<Rational> threshold,
            Rational reset,
            Rational leak,
            Rational initial,
            int held,
            boolean detached,
            int firstCurrent,
            int endOfCurrents) {}

    /** A current: of which neuron, its rate, and which given real of which projection that is. */
    record Current(int unit, Rational alpha, int projection, int given) {}

    /** A synapse with its weight in the kernel convention; {@code lag} steps lie between a spike and its arrival. */
    record Wire(int projection, int pre, int current, Rational weight, int lag) {}

    /** All wires of one projection from one unit with one lag. */
    record Fan(int unit, int target, int lag, int[] wires) {}

    private final Network network;
    private final Grid grid;
    private final WholeSteps steps;
    private final int last;
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Group> byName = new HashMap<>();
    private final List<Optional<Neuron>> units = new ArrayList<>();
    private final List<Current> currents = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private final List<List<Fan>> fansOf = new ArrayList<>();
    private final List<List<Fan>> fansInto = new ArrayList<>();
    private final List<int[]> incoming = new ArrayList<>();

    private Circuit(Network network, Grid grid) {
        this.network = network;
        this.grid = grid;
        this.steps = WholeSteps.of(network, grid);
        this.last = steps.lastStep(network);
        layGroups();
        List<List<Synapse>> synapses =
                network.projections().stream().map(Projection::synapses).toList();
        layNeurons(synapses);
        layWires(synapses);
    }

    static Circuit of(Network network, Grid grid) {
        return new Circuit(network, grid);
    }

    private void layGroups() {
        int next = 0;
        for (int p = 0; p < network.populations().size(); p++) {
            Population population = network.populations().get(p);
            boolean neurons = population instanceof Population.Neurons;
            Group group = new Group(p, population.name(), next, next + population.size(), neurons);
            groups.add(group);
            byName.put(population.name(), group);
            fansInto.add(new ArrayList<>());
            next = group.to();
        }
        for (int unit = 0; unit < next; unit++) {
            fansOf.add(new ArrayList<>());
        }
    }

    private record Rate(int unit, int projection, int given) {}

    private final Map<Rate, Integer> currentOf = new HashMap<>();

    private void layNeurons(List<List<Synapse>> synapses) {
        List<List<Current>> ofUnit = new ArrayList<>();
        for (int unit = 0; unit < fansOf.size(); unit++) {
            ofUnit.add(new ArrayList<>());
        }
        for (int p = 0; p < synapses.size(); p++) {
            Projection projection = network.projections().get(p);
            Group target = byName.get(projection.to());
            for (Synapse synapse : synapses.get(p)) {
                int unit = target.from() + synapse.post();
                int given = given(projection, synapse);
                if (currentOf.putIfAbsent(new Rate(unit, p, given), -1) == null) {
                    ofUnit.get(unit)
                            .add(new Current(unit, projection.decay().alpha(synapse.pre(), synapse.post()), p, given));
                }
            }
        }
        for (Group group : groups) {
            for (int unit = group.from(); unit < group.to(); unit++) {
                int first = currents.size();
                for (Current current : ofUnit.get(unit)) {
                    currentOf.put(new Rate(unit, current.projection(), current.given()), currents.size());
                    currents.add(current);
                }
                units.add(
                        group.neurons()
                                ? Optional.of(neuron(group, unit - group.from(), first, currents.size()))
                                : Optional.empty());
            }
        }
    }

    private static int given(Projection projection, Synapse synapse) {
        return switch (projection.decay().axis()) {
            case ALL -> 0;
            case PRE -> synapse.pre();
            case POST -> synapse.post();
        };
    }

    private Neuron neuron(Group group, int index, int first, int end) {
        Population.Neurons population =
                (Population.Neurons) network.populations().get(group.population());
        boolean recurrent = network.projections().stream()
                .anyMatch(projection -> projection.from().equals(group.name())
                        && projection.to().equals(group.name()));
        return new Neuron(
                group.population(),
                index,
                population.beta(index),
                population.threshold(index),
                population.reset().of(index),
                population.leak().of(index),
                population.initial(index),
                grid.hold().steps(steps.of(population.refractory().of(index))),
                switch (grid.detach()) {
                    case TRUE -> true;
                    case FALSE -> false;
                    case RECURRENT -> recurrent;
                },
                first,
                end);
    }

    private record FanKey(int projection, int pre, int lag) {}

    private void layWires(List<List<Synapse>> synapses) {
        Map<FanKey, List<Integer>> fans = new java.util.LinkedHashMap<>();
        List<List<Integer>> into = new ArrayList<>();
        for (int unit = 0; unit < units.size(); unit++) {
            into.add(new ArrayList<>());
        }
        for (int p = 0; p < synapses.size(); p++) {
            Projection projection = network.projections().get(p);
            Group source = byName.get(projection.from());
            Group target = byName.get(projection.to());
            for (Synapse synapse : synapses.get(p)) {
                int pre = source.from() + synapse.pre();
                int post = target.from() + synapse.post();
                int lag = lag(source, target, steps.of(synapse.delay()));
                Rational weight = synapse.weight()
                        .times(network.convention()
                                .kernelFactor(units.get(post).orElseThrow().beta()));
                int current = currentOf.get(new Rate(post, p, given(projection, synapse)));
                fans.computeIfAbsent(new FanKey(p, pre, lag), key -> new ArrayList<>())
                        .add(wires.size());
                into.get(post).add(wires.size());
                wires.add(new Wire(p, pre, current, weight, lag));
            }
        }
        fans.forEach((key, list) -> {
            int target =
                    byName.get(network.projections().get(key.projection()).to()).population();
            Fan fan = new Fan(key.pre(), target, key.lag(), ints(list));
            fansOf.get(key.pre()).add(fan);
            fansInto.get(target).add(fan);
        });
        into.forEach(list -> incoming.add(ints(list)));
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Steps from a spike to its arrival over a delay of {@code delay} steps (grids-N1). */
    private int lag(Group source, Group target, int delay) {
        if (!source.neurons()) {
            return delay;
        }
        return switch (grid.transmission()) {
            case LAYERED -> source.population() < target.population() ? delay : delay + 1;
            case NEXT_STEP -> delay + 1;
            case AT_LEAST_ONE -> Math.max(delay, 1);
            case SAME_STEP -> delay;
        };
    }

    /** The step of an input spike. */
    int stepOf(Rational time) {
        return steps.of(time);
    }

    Network network() {
        return network;
    }

    Grid grid() {
        return grid;
    }

    int first() {
        return grid.firstStep();
    }

    /** Number of the last step; below {@link #first} if there is none. */
    int last() {
        return last;
    }

    /** How many steps there are. */
    int count() {
        return Math.max(0, last - first() + 1);
    }

    List<Group> groups() {
        return groups;
    }

    Group group(String population) {
        return byName.get(population);
    }

    /** Number of units. */
    int size() {
        return units.size();
    }

    /** Whether the unit is a neuron, and which. */
    Optional<Neuron> unit(int unit) {
        return units.get(unit);
    }

    Neuron neuron(int unit) {
        return units.get(unit).orElseThrow();
    }

    List<Current> currents() {
        return currents;
    }

    /** Number of the first current of a population. */
    int firstCurrent(Group group) {
        return group.from() == group.to() ? 0 : neuron(group.from()).firstCurrent();
    }

    /** One more than the number of its last current. */
    int endOfCurrents(Group group) {
        return group.from() == group.to() ? 0 : neuron(group.to() - 1).endOfCurrents();
    }

    List<Wire> wires() {
        return wires;
    }

    /** The wires that leave a unit. */
    List<Fan> fansOf(int unit) {
        return fansOf.get(unit);
    }

    /** The wires into a population. */
    List<Fan> fansInto(int population) {
        return fansInto.get(population);
    }

    /** The numbers of the wires into a neuron. */
    int[] incoming(int unit) {
        return incoming.get(unit);
    }
}
