package io.github.goldspike.conformance.grid;

import io.github.goldspike.grid.Gain;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.TimeConstant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The same network in other units of time. A network <em>in steps</em> has dt = 1 and currents that enter V whole; on a grid of another
 * dt its times are multiplied by dt, its rates divided, and its weights and currents divided where the gain is not {@code one}.
 */
final class StepScale {

    private final UnaryOperator<Rational> times;
    private final UnaryOperator<Rational> rates;
    private final UnaryOperator<Rational> currents;
    private final UnaryOperator<Rational> lossTimes;

    private StepScale(
            UnaryOperator<Rational> times,
            UnaryOperator<Rational> rates,
            UnaryOperator<Rational> currents,
            UnaryOperator<Rational> lossTimes) {
        this.times = times;
        this.rates = rates;
        this.currents = currents;
        this.lossTimes = lossTimes;
    }

    private static Rational rounded(Rational value) {
        return Rational.of(value.toDouble());
    }

    /** A network in steps, on a grid; rates, weights and currents are rounded to binary64, times are not. */
    static Network onGrid(Network inSteps, Grid grid) {
        UnaryOperator<Rational> divided = value -> rounded(value.dividedBy(grid.dt()));
        return new StepScale(
                        time -> time.times(grid.dt()),
                        divided,
                        grid.gain() == Gain.ONE ? StepScale::rounded : divided,
                        time -> rounded(time.times(grid.dt())))
                .of(inSteps);
    }

    /** The times of a network in steps of dt, all else as it is, the constants of losses, too. */
    static Network timesInSteps(Network network, Rational dt) {
        return new StepScale(time -> time.dividedBy(dt), rate -> rate, current -> current, constant -> constant)
                .of(network);
    }

    /** A network with its times as they are, and weights and currents multiplied. */
    static Network withCurrentsTimes(Network network, Rational factor) {
        return new StepScale(time -> time, rate -> rate, factor::times, constant -> constant).of(network);
    }

    private Network of(Network network) {
        return new Network(
                network.id(),
                network.convention(),
                times.apply(network.horizon()),
                network.populations().stream().map(this::population).toList(),
                network.projections().stream().map(this::projection).toList(),
                network.loss().map(this::loss));
    }

    private Population population(Population population) {
        if (population instanceof Population.Source source) {
            return new Population.Source(
                    source.name(),
                    source.trains().stream()
                            .map(train -> train.stream().map(times).toList())
                            .toList());
        }
        Population.Neurons neurons = (Population.Neurons) population;
        return new Population.Neurons(
                neurons.name(),
                neurons.size(),
                constant(neurons.membrane()),
                neurons.threshold(),
                neurons.reset(),
                neurons.leak(),
                neurons.initial(),
                each(neurons.refractory(), times),
                neurons.current().map(this::current));
    }

    private TimeConstant constant(TimeConstant constant) {
        return new TimeConstant(constant.form(), each(constant.given(), rates));
    }

    private static Parameter each(Parameter parameter, UnaryOperator<Rational> scale) {
        return new Parameter(
                parameter.shared(), parameter.values().stream().map(scale).toList());
    }

    private InputCurrent current(InputCurrent current) {
        return new InputCurrent(
                current.shared(),
                current.courses().stream()
                        .map(course -> course.stream()
                                .map(step ->
                                        new InputCurrent.Step(times.apply(step.time()), currents.apply(step.value())))
                                .toList())
                        .toList());
    }

    private Projection projection(Projection projection) {
        Connectivity.Matrix matrix = (Connectivity.Matrix) projection.connectivity();
        return new Projection(
                projection.from(),
                projection.to(),
                new SynapticDecay(
                        projection.decay().axis(), constant(projection.decay().constant())),
                new Connectivity.Matrix(
                        each(matrix.weights(), currents),
                        matrix.delays() instanceof Connectivity.Delays.Each delays
                                ? new Connectivity.Delays.Each(each(delays.values(), times))
                                : new Connectivity.Delays.Shared(
                                        times.apply(((Connectivity.Delays.Shared) matrix.delays()).value()))));
    }

    private static List<List<Optional<Rational>>> each(
            List<List<Optional<Rational>>> rows, UnaryOperator<Rational> scale) {
        return rows.stream()
                .map(row -> row.stream().map(value -> value.map(scale)).toList())
                .toList();
    }

    private Loss loss(Loss loss) {
        if (loss instanceof Loss.VoltageIntegral integral) {
            return new Loss.VoltageIntegral(integral.population(), integral.weights(), rates.apply(integral.kappa()));
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return new Loss.SpikeTimeSquare(square.targets().stream()
                    .map(target -> new Loss.SpikeTimeSquare.Target(
                            target.population(), target.neuron(), target.spike(), lossTimes.apply(target.time())))
                    .toList());
        }
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return new Loss.FirstSpikeCrossEntropy(
                    entropy.population(),
                    entropy.label(),
                    lossTimes.apply(entropy.tau0()),
                    lossTimes.apply(entropy.tau1()),
                    entropy.gamma());
        }
        return loss;
    }
}
