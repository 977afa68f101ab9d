package io.github.goldspike.textbook;

import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Connectivity;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the formulas need of the reals of the network file: rates where the file has time constants, kernel weights where it
 * has weights of the current convention, each with its differential in the reals as given. Reals of a kind that is not
 * asked about do not move.
 */
final class GivenReals {

    private final Network network;
    private final Set<ParameterKind> kinds;
    private final Precision precision;

    GivenReals(Network network, Set<ParameterKind> kinds, Precision precision) {
        this.network = network;
        this.kinds = kinds;
        this.precision = precision;
    }

    private Variable given(ParameterKind kind, int owner, int index, Rational value) {
        return new Variable(precision.of(value), moved(kind, owner, index, Rational.ONE));
    }

    private Differential moved(ParameterKind kind, int owner, int index, Rational factor) {
        return kinds.contains(kind)
                ? Differential.of(new ParameterId(kind, owner, index), precision.of(factor))
                : Differential.ZERO;
    }

    private Variable given(ParameterKind kind, int owner, Parameter parameter, int unit) {
        return given(kind, owner, parameter.shared() ? 0 : unit, parameter.of(unit));
    }

    /** A rate, with d(1/τ) = −dτ/τ² where the file gives a time constant. */
    private Variable rate(ParameterKind kind, int owner, TimeConstant constant, int unit) {
        Rational rate = constant.rate(unit);
        Rational factor = constant.form() == TimeConstant.Form.RATE
                ? Rational.ONE
                : rate.times(rate).negate();
        int index = constant.given().shared() ? 0 : unit;
        return new Variable(precision.of(rate), moved(kind, owner, index, factor));
    }

    /** W of a synapse: w, or βw with the β of its target. */
    Variable weight(int projection, int index, Synapse synapse) {
        Variable weight = given(ParameterKind.WEIGHTS, projection, index, synapse.weight());
        int target = network.populations()
                .indexOf(
                        network.population(network.projections().get(projection).to()));
        return network.convention() == Convention.KERNEL ? weight : weight.times(beta(target, synapse.post()));
    }

    Variable alpha(int projection, Synapse synapse) {
        SynapticDecay decay = network.projections().get(projection).decay();
        int unit = switch (decay.axis()) {
            case ALL -> 0;
            case PRE -> synapse.pre();
            case POST -> synapse.post();
        };
        return rate(ParameterKind.ALPHA, projection, decay.constant(), unit);
    }

    Variable delay(int projection, int index, Synapse synapse) {
        boolean shared = sharesDelay(network.projections().get(projection));
        return given(ParameterKind.DELAYS, projection, shared ? 0 : index, synapse.delay());
    }

    Variable beta(int population, int neuron) {
        return rate(ParameterKind.BETA, population, neurons(population).membrane(), neuron);
    }

    Variable leak(int population, int neuron) {
        return given(ParameterKind.LEAK, population, neurons(population).leak(), neuron);
    }

    Variable reset(int population, int neuron) {
        return given(ParameterKind.RESET, population, neurons(population).reset(), neuron);
    }

    /** The potential at time 0; where it is not given it is the leak. */
    Variable initial(int population, int neuron) {
        return neurons(population)
                .initial()
                .map(initial -> given(ParameterKind.INITIAL, population, initial, neuron))
                .orElseGet(() -> leak(population, neuron));
    }

    /** By how much an input current jumps: c_k − c_{k−1} as given, or β times it (textbook-X5). */
    Variable jump(int population, int neuron, InputCurrent.Jump jump) {
        Differential moved = moved(ParameterKind.CURRENT, population, jump.step(), Rational.ONE);
        Differential movedBefore = jump.first()
                ? Differential.ZERO
                : moved(ParameterKind.CURRENT, population, jump.step() - 1, Rational.ONE);
        Variable size = new Variable(precision.of(jump.size()), moved.minus(movedBefore));
        return network.convention() == Convention.KERNEL ? size : size.times(beta(population, neuron));
    }

    /** When an input current jumps. */
    Variable jumpTime(int population, InputCurrent.Jump jump) {
        return given(ParameterKind.CURRENT_TIMES, population, jump.step(), jump.time());
    }

    /** The threshold of a neuron that has one; thresholds that are {@code null} do not count. */
    Optional<Variable> threshold(int population, int neuron) {
        Population.Neurons neurons = neurons(population);
        boolean shared =
                neurons.threshold().isPresent() && neurons.threshold().get().shared();
        int index = shared ? 0 : (int) thresholdsBefore(neurons, neuron);
        return neurons.threshold(neuron).map(value -> given(ParameterKind.THRESHOLD, population, index, value));
    }

    private static long thresholdsBefore(Population.Neurons neurons, int neuron) {
        return neurons.threshold().stream()
                .flatMap(threshold -> threshold.values().stream().limit(neuron))
                .filter(Optional::isPresent)
                .count();
    }

    /** A spike of a source, {@code index} counted through its units. */
    Variable input(int population, int index, Rational time) {
        return given(ParameterKind.INPUTS, population, index, time);
    }

    /** How many reals of a kind a projection or population has in the file. */
    int count(ParameterKind kind, int owner) {
        if (kind.ofProjections()) {
            Projection projection = network.projections().get(owner);
            int synapses = projection.synapses().size();
            return switch (kind) {
                case WEIGHTS -> synapses;
                case DELAYS -> sharesDelay(projection) ? 1 : synapses;
                case ALPHA -> projection.decay().constant().given().values().size();
                default -> 0;
            };
        }
        if (network.populations().get(owner) instanceof Population.Source source) {
            return kind == ParameterKind.INPUTS
                    ? source.trains().stream().mapToInt(List::size).sum()
                    : 0;
        }
        Population.Neurons neurons = neurons(owner);
        return switch (kind) {
            case BETA -> neurons.membrane().given().values().size();
            case THRESHOLD -> (int) thresholdsBefore(neurons, neurons.size());
            case RESET -> neurons.reset().values().size();
            case LEAK -> neurons.leak().values().size();
            case INITIAL ->
                neurons.initial().map(initial -> initial.values().size()).orElse(0);
            case CURRENT, CURRENT_TIMES ->
                neurons.current().map(InputCurrent::steps).orElse(0);
            default -> 0;
        };
    }

    private Population.Neurons neurons(int population) {
        return (Population.Neurons) network.populations().get(population);
    }

    private static boolean sharesDelay(Projection projection) {
        return projection.connectivity() instanceof Connectivity.Matrix matrix
                && matrix.delays() instanceof Connectivity.Delays.Shared;
    }
}
