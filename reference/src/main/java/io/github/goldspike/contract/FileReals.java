package io.github.goldspike.contract;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.SynapticResponse;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The reals of a network by their names, and the network with others in their places. Engines do not use it, so that tests of their
 * derivatives can.
 */
public final class FileReals {

    private final BiFunction<ParameterId, Rational, Rational> change;

    private FileReals(BiFunction<ParameterId, Rational, Rational> change) {
        this.change = change;
    }

    /** All reals of a network, in the order of the file. */
    public static Map<ParameterId, Rational> of(Network network) {
        Map<ParameterId, Rational> reals = new LinkedHashMap<>();
        changed(network, (id, value) -> {
            reals.put(id, value);
            return value;
        });
        return reals;
    }

    /** The network with {@code by} added to one of its reals. */
    public static Network shifted(Network network, ParameterId which, Rational by) {
        return changed(network, (id, value) -> id.equals(which) ? value.plus(by) : value);
    }

    /** The network with {@code by} added to one of its reals, and taken from another one if there is one. */
    public static Network shifted(Network network, ParameterId which, Rational by, Optional<ParameterId> against) {
        return changed(network, (id, value) -> {
            Rational moved = id.equals(which) ? value.plus(by) : value;
            return against.filter(id::equals).isPresent() ? moved.minus(by) : moved;
        });
    }

    private static Network changed(Network network, BiFunction<ParameterId, Rational, Rational> change) {
        FileReals reals = new FileReals(change);
        List<Population> populations = new ArrayList<>();
        for (int p = 0; p < network.populations().size(); p++) {
            populations.add(reals.population(p, network.populations().get(p)));
        }
        List<Projection> projections = new ArrayList<>();
        for (int p = 0; p < network.projections().size(); p++) {
            projections.add(reals.projection(p, network.projections().get(p)));
        }
        return new Network(
                network.id(), network.convention(), network.horizon(), populations, projections, network.loss());
    }

    /** Gives the values of one kind and owner their indices. */
    private final class Counter {
        private final ParameterKind kind;
        private final int owner;
        private int next;

        Counter(ParameterKind kind, int owner) {
            this.kind = kind;
            this.owner = owner;
        }

        Rational of(Rational value) {
            return change.apply(new ParameterId(kind, owner, next++), value);
        }

        List<Rational> of(List<Rational> values) {
            return values.stream().map(this::of).toList();
        }

        Parameter of(Parameter parameter) {
            return new Parameter(parameter.shared(), of(parameter.values()));
        }

        TimeConstant of(TimeConstant constant) {
            return new TimeConstant(constant.form(), of(constant.given()));
        }
    }

    private Population population(int p, Population population) {
        if (population instanceof Population.Source source) {
            Counter counter = new Counter(ParameterKind.INPUTS, p);
            return new Population.Source(
                    source.name(), source.trains().stream().map(counter::of).toList());
        }
        Population.Neurons neurons = (Population.Neurons) population;
        Counter thresholds = new Counter(ParameterKind.THRESHOLD, p);
        return new Population.Neurons(
                neurons.name(),
                neurons.size(),
                new Counter(ParameterKind.BETA, p).of(neurons.membrane()),
                neurons.threshold()
                        .map(threshold -> new Threshold(
                                threshold.shared(),
                                threshold.values().stream()
                                        .map(value -> value.map(thresholds::of))
                                        .toList())),
                new Counter(ParameterKind.RESET, p).of(neurons.reset()),
                new Counter(ParameterKind.LEAK, p).of(neurons.leak()),
                neurons.initial().map(new Counter(ParameterKind.INITIAL, p)::of),
                neurons.refractory(),
                neurons.current().map(current -> current(p, current)),
                neurons.resetKernel().map(kernel -> kernel(new Counter(ParameterKind.RESET_KERNEL, p), kernel)));
    }

    private static ResponseKernel kernel(Counter counter, ResponseKernel kernel) {
        return new ResponseKernel(kernel.terms().stream()
                .map(term ->
                        new ResponseKernel.Term(counter.of(term.coefficient()), term.power(), counter.of(term.rate())))
                .toList());
    }

    private InputCurrent current(int p, InputCurrent current) {
        Counter times = new Counter(ParameterKind.CURRENT_TIMES, p);
        Counter values = new Counter(ParameterKind.CURRENT, p);
        return new InputCurrent(
                current.shared(),
                current.courses().stream()
                        .map(course -> course.stream()
                                .map(step -> new InputCurrent.Step(times.of(step.time()), values.of(step.value())))
                                .toList())
                        .toList());
    }

    private Projection projection(int p, Projection projection) {
        Counter weights = new Counter(ParameterKind.WEIGHTS, p);
        Counter delays = new Counter(ParameterKind.DELAYS, p);
        return new Projection(
                projection.from(),
                projection.to(),
                response(p, projection.response()),
                connectivity(projection.connectivity(), weights, delays));
    }

    private SynapticResponse response(int p, SynapticResponse response) {
        if (response instanceof ResponseKernel kernel) {
            return kernel(new Counter(ParameterKind.KERNEL, p), kernel);
        }
        SynapticDecay decay = (SynapticDecay) response;
        return new SynapticDecay(decay.axis(), new Counter(ParameterKind.ALPHA, p).of(decay.constant()));
    }

    private static Connectivity connectivity(Connectivity connectivity, Counter weights, Counter delays) {
        if (connectivity instanceof Connectivity.Listed listed) {
            return new Connectivity.Listed(listed.synapses().stream()
                    .map(synapse -> new Synapse(
                            synapse.pre(), synapse.post(), weights.of(synapse.weight()), delays.of(synapse.delay())))
                    .toList());
        }
        Connectivity.Matrix matrix = (Connectivity.Matrix) connectivity;
        Connectivity.Delays changed = matrix.delays() instanceof Connectivity.Delays.Shared shared
                ? new Connectivity.Delays.Shared(delays.of(shared.value()))
                : new Connectivity.Delays.Each(each(((Connectivity.Delays.Each) matrix.delays()).values(), delays));
        return new Connectivity.Matrix(each(matrix.weights(), weights), changed);
    }

    private static List<List<Optional<Rational>>> each(List<List<Optional<Rational>>> rows, Counter counter) {
        return rows.stream()
                .map(row -> row.stream().map(value -> value.map(counter::of)).toList())
                .toList();
    }
}
