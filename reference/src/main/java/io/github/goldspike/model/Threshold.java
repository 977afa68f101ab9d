package io.github.goldspike.model;

import java.util.List;
import java.util.Optional;

/**
 * The thresholds of a population: one that all share, or one for each neuron, where a neuron without one is a linear
 * readout.
 *
 * @param shared whether one value stands for all neurons
 * @param values the one shared value, or one for each neuron
 */
public record Threshold(boolean shared, List<Optional<Rational>> values) {

    /** @throws IllegalArgumentException if the threshold is shared and has not exactly one value */
    public Threshold {
        values = List.copyOf(values);
        if (shared && values.size() != 1) {
            throw new IllegalArgumentException("a shared threshold has one value, not " + values.size());
        }
    }

    /** The same threshold ϑ for all neurons. */
    public static Threshold shared(Rational value) {
        return new Threshold(true, List.of(Optional.of(value)));
    }

    /** The threshold of one neuron, empty if it never spikes. */
    public Optional<Rational> of(int neuron) {
        return values.get(shared ? 0 : neuron);
    }

    void requireSize(int size) {
        if (!shared && values.size() != size) {
            throw new InvalidNetworkException(
                    "/threshold", "has " + values.size() + " values for a population of " + size);
        }
    }
}
