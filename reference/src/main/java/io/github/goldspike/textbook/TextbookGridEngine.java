package io.github.goldspike.textbook;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.UnsupportedQuestionException;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridEngine;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/**
 * Networks on grids, straight from the specification's table: apfloat numbers, and derivatives carried forward. Nothing is proved; V and ϑ
 * that differ by no more than rounding count as equal. For small networks: every number has as many derivatives as the file has reals.
 */
public final class TextbookGridEngine implements GridEngine<Apfloat> {

    /** Without state: one may be asked by many threads. */
    public TextbookGridEngine() {}

    private static final int GUARD = 40;

    private static final int CARRIED = 10;

    /**
     * {@inheritDoc}
     *
     * @throws UnsupportedQuestionException if traces are asked for
     */
    @Override
    public GridAnswer<Apfloat> solve(Network network, Grid grid, GridQuestion question, Progress progress) {
        if (question.traces()) {
            throw new UnsupportedQuestionException("the textbook engine has no traces");
        }
        return TextbookEngine.onOneProcessor(() -> answer(network, grid, question));
    }

    private static GridAnswer<Apfloat> answer(Network network, Grid grid, GridQuestion question) {
        Precision precision = new Precision(question.digits() + GUARD);
        GridSimulation simulation = new GridSimulation(network, grid, precision);
        simulation.run();
        int steps = Math.max(0, simulation.lastStep() - grid.firstStep() + 1);
        Optional<Outcome<Sensitive>> loss = network.loss()
                .map(kind ->
                        new GridLosses(precision, grid.dt(), grid.firstStep(), steps, simulation.cells()).of(kind));
        int digits = question.digits() + CARRIED;
        return new GridAnswer<>(
                grid,
                steps(network, simulation),
                loss.map(outcome -> outcome.map(value -> rounded(value.value(), digits))),
                loss.map(outcome -> gradient(network, grid, question, outcome, precision)),
                nearest(simulation, digits),
                Optional.empty(),
                List.of());
    }

    private static Apfloat rounded(Real value, int digits) {
        return ApfloatMath.roundToPrecision(value.value(), digits, RoundingMode.HALF_EVEN);
    }

    private static ByNeuron<Integer> steps(Network network, GridSimulation simulation) {
        return ByNeuron.ofSpiking(
                network,
                (population, neuron) ->
                        simulation.cells().get(population).get(neuron).fired());
    }

    private static Outcome<Gradient<Apfloat>> gradient(
            Network network, Grid grid, GridQuestion question, Outcome<Sensitive> loss, Precision precision) {
        Loss kind = network.loss().orElseThrow();
        boolean times = kind instanceof Loss.FirstSpikeCrossEntropy || kind instanceof Loss.SpikeTimeSquare;
        if (loss instanceof Outcome.Known<Sensitive>
                && (times || grid.surrogate().isEmpty())) {
            return new Outcome.Undefined<>(times ? "spike times are whole steps" : "there is no surrogate");
        }
        return loss.map(value -> {
            Map<ParameterKind, List<List<Apfloat>>> values = new EnumMap<>(ParameterKind.class);
            for (ParameterKind wanted : question.wrt()) {
                List<List<Apfloat>> lists = new ArrayList<>();
                int owners = wanted.ofProjections()
                        ? network.projections().size()
                        : network.populations().size();
                for (int owner = 0; owner < owners; owner++) {
                    List<Apfloat> list = new ArrayList<>();
                    for (int k = 0; k < size(network, wanted, owner); k++) {
                        Real derivative = value.derivative(new ParameterId(wanted, owner, k))
                                .orElse(precision.of(0));
                        list.add(rounded(derivative, question.digits() + CARRIED));
                    }
                    lists.add(list);
                }
                values.put(wanted, lists);
            }
            return new Gradient<>(values);
        });
    }

    private static int size(Network network, ParameterKind kind, int owner) {
        if (kind.ofProjections()) {
            Projection projection = network.projections().get(owner);
            return kind == ParameterKind.WEIGHTS
                    ? projection.synapses().size()
                    : projection.decay().constant().given().values().size();
        }
        if (!(network.populations().get(owner) instanceof Population.Neurons neurons)) {
            return 0;
        }
        return switch (kind) {
            case BETA -> neurons.membrane().given().values().size();
            case RESET -> neurons.reset().values().size();
            case LEAK -> neurons.leak().values().size();
            default ->
                (int) neurons.threshold().stream()
                        .flatMap(threshold -> threshold.values().stream())
                        .filter(Optional::isPresent)
                        .count();
        };
    }

    private static Optional<GridAnswer.Nearest<Apfloat>> nearest(GridSimulation simulation, int digits) {
        Optional<GridAnswer.Nearest<Apfloat>> nearest = Optional.empty();
        Optional<Real> least = Optional.empty();
        for (Map.Entry<String, List<GridCell>> population : simulation.cells().entrySet()) {
            for (int k = 0; k < population.getValue().size(); k++) {
                GridCell cell = population.getValue().get(k);
                if (cell.nearest().isPresent()
                        && (least.isEmpty() || cell.nearest().get().compareTo(least.get()) < 0)) {
                    least = cell.nearest();
                    nearest = Optional.of(new GridAnswer.Nearest<>(
                            population.getKey(), k, cell.nearestStep(), rounded(least.get(), digits)));
                }
            }
        }
        return nearest;
    }
}
