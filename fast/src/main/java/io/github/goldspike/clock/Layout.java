package io.github.goldspike.clock;

import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.WholeSteps;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network laid out for steps: units (inputs and neurons through all populations), currents, and wires, which are the synapses in file order. */
final class Layout {

    /** The units {@code from} to {@code to} − 1 of one population. */
    record Group(int population, String name, int from, int to, boolean neurons, boolean detached) {}

    /** The current of one neuron through one given real alpha of one projection. */
    record Current(int unit, Rational alpha, int projection, int given) {}

    /** A synapse: from which unit to which current. */
    record Wire(int projection, int current) {}

    /** All wires of one projection from one unit that take {@code lag} steps; from where and to what. */
    record Fan(int unit, int lag, int[] wires, int[] currents) {}

    private record Rate(int unit, int projection, int given) {}

    private record FanKey(int projection, int pre, int lag) {}

    private final Network network;
    private final Grid grid;
    private final WholeSteps steps;
    private final int last;
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Group> byName = new HashMap<>();
    private final List<Current> currents = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private final List<List<Fan>> fansInto = new ArrayList<>();
    private final double[] weights;
    private final int[] firstCurrent;
    private final Neurons neurons;

    Layout(Network network, Grid grid) {
        this.network = network;
        this.grid = grid;
        this.steps = WholeSteps.of(network, grid);
        this.last = steps.lastStep(network);
        int units = layGroups();
        List<List<Synapse>> synapses =
                network.projections().stream().map(Projection::synapses).toList();
        this.firstCurrent = new int[units + 1];
        Map<Rate, Integer> currentOf = layCurrents(synapses);
        this.weights = layWires(synapses, currentOf);
        this.neurons = new Neurons(this, steps);
    }

    private int layGroups() {
        int next = 0;
        for (int p = 0; p < network.populations().size(); p++) {
            Population population = network.populations().get(p);
            Group group = new Group(
                    p,
                    population.name(),
                    next,
                    next + population.size(),
                    population instanceof Population.Neurons,
                    isDetached(population.name()));
            groups.add(group);
            byName.put(population.name(), group);
            fansInto.add(new ArrayList<>());
            next = group.to();
        }
        return next;
    }

    private boolean isDetached(String name) {
        return switch (grid.detach()) {
            case TRUE -> true;
            case FALSE -> false;
            case RECURRENT ->
                network.projections().stream()
                        .anyMatch(projection -> projection.from().equals(name)
                                && projection.to().equals(name));
        };
    }

    private Map<Rate, Integer> layCurrents(List<List<Synapse>> synapses) {
        Map<Integer, Map<Rate, Current>> ofUnit = new HashMap<>();
        for (int p = 0; p < synapses.size(); p++) {
            Projection projection = network.projections().get(p);
            int from = byName.get(projection.to()).from();
            for (Synapse synapse : synapses.get(p)) {
                int unit = from + synapse.post();
                int given = given(projection, synapse);
                Rational alpha = projection.decay().alpha(synapse.pre(), synapse.post());
                ofUnit.computeIfAbsent(unit, any -> new LinkedHashMap<>())
                        .putIfAbsent(new Rate(unit, p, given), new Current(unit, alpha, p, given));
            }
        }
        Map<Rate, Integer> numbers = new HashMap<>();
        for (int unit = 0; unit < firstCurrent.length - 1; unit++) {
            firstCurrent[unit] = currents.size();
            ofUnit.getOrDefault(unit, Map.of()).forEach((rate, current) -> {
                numbers.put(rate, currents.size());
                currents.add(current);
            });
        }
        firstCurrent[firstCurrent.length - 1] = currents.size();
        return numbers;
    }

    private static int given(Projection projection, Synapse synapse) {
        return switch (projection.decay().axis()) {
            case ALL -> 0;
            case PRE -> synapse.pre();
            case POST -> synapse.post();
        };
    }

    private double[] layWires(List<List<Synapse>> synapses, Map<Rate, Integer> currentOf) {
        double[] all = new double[synapses.stream().mapToInt(List::size).sum()];
        for (int p = 0; p < synapses.size(); p++) {
            Projection projection = network.projections().get(p);
            Group source = byName.get(projection.from());
            Group target = byName.get(projection.to());
            Population.Neurons posts =
                    (Population.Neurons) network.populations().get(target.population());
            Map<FanKey, List<Integer>> fans = new LinkedHashMap<>();
            for (Synapse synapse : synapses.get(p)) {
                int pre = source.from() + synapse.pre();
                int post = target.from() + synapse.post();
                int lag = lag(source, target, steps.of(synapse.delay()));
                fans.computeIfAbsent(new FanKey(p, pre, lag), key -> new ArrayList<>())
                        .add(wires.size());
                all[wires.size()] = synapse.weight()
                        .times(network.convention().kernelFactor(posts.beta(synapse.post())))
                        .toDouble();
                wires.add(new Wire(p, currentOf.get(new Rate(post, p, given(projection, synapse)))));
            }
            fans.forEach((key, list) -> fansInto.get(target.population())
                    .add(new Fan(
                            key.pre(),
                            key.lag(),
                            list.stream().mapToInt(Integer::intValue).toArray(),
                            list.stream()
                                    .mapToInt(wire -> wires.get(wire).current())
                                    .toArray())));
        }
        return all;
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

    Network network() {
        return network;
    }

    Grid grid() {
        return grid;
    }

    WholeSteps steps() {
        return steps;
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

    /** All populations, sources too. */
    List<Group> groups() {
        return groups;
    }

    Group group(String name) {
        return byName.get(name);
    }

    /** Number of units. */
    int size() {
        return firstCurrent.length - 1;
    }

    List<Current> currents() {
        return currents;
    }

    /** Number of the first current of a unit; that of the next unit ends them. */
    int firstCurrent(int unit) {
        return firstCurrent[unit];
    }

    List<Wire> wires() {
        return wires;
    }

    /** The wires into a population. */
    List<Fan> fansInto(Group group) {
        return fansInto.get(group.population());
    }

    /** Weights of all wires in the convention {@code kernel}; a copy. */
    double[] weights() {
        return weights.clone();
    }

    /** The constants of all units. */
    Neurons neurons() {
        return neurons;
    }
}
