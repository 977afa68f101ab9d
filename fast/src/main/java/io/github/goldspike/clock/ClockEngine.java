package io.github.goldspike.clock;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.UnsupportedQuestionException;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridEngine;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Networks on grids in binary64 or binary32. Proves nothing: V and ϑ are compared as they were rounded; {@code nearest} tells how close
 * that was. How far off the answers are is derived in {@code proofs-notes/grids.md}, grids-N10.
 */
public final class ClockEngine implements GridEngine<Double> {

    private final NumberFormat format;
    private final SpikeGradient spikeGradient;

    /**
     * An engine.
     *
     * @param format that is computed in
     * @param spikeGradient what the gradient takes for the derivative of a spike
     */
    public ClockEngine(NumberFormat format, SpikeGradient spikeGradient) {
        this.format = format;
        this.spikeGradient = spikeGradient;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnsupportedQuestionException for EventProp on a grid without a reset or with one before {@code fire}, and where a neuron has
     *     more spikes than there is room for
     */
    @Override
    public GridAnswer<Double> solve(Network network, Grid grid, GridQuestion question, Progress progress) {
        Layout layout = new Layout(network, grid);
        ClockPass pass = new ClockPass(layout, spikeGradient, format, question.wrt());
        double[] weights = layout.weights();
        Keep keep = pass.keep(question.traces(), true);
        Simulation simulation = new Simulation(layout, weights, List.of(Stimulus.of(network, grid)), format, keep);
        double dt = grid.dt().toDouble();
        simulation.run(step -> progress.reached(step * dt, 0, 0));
        Optional<LossOnSteps> loss = network.loss()
                .map(kind -> LossOnSteps.of(kind, layout, simulation, new int[] {LossOnSteps.label(kind)}));
        return new GridAnswer<>(
                grid,
                steps(layout, simulation),
                loss.map(ClockEngine::value),
                loss.map(value -> gradient(pass, weights, simulation, value, question)),
                nearest(layout, simulation.nearest()),
                question.traces() ? Optional.of(traces(layout, simulation.tape())) : Optional.empty(),
                List.of());
    }

    private static ByNeuron<Integer> steps(Layout layout, Simulation simulation) {
        Trains trains = new Trains(layout, simulation);
        Map<String, List<List<Integer>>> steps = new LinkedHashMap<>();
        for (Layout.Group group : layout.groups()) {
            if (layout.network().populations().get(group.population()) instanceof Population.Neurons neurons
                    && neurons.spiking()) {
                steps.put(
                        group.name(),
                        IntStream.range(group.from(), group.to())
                                .mapToObj(unit -> trains.of(unit, 0))
                                .toList());
            }
        }
        return new ByNeuron<>(steps);
    }

    private static Outcome<Double> value(LossOnSteps loss) {
        return loss.undefined(0)
                .<Outcome<Double>>map(Outcome.Undefined::new)
                .orElseGet(() -> new Outcome.Known<>(loss.value(0)));
    }

    private static Outcome<Gradient<Double>> gradient(
            ClockPass pass, double[] weights, Simulation simulation, LossOnSteps loss, GridQuestion question) {
        Optional<String> without = loss.undefined(0).or(() -> pass.withoutGradient(loss));
        if (without.isPresent()) {
            return new Outcome.Undefined<>(without.get());
        }
        return pass.backward(weights, simulation, loss)
                .map(sums -> new GivenGradient(pass.layout(), weights, sums).of(question.wrt()));
    }

    private static Optional<GridAnswer.Nearest<Double>> nearest(Layout layout, NearestComparison nearest) {
        if (!nearest.isPresent()) {
            return Optional.empty();
        }
        Layout.Group group = layout.groups().stream()
                .filter(one -> nearest.unit() < one.to())
                .findFirst()
                .orElseThrow();
        return Optional.of(new GridAnswer.Nearest<>(
                group.name(), nearest.unit() - group.from(), nearest.step(), nearest.distance()));
    }

    private static GridAnswer.Traces<Double> traces(Layout layout, Tape tape) {
        Map<String, List<List<Double>>> potentials = new LinkedHashMap<>();
        Map<String, List<List<GridAnswer.Current<Double>>>> currents = new LinkedHashMap<>();
        for (Layout.Group group : layout.groups()) {
            List<List<Double>> ofNeurons = new ArrayList<>();
            List<List<GridAnswer.Current<Double>>> currentsOfNeurons = new ArrayList<>();
            for (int unit = group.from(); unit < group.to() && group.neurons(); unit++) {
                ofNeurons.add(column(tape.potentials, unit));
                currentsOfNeurons.add(byRate(layout, tape, unit));
            }
            if (group.neurons()) {
                potentials.put(group.name(), ofNeurons);
                currents.put(group.name(), currentsOfNeurons);
            }
        }
        return new GridAnswer.Traces<>(layout.first(), new ByNeuron<>(potentials), new ByNeuron<>(currents));
    }

    /** Currents of the same rate are one. */
    private static List<GridAnswer.Current<Double>> byRate(Layout layout, Tape tape, int unit) {
        Map<Rational, List<Double>> byRate = new java.util.TreeMap<>();
        for (int c = layout.firstCurrent(unit); c < layout.firstCurrent(unit + 1); c++) {
            byRate.merge(
                    layout.currents().get(c).alpha(),
                    column(tape.currents, c),
                    (one, other) -> IntStream.range(0, one.size())
                            .mapToObj(k -> one.get(k) + other.get(k))
                            .toList());
        }
        return byRate.entrySet().stream()
                .map(entry -> new GridAnswer.Current<>(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Double> column(Lanes[] tables, int row) {
        return java.util.Arrays.stream(tables).map(table -> table.get(row, 0)).toList();
    }
}
