package io.github.goldspike.format;

import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
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
import io.github.goldspike.model.Threshold;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes derivatives by the reals of a network file: a gradient in the shapes of the file, and the name of a single real.
 *
 * @param <R> the engine's real numbers
 */
final class ParameterFields<R> {

    private final Network network;
    private final JsonOutput out;
    private final Consumer<? super R> real;

    /** Taken once: a matrix lists its synapses anew at each call. */
    private final List<List<Synapse>> synapses;

    /** @param real writes one derivative */
    ParameterFields(Network network, JsonOutput out, Consumer<? super R> real) {
        this.network = network;
        this.out = out;
        this.real = real;
        this.synapses = network.projections().stream().map(Projection::synapses).toList();
    }

    /** One field for each kind in the gradient. */
    void gradient(Gradient<R> gradient) {
        gradient(gradient, entries -> Optional.empty());
    }

    /** @param undefined why a kind is undefined as a whole, if it is */
    void gradient(Gradient<R> gradient, Function<List<List<R>>, Optional<String>> undefined) {
        gradient.values()
                .forEach((kind, lists) -> out.field(kind.field(), () -> {
                    Optional<String> why = undefined.apply(lists);
                    if (why.isPresent()) {
                        out.object(() -> out.field("undefined", why.get()));
                    } else if (kind.ofProjections()) {
                        out.list(() -> {
                            for (int p = 0; p < lists.size(); p++) {
                                ofProjection(
                                        kind,
                                        network.projections().get(p),
                                        lists.get(p).iterator());
                            }
                        });
                    } else {
                        out.object(() -> {
                            for (int p = 0; p < lists.size(); p++) {
                                ofPopulation(
                                        kind,
                                        network.populations().get(p),
                                        lists.get(p).iterator());
                            }
                        });
                    }
                }));
    }

    private void ofProjection(ParameterKind kind, Projection projection, Iterator<R> values) {
        if (kind == ParameterKind.KERNEL) {
            out.nullable(projection.kernel(), given -> kernel(given, values));
        } else if (kind == ParameterKind.ALPHA) {
            out.nullable(
                    projection.kernel().isEmpty() ? Optional.of(projection.decay()) : Optional.empty(),
                    given -> decay(given, values));
        } else if (kind == ParameterKind.DELAYS && sharesDelay(projection)) {
            real.accept(values.next());
        } else if (projection.connectivity() instanceof Connectivity.Matrix matrix) {
            out.list(
                    matrix.weights(),
                    row -> out.list(row, weight -> out.nullable(weight, given -> real.accept(values.next()))));
        } else {
            out.list(() -> values.forEachRemaining(real));
        }
    }

    private void decay(SynapticDecay decay, Iterator<R> values) {
        Parameter given = decay.constant().given();
        switch (decay.axis()) {
            case ALL -> parameter(given, values);
            case PRE -> out.object(() -> out.field("pre", () -> parameter(given, values)));
            case POST -> out.object(() -> out.field("post", () -> parameter(given, values)));
        }
    }

    private void ofPopulation(ParameterKind kind, Population population, Iterator<R> values) {
        if (population instanceof Population.Source source) {
            if (kind == ParameterKind.INPUTS) {
                out.field(
                        source.name(),
                        () -> out.list(source.trains(), train -> out.list(train, time -> real.accept(values.next()))));
            }
        } else if (population instanceof Population.Neurons neurons && kind != ParameterKind.INPUTS) {
            out.field(neurons.name(), () -> {
                switch (kind) {
                    case BETA -> parameter(neurons.membrane().given(), values);
                    case THRESHOLD -> out.nullable(neurons.threshold(), given -> threshold(given, values));
                    case RESET -> parameter(neurons.reset(), values);
                    case LEAK -> parameter(neurons.leak(), values);
                    case INITIAL -> out.nullable(neurons.initial(), given -> parameter(given, values));
                    case CURRENT, CURRENT_TIMES -> out.nullable(neurons.current(), given -> current(given, values));
                    case RESET_KERNEL -> out.nullable(neurons.resetKernel(), given -> kernel(given, values));
                    default -> throw new IllegalArgumentException(kind + " of neurons");
                }
            });
        }
    }

    private void parameter(Parameter given, Iterator<R> values) {
        if (given.shared()) {
            real.accept(values.next());
        } else {
            out.list(given.values(), value -> real.accept(values.next()));
        }
    }

    /** By the coefficient and by the rate of each term, in their places in the file; its power is no real. */
    private void kernel(ResponseKernel given, Iterator<R> values) {
        out.list(
                given.terms(),
                term -> out.list(() -> {
                    real.accept(values.next());
                    out.nullable(Optional.empty(), none -> {});
                    real.accept(values.next());
                }));
    }

    private void current(InputCurrent given, Iterator<R> values) {
        if (given.shared()) {
            out.list(given.of(0), step -> real.accept(values.next()));
        } else {
            out.object(() -> out.field(
                    "neuron",
                    () -> out.list(given.courses(), course -> out.list(course, step -> real.accept(values.next())))));
        }
    }

    private void threshold(Threshold given, Iterator<R> values) {
        Consumer<Optional<Rational>> one = value -> out.nullable(value, ignored -> real.accept(values.next()));
        if (given.shared()) {
            one.accept(given.of(0));
        } else {
            out.list(given.values(), one);
        }
    }

    /** A field with the name of the kind of a real, and its place: [projection or population, indices in the file …]. */
    void name(ParameterId parameter) {
        out.field(
                parameter.kind().entry(),
                () -> out.list(() -> {
                    if (parameter.kind().ofProjections()) {
                        out.integer(parameter.owner());
                        placeInProjection(parameter, network.projections().get(parameter.owner()));
                    } else {
                        Population population = network.populations().get(parameter.owner());
                        out.string(population.name());
                        placeInPopulation(parameter, population);
                    }
                }));
    }

    private void placeInProjection(ParameterId parameter, Projection projection) {
        if (parameter.kind() == ParameterKind.KERNEL) {
            term(parameter);
        } else if (parameter.kind() == ParameterKind.ALPHA) {
            if (projection.decay().axis() != SynapticDecay.Axis.ALL) {
                out.integer(parameter.index());
            }
        } else if (projection.connectivity() instanceof Connectivity.Listed) {
            out.integer(parameter.index());
        } else if (parameter.kind() != ParameterKind.DELAYS || !sharesDelay(projection)) {
            Synapse synapse = synapses.get(parameter.owner()).get(parameter.index());
            out.integer(synapse.pre());
            out.integer(synapse.post());
        }
    }

    private void placeInPopulation(ParameterId parameter, Population population) {
        if (population instanceof Population.Source source) {
            int unit = 0;
            int index = parameter.index();
            while (index >= source.trains().get(unit).size()) {
                index -= source.trains().get(unit++).size();
            }
            out.integer(unit);
            out.integer(index);
        } else if (population instanceof Population.Neurons neurons) {
            switch (parameter.kind()) {
                case BETA -> indexUnlessShared(neurons.membrane().given(), parameter);
                case RESET -> indexUnlessShared(neurons.reset(), parameter);
                case LEAK -> indexUnlessShared(neurons.leak(), parameter);
                case INITIAL -> indexUnlessShared(neurons.initial().orElseThrow(), parameter);
                case CURRENT, CURRENT_TIMES -> step(neurons.current().orElseThrow(), parameter);
                case RESET_KERNEL -> term(parameter);
                case THRESHOLD -> {
                    if (!neurons.threshold().orElseThrow().shared()) {
                        out.integer(neuron(neurons, parameter.index()));
                    }
                }
                default -> throw new IllegalArgumentException(parameter + " of neurons");
            }
        }
    }

    /** [term, place in it] of a kernel. */
    private void term(ParameterId parameter) {
        out.integer(parameter.index() / 2);
        out.integer(parameter.index() % 2 == 0 ? 0 : 2);
    }

    /** [step] of a current that all share, else [neuron, step]. */
    private void step(InputCurrent given, ParameterId parameter) {
        int neuron = 0;
        int index = parameter.index();
        while (index >= given.courses().get(neuron).size()) {
            index -= given.courses().get(neuron++).size();
        }
        if (!given.shared()) {
            out.integer(neuron);
        }
        out.integer(index);
    }

    private void indexUnlessShared(Parameter given, ParameterId parameter) {
        if (!given.shared()) {
            out.integer(parameter.index());
        }
    }

    /** The neuron whose threshold is the one with this index among those that are not null. */
    private static int neuron(Population.Neurons neurons, int threshold) {
        int seen = -1;
        int neuron = -1;
        while (seen < threshold) {
            neuron++;
            seen += neurons.threshold(neuron).isPresent() ? 1 : 0;
        }
        return neuron;
    }

    private static boolean sharesDelay(Projection projection) {
        return projection.connectivity() instanceof Connectivity.Matrix matrix
                && matrix.delays() instanceof Connectivity.Delays.Shared;
    }
}
