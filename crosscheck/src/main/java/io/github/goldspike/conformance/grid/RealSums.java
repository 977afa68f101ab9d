package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.grid.StepCircuit.Cell;
import io.github.goldspike.conformance.grid.StepCircuit.Current;
import io.github.goldspike.conformance.grid.StepCircuit.Wire;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.grid.Gain;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Derivatives by all reals but weights, as the operations in reverse add to them (grids-N5), with what sound arithmetic may be off by. */
final class RealSums {

    private final StepCircuit circuit;
    private final Roundings roundings;
    private final Map<ParameterKind, Map<Cell, Rounded>> byCell = new EnumMap<>(ParameterKind.class);
    private final Map<Current, Rounded> byAlpha = new HashMap<>();

    RealSums(StepCircuit circuit) {
        this.circuit = circuit;
        this.roundings = circuit.roundings();
    }

    void add(ParameterKind kind, Cell cell, Rounded value) {
        byCell.computeIfAbsent(kind, any -> new HashMap<>()).merge(cell, value, roundings::plus);
    }

    void addAlpha(Current current, Rounded value) {
        byAlpha.merge(current, value, roundings::plus);
    }

    /** What is left before the first step belongs to {@code initial}, which is {@code leak} where none is given. */
    void addInitial(Cell cell, Rounded value) {
        if (cell.neuron && neurons(cell).initial().isEmpty()) {
            add(ParameterKind.LEAK, cell, value);
        }
    }

    /**
     * A program in the convention {@code current} has w = W/β, and by β what passes through W, which cancels: two roundings of each part (grids-N12).
     *
     * @param byWeights for each projection its synapses in file order
     */
    void widenForWeightsOverBeta(List<List<Rounded>> byWeights) {
        for (List<Cell> group : circuit.groups()) {
            for (Cell sender : group) {
                for (Wire wire : sender.wires) {
                    widen(
                            wire.current().cell,
                            wire.weight().value()
                                    * byWeights
                                            .get(wire.projection())
                                            .get(wire.synapse())
                                            .value());
                }
            }
        }
    }

    /** The same for a constant current. */
    void widenForCurrentOverBeta(Cell cell, Rounded byPotential, Rounded drive) {
        widen(cell, byPotential.value() * drive.value());
    }

    private void widen(Cell cell, double part) {
        Rational beta = neurons(cell).beta(cell.index);
        if (part != 0 && beta.signum() != 0 && circuit.grid().gain() != Gain.ONE) {
            byCell.computeIfAbsent(ParameterKind.BETA, any -> new HashMap<>()).compute(cell, (any, sum) -> {
                Rounded old = sum == null ? Rounded.ZERO : sum;
                return new Rounded(old.value(), old.error() + 2 * Math.abs(part) / beta.toDouble(), -1);
            });
        }
    }

    private Population.Neurons neurons(Cell cell) {
        return (Population.Neurons) circuit.network().populations().get(cell.group);
    }

    /** In the order of a gradient: all projections or populations in file order, each with its values as given. */
    List<Rounded> of(ParameterKind kind) {
        Network network = circuit.network();
        return kind == ParameterKind.ALPHA
                ? IntStream.range(0, network.projections().size())
                        .boxed()
                        .flatMap(p -> alphas(p).stream())
                        .toList()
                : circuit.groups().stream()
                        .filter(group -> !group.isEmpty() && group.get(0).neuron)
                        .flatMap(group -> ofGroup(kind, group))
                        .toList();
    }

    private List<Rounded> alphas(int p) {
        Projection projection = circuit.network().projections().get(p);
        TimeConstant constant = projection.decay().constant();
        List<Rounded> sums = new ArrayList<>(
                java.util.Collections.nCopies(constant.given().values().size(), Rounded.ZERO));
        byAlpha.forEach((current, value) -> {
            if (current.projection == p) {
                sums.set(current.rate, roundings.plus(sums.get(current.rate), asGiven(constant, current.rate, value)));
            }
        });
        return sums;
    }

    /** dτ = −r² dr. */
    private Rounded asGiven(TimeConstant constant, int index, Rounded byRate) {
        Rational rate = constant.rate(index);
        return constant.form() == TimeConstant.Form.RATE
                ? byRate
                : roundings.times(roundings.of(rate.times(rate).negate()), byRate);
    }

    private Stream<Rounded> ofGroup(ParameterKind kind, List<Cell> group) {
        Population.Neurons neurons = neurons(group.get(0));
        Map<Cell, Rounded> sums = byCell.getOrDefault(kind, Map.of());
        return switch (kind) {
            case BETA ->
                values(
                        neurons.membrane().given(),
                        group.stream()
                                .map(cell ->
                                        asGiven(neurons.membrane(), cell.index, sums.getOrDefault(cell, Rounded.ZERO)))
                                .toList());
            case RESET -> values(neurons.reset(), each(group, sums));
            case LEAK -> values(neurons.leak(), each(group, sums));
            case THRESHOLD ->
                neurons.threshold().stream().flatMap(threshold -> thresholds(threshold, group, each(group, sums)));
            default -> Stream.of();
        };
    }

    private static List<Rounded> each(List<Cell> group, Map<Cell, Rounded> sums) {
        return group.stream().map(cell -> sums.getOrDefault(cell, Rounded.ZERO)).toList();
    }

    private Stream<Rounded> values(Parameter given, List<Rounded> each) {
        return given.shared() ? Stream.of(sum(each)) : each.stream();
    }

    private Stream<Rounded> thresholds(Threshold given, List<Cell> group, List<Rounded> each) {
        return given.shared()
                ? Stream.of(sum(each))
                : group.stream().filter(cell -> cell.threshold.isPresent()).map(cell -> each.get(cell.index));
    }

    private Rounded sum(List<Rounded> values) {
        return values.stream().reduce(Rounded.ZERO, roundings::plus);
    }
}
