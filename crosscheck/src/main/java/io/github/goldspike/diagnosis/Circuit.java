package io.github.goldspike.diagnosis;

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
import java.util.function.UnaryOperator;

/**
 * A network in binary64, laid out flat.
 *
 * @param horizon T
 * @param cells all neurons, in file order
 * @param trains for each source unit its times
 * @param wires all synapses, in file order
 */
record Circuit(double horizon, List<Cell> cells, List<List<Double>> trains, List<Wire> wires) {

    /**
     * A neuron.
     *
     * @param threshold positive infinity if it never spikes
     */
    record Cell(
            String population,
            int index,
            double beta,
            double threshold,
            double reset,
            double leak,
            double initial,
            double refractory) {

        Cell withBeta(double value) {
            return new Cell(population, index, value, threshold, reset, leak, initial, refractory);
        }

        Cell withReset(double value) {
            return new Cell(population, index, beta, threshold, value, leak, initial, refractory);
        }

        Cell withLeak(double value) {
            return new Cell(population, index, beta, threshold, reset, value, initial, refractory);
        }

        Cell withInitial(double value) {
            return new Cell(population, index, beta, threshold, reset, leak, value, refractory);
        }

        Cell withRefractory(double value) {
            return new Cell(population, index, beta, threshold, reset, leak, initial, value);
        }

        Cell withoutRefractory() {
            return new Cell(population, index, beta, threshold, reset, leak, initial, 0);
        }

        /** With every real replaced. */
        Cell map(UnaryOperator<Double> real) {
            return new Cell(
                    population,
                    index,
                    real.apply(beta),
                    real.apply(threshold),
                    real.apply(reset),
                    real.apply(leak),
                    real.apply(initial),
                    real.apply(refractory));
        }
    }

    /**
     * A synapse, or a jump of an input current, which arrives once over a synapse of rate 0 that no mistake in synapses touches.
     *
     * @param projection index of its projection, or −1 of a jump, whose time is {@code delay}
     * @param synapse index in the projection's synapses
     * @param fromSource whether {@code pre} is an index of {@link #trains} and not of {@link #cells}
     * @param scale of the weight as it is used, as a multiple of the weight that is given
     */
    record Wire(
            int projection,
            int synapse,
            boolean fromSource,
            int pre,
            int post,
            double alpha,
            double weight,
            double delay,
            double scale) {

        boolean isJump() {
            return projection < 0;
        }

        /** Something that arrives once, at time 0, and has no weight that is differentiated by. */
        static Wire constant(int post, double alpha, double weight) {
            return new Wire(-1, 0, true, -1, post, alpha, weight, 0, 1);
        }

        Wire withAlpha(double value) {
            return new Wire(projection, synapse, fromSource, pre, post, value, weight, delay, scale);
        }

        Wire withWeight(double value) {
            return new Wire(projection, synapse, fromSource, pre, post, alpha, value, delay, scale);
        }

        Wire withDelay(double value) {
            return new Wire(projection, synapse, fromSource, pre, post, alpha, weight, value, scale);
        }

        /** With the weight, as it is used, times a factor. */
        Wire scaled(double factor) {
            return new Wire(projection, synapse, fromSource, pre, post, alpha, weight * factor, delay, scale * factor);
        }
    }

    static Circuit of(Network network) {
        List<Cell> cells = new ArrayList<>();
        List<List<Double>> trains = new ArrayList<>();
        Map<String, Integer> first = new HashMap<>();
        for (Population population : network.populations()) {
            if (population instanceof Population.Source source) {
                first.put(source.name(), trains.size());
                source.trains()
                        .forEach(train -> trains.add(
                                train.stream().map(Rational::toDouble).toList()));
            } else {
                first.put(population.name(), cells.size());
                cells.addAll(cells((Population.Neurons) population));
            }
        }
        List<Wire> wires = new ArrayList<>();
        for (int p = 0; p < network.projections().size(); p++) {
            Projection projection = network.projections().get(p);
            boolean fromSource = network.population(projection.from()) instanceof Population.Source;
            for (int s = 0; s < projection.synapses().size(); s++) {
                Synapse synapse = projection.synapses().get(s);
                wires.add(new Wire(
                        p,
                        s,
                        fromSource,
                        first.get(projection.from()) + synapse.pre(),
                        first.get(projection.to()) + synapse.post(),
                        projection.decay().alpha(synapse.pre(), synapse.post()).toDouble(),
                        synapse.weight().toDouble(),
                        synapse.delay().toDouble(),
                        1));
            }
        }
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons neurons) {
                for (int n = 0; n < neurons.size(); n++) {
                    int post = first.get(neurons.name()) + n;
                    for (InputCurrent.Jump jump : neurons.currentJumps(n)) {
                        wires.add(new Wire(
                                -1,
                                jump.step(),
                                true,
                                -1,
                                post,
                                0,
                                jump.size().toDouble(),
                                jump.time().toDouble(),
                                1));
                    }
                }
            }
        }
        return new Circuit(network.horizon().toDouble(), cells, trains, wires);
    }

    private static List<Cell> cells(Population.Neurons neurons) {
        List<Cell> cells = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            cells.add(new Cell(
                    neurons.name(),
                    n,
                    neurons.beta(n).toDouble(),
                    neurons.threshold(n).map(Rational::toDouble).orElse(Double.POSITIVE_INFINITY),
                    neurons.reset().of(n).toDouble(),
                    neurons.leak().of(n).toDouble(),
                    neurons.initial(n).toDouble(),
                    neurons.refractory().of(n).toDouble()));
        }
        return cells;
    }

    Circuit withCells(UnaryOperator<Cell> change) {
        return new Circuit(horizon, cells.stream().map(change).toList(), trains, wires);
    }

    /** With every synapse changed. */
    Circuit withWires(UnaryOperator<Wire> change) {
        return new Circuit(
                horizon,
                cells,
                trains,
                wires.stream()
                        .map(wire -> wire.isJump() ? wire : change.apply(wire))
                        .toList());
    }

    /** With every jump of an input current changed. */
    Circuit withJumps(UnaryOperator<Wire> change) {
        return new Circuit(
                horizon,
                cells,
                trains,
                wires.stream()
                        .map(wire -> wire.isJump() ? change.apply(wire) : wire)
                        .toList());
    }

    /** The times at which a source or a current sends over a wire; a jump is delayed by its time. */
    List<Double> train(Wire wire) {
        return wire.isJump() ? List.of(0.0) : trains.get(wire.pre);
    }

    Circuit withTrains(UnaryOperator<List<Double>> change) {
        return new Circuit(horizon, cells, trains.stream().map(change).toList(), wires);
    }

    /** The index of a neuron in {@link #cells}. */
    int cell(String population, int index) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).index == index && cells.get(i).population.equals(population)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no neuron " + index + " of \"" + population + "\"");
    }

    /** The shortest of all time constants. */
    double shortest() {
        double fastest = Math.max(
                cells.stream().mapToDouble(Cell::beta).max().orElse(0),
                wires.stream().mapToDouble(Wire::alpha).max().orElse(0));
        return 1 / fastest;
    }

    /** The place of a neuron's population among the populations of neurons. */
    int layer(int cell) {
        return (int)
                cells.stream().limit(cell + 1L).map(Cell::population).distinct().count();
    }
}
