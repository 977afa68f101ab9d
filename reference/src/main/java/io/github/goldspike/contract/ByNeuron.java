package io.github.goldspike.contract;

import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A sequence for every neuron of some populations: its spikes, something of each of them, or its potential at some times.
 * Immutable, as far as the values are.
 *
 * @param populations by name, in the network's order: for each neuron, in the order of its index, its values in the order of time
 * @param <V> a value
 */
public record ByNeuron<V>(Map<String, List<List<V>>> populations) {

    /** Copies the lists and keeps the order of the populations. */
    public ByNeuron {
        Map<String, List<List<V>>> copy = new LinkedHashMap<>();
        populations.forEach((name, neurons) ->
                copy.put(name, neurons.stream().<List<V>>map(List::copyOf).toList()));
        // Map.copyOf would lose the order of the populations.
        populations = Collections.unmodifiableMap(copy);
    }

    /** The values of a neuron. */
    @FunctionalInterface
    public interface OfNeuron<V> {
        /** Of the neuron with this index in a population, in the order of time. */
        List<V> of(String population, int neuron);
    }

    /** No population at all. */
    public static <V> ByNeuron<V> none() {
        return new ByNeuron<>(Map.of());
    }

    /** Of a single population: for each neuron its values. */
    public static <V> ByNeuron<V> of(String population, List<List<V>> neurons) {
        return new ByNeuron<>(Map.of(population, neurons));
    }

    /** For the populations that can spike; of each its neurons one after the other. */
    public static <V> ByNeuron<V> ofSpiking(Network network, OfNeuron<V> values) {
        return of(network, (population, neuron, number) -> values.of(population, neuron), true);
    }

    /** For the populations that can spike; neurons are numbered from 0 through all populations of neurons. */
    public static <V> ByNeuron<V> ofSpiking(Network network, IntFunction<List<V>> values) {
        return of(network, (population, neuron, number) -> values.apply(number), true);
    }

    /** For all populations of neurons; of each its neurons one after the other. */
    public static <V> ByNeuron<V> ofNeurons(Network network, OfNeuron<V> values) {
        return of(network, (population, neuron, number) -> values.of(population, neuron), false);
    }

    /** For all populations of neurons; neurons are numbered from 0 through all of them. */
    public static <V> ByNeuron<V> ofNeurons(Network network, IntFunction<List<V>> values) {
        return of(network, (population, neuron, number) -> values.apply(number), false);
    }

    private interface OfNumbered<V> {
        List<V> of(String population, int neuron, int number);
    }

    private static <V> ByNeuron<V> of(Network network, OfNumbered<V> values, boolean spiking) {
        Map<String, List<List<V>>> populations = new LinkedHashMap<>();
        int first = 0;
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons neurons) {
                if (neurons.spiking() || !spiking) {
                    List<List<V>> lists = new ArrayList<>();
                    for (int n = 0; n < neurons.size(); n++) {
                        lists.add(values.of(neurons.name(), n, first + n));
                    }
                    populations.put(neurons.name(), lists);
                }
                first += neurons.size();
            }
        }
        return new ByNeuron<>(populations);
    }

    /** Whether a population of this name is listed. */
    public boolean has(String population) {
        return populations.containsKey(population);
    }

    /** The names of the populations, in order. */
    public Set<String> names() {
        return populations.keySet();
    }

    /**
     * The neurons of a population.
     *
     * @throws NoSuchElementException if the population is not there
     */
    public List<List<V>> get(String population) {
        if (!has(population)) {
            throw new NoSuchElementException("there is no population \"" + population + "\"");
        }
        return populations.get(population);
    }

    /**
     * The values of a neuron.
     *
     * @throws NoSuchElementException if the population is not there
     * @throws IndexOutOfBoundsException if it has not so many neurons
     */
    public List<V> get(String population, int neuron) {
        return get(population).get(neuron);
    }

    /** The neurons of a population; none if it is not there. */
    public List<List<V>> getOrNone(String population) {
        return populations.getOrDefault(population, List.of());
    }

    /** The same shape, with another value in place of each. */
    public <W> ByNeuron<W> map(Function<? super V, ? extends W> value) {
        Map<String, List<List<W>>> mapped = new LinkedHashMap<>();
        forEach((name, neurons) -> mapped.put(
                name,
                neurons.stream()
                        .map(values -> values.stream().<W>map(value).toList())
                        .toList()));
        return new ByNeuron<>(mapped);
    }

    /** Calls with each population and its neurons, in order. */
    public void forEach(BiConsumer<String, List<List<V>>> population) {
        populations.forEach(population);
    }

    /** The neurons of all populations, in order. */
    public Stream<List<V>> neurons() {
        return populations.values().stream().flatMap(List::stream);
    }

    /** All values, in order. */
    public Stream<V> values() {
        return neurons().flatMap(List::stream);
    }

    @Override
    public String toString() {
        return populations.toString();
    }
}
