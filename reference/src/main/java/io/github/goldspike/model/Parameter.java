package io.github.goldspike.model;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One parameter of the neurons of a population: a single value that all share, or a list with one for each neuron.
 * Which of the two the file had is kept, because gradients are returned in the shape of the file.
 *
 * @param shared whether one value stands for all neurons
 * @param values the one shared value, or one value for each neuron
 */
public record Parameter(boolean shared, List<Rational> values) {

    /** @throws IllegalArgumentException if the parameter is shared and has not exactly one value */
    public Parameter {
        values = List.copyOf(values);
        if (shared && values.size() != 1) {
            throw new IllegalArgumentException("a shared parameter has one value, not " + values.size());
        }
    }

    /** One value for all neurons. */
    public static Parameter shared(Rational value) {
        return new Parameter(true, List.of(value));
    }

    /** One value for each neuron, in the order of their indices. */
    public static Parameter each(List<Rational> values) {
        return new Parameter(false, values);
    }

    /** The value for one neuron. */
    public Rational of(int neuron) {
        return values.get(shared ? 0 : neuron);
    }

    /** JSON pointer, relative to the parameter, of the value for one neuron. */
    String pointer(int neuron) {
        return shared ? "" : "/" + neuron;
    }

    void requireSize(String pointer, int size) {
        if (!shared && values.size() != size) {
            throw new InvalidNetworkException(pointer, "has " + values.size() + " values for a population of " + size);
        }
    }

    void requirePositive(String pointer) {
        requireEach(pointer, value -> value.signum() > 0, "must be positive");
    }

    void requireNotNegative(String pointer) {
        requireEach(pointer, value -> value.signum() >= 0, "must not be negative");
    }

    private void requireEach(String pointer, java.util.function.Predicate<Rational> holds, String demand) {
        IntStream.range(0, values.size())
                .filter(i -> !holds.test(values.get(i)))
                .findFirst()
                .ifPresent(i -> {
                    throw new InvalidNetworkException(pointer + pointer(i), demand + ", but is " + values.get(i));
                });
    }
}
