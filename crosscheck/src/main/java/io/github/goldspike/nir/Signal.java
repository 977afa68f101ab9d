package io.github.goldspike.nir;

import io.github.goldspike.format.BadFileException;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What flows along an edge between nodes without a state: for each element a weighted sum of spikes, and constants that begin at some time.
 *
 * @param shape of the elements
 * @param spikes for each element the weight of each sender
 * @param constants for each element the sum of what is added from a time on, by that time
 */
record Signal(List<Integer> shape, List<Map<Axon, Rational>> spikes, List<SortedMap<Rational, Rational>> constants) {

    static int size(List<Integer> shape) {
        return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    }

    /** Nothing, in this shape. */
    static Signal zero(List<Integer> shape) {
        int size = size(shape);
        List<Map<Axon, Rational>> spikes = new ArrayList<>(size);
        List<SortedMap<Rational, Rational>> constants = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            spikes.add(new LinkedHashMap<>());
            constants.add(new TreeMap<>());
        }
        return new Signal(List.copyOf(shape), spikes, constants);
    }

    /** The spikes of a population themselves. */
    static Signal of(String population, List<Integer> shape) {
        Signal signal = zero(shape);
        for (int unit = 0; unit < signal.size(); unit++) {
            signal.spikes.get(unit).put(new Axon(population, unit, Rational.ZERO), Rational.ONE);
        }
        return signal;
    }

    int size() {
        return spikes.size();
    }

    /** Adds {@code factor} times an element of another signal to an element of this one, while this one is made. */
    void add(int element, Signal other, int from, Rational factor) {
        other.spikes
                .get(from)
                .forEach((axon, weight) -> spikes.get(element).merge(axon, weight.times(factor), Rational::plus));
        other.constants.get(from).forEach((time, value) -> addConstant(element, time, value.times(factor)));
    }

    /** Adds what begins at a time, while this one is made. */
    void addConstant(int element, Rational time, Rational value) {
        if (value.signum() != 0) {
            constants.get(element).merge(time, value, Rational::plus);
        }
    }

    /** The sum of all signals into a node. */
    static Signal sum(List<Signal> signals, NirNode node) {
        if (signals.size() == 1) {
            return signals.get(0);
        }
        Signal sum = zero(signals.get(0).shape);
        for (Signal signal : signals) {
            signal.requireShape(sum.shape, node);
            for (int i = 0; i < sum.size(); i++) {
                sum.add(i, signal, i, Rational.ONE);
            }
        }
        return sum;
    }

    Signal reshaped(List<Integer> other) {
        return new Signal(List.copyOf(other), spikes, constants);
    }

    /** Axes of length 1 aside, which old files have and have not. */
    void requireShape(List<Integer> expected, NirNode node) {
        if (!squeezed(shape).equals(squeezed(expected))) {
            throw mismatch(expected, node);
        }
    }

    BadFileException mismatch(List<Integer> expected, NirNode node) {
        return node.bad("takes " + expected + ", but is given " + shape);
    }

    private static List<Integer> squeezed(List<Integer> shape) {
        return shape.stream().filter(length -> length != 1).toList();
    }
}
