package io.github.goldspike.textbook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What has happened in a network so far: every firing in time order, every arrival at every neuron. */
final class History {

    private final List<Firing> firings = new ArrayList<>();
    private final List<List<Firing>> spikes;
    private final List<List<Arrival>> arrivals;

    History(int neurons) {
        spikes = Stream.<List<Firing>>generate(ArrayList::new).limit(neurons).toList();
        arrivals = Stream.<List<Arrival>>generate(ArrayList::new).limit(neurons).toList();
    }

    void add(Firing firing) {
        firings.add(firing);
        spikes.get(firing.neuron()).add(firing);
    }

    void add(Arrival arrival) {
        arrivals.get(arrival.connection().target()).add(arrival);
    }

    /** All firings, by {@link Firing#order()}. */
    List<Firing> firings() {
        return firings;
    }

    /** F_i, the firings of one neuron. */
    List<Firing> spikes(int neuron) {
        return spikes.get(neuron);
    }

    /** All arrivals at one neuron, those still to come included, in no order. */
    List<Arrival> arrivals(int neuron) {
        return arrivals.get(neuron);
    }
}
