package io.github.goldspike.nir;

import io.github.goldspike.format.BadFileException;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A node of neurons: its parameters, and the population that it becomes (nir-N3). */
final class NeuronNode {

    private static final Set<String> SPIKING = Set.of("LIF", "CubaLIF", "IF");
    private static final Set<String> INTEGRATING = Set.of("LI", "CubaLI", "I");
    private static final Parameter ZERO = Parameter.shared(Rational.ZERO);

    private final String name;
    private final NirNode node;
    private final List<Integer> shape;
    private final int size;

    NeuronNode(String name, NirNode node) {
        this.name = name;
        this.node = node;
        this.shape = shape(node);
        this.size = Signal.size(shape);
    }

    static boolean isNeuron(NirNode node) {
        return SPIKING.contains(node.type()) || INTEGRATING.contains(node.type());
    }

    static boolean spikes(NirNode node) {
        return SPIKING.contains(node.type());
    }

    /** The shape of its parameters; scalars stand for all neurons. */
    static List<Integer> shape(NirNode node) {
        List<Integer> shape = List.of();
        for (Tensor parameter : node.numbers().values()) {
            if (Signal.size(parameter.shape()) > 1 || shape.isEmpty()) {
                shape = parameter.shape();
            }
        }
        return shape;
    }

    String name() {
        return name;
    }

    NirNode node() {
        return node;
    }

    List<Integer> shape() {
        return shape;
    }

    int size() {
        return size;
    }

    /** Whether it has a synaptic current of its own. */
    boolean hasCurrent() {
        return node.type().startsWith("Cuba");
    }

    boolean leaks() {
        return !node.type().equals("IF") && !node.type().equals("I");
    }

    boolean lacksReset() {
        return spikes(node) && node.given("v_reset").isEmpty();
    }

    /** τ of the membrane. */
    Rational membrane(int neuron) {
        return value(hasCurrent() ? "tau_mem" : "tau", neuron);
    }

    /** τ of its synaptic current. */
    Rational synaptic(int neuron) {
        return value("tau_syn", neuron);
    }

    Rational resistance(int neuron) {
        return value("r", neuron);
    }

    Rational inputWeight(int neuron) {
        return node.given("w_in").map(weight -> weight.broadcast(neuron, size)).orElse(Rational.ONE);
    }

    /** The longest of its time constants, 0 if it has none. */
    Rational longest() {
        return IntStream.range(0, size)
                .boxed()
                .flatMap(n -> leaks()
                        ? hasCurrent() ? List.of(membrane(n), synaptic(n)).stream() : List.of(membrane(n)).stream()
                        : List.<Rational>of().stream())
                .reduce(Rational.ZERO, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    /**
     * The population.
     *
     * @param current input currents, empty if there are none
     * @throws BadFileException if goldspike has no such neurons
     */
    Population.Neurons population(Reading.Initial initial, Optional<InputCurrent> current) {
        try {
            return new Population.Neurons(
                    name,
                    size,
                    leaks()
                            ? new TimeConstant(TimeConstant.Form.TIME, parameter(this::membrane))
                            : new TimeConstant(TimeConstant.Form.RATE, ZERO),
                    spikes(node) ? Optional.of(threshold()) : Optional.empty(),
                    spikes(node) && !lacksReset() ? parameter(n -> value("v_reset", n)) : ZERO,
                    leaks() ? parameter(n -> value("v_leak", n)) : ZERO,
                    initial == Reading.Initial.ZERO && leaks() ? Optional.of(ZERO) : Optional.empty(),
                    ZERO,
                    current);
        } catch (InvalidNetworkException invalid) {
            String hint = invalid.pointer().startsWith("/leak") ? "; V may begin at 0: --initial zero" : "";
            throw node.bad(invalid.pointer().substring(1) + ": " + invalid.detail() + hint);
        }
    }

    private Threshold threshold() {
        Parameter values = parameter(n -> value("v_threshold", n));
        return new Threshold(
                values.shared(), values.values().stream().map(Optional::of).toList());
    }

    private Rational value(String field, int neuron) {
        return node.required(field).broadcast(neuron, size);
    }

    /** One value for all neurons where it is the same. */
    Parameter parameter(IntFunction<Rational> value) {
        List<Rational> values = IntStream.range(0, size).mapToObj(value).toList();
        return new HashSet<>(values).size() == 1 ? Parameter.shared(values.get(0)) : Parameter.each(values);
    }
}
