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
        List<Arrival> all = arrivals.get(arrival.connection().target());
        int place = all.size();
        while (place > 0
                && arrival.time().value().compareTo(all.get(place - 1).time().value()) < 0) {
            place--;
        }
        all.add(place, arrival);
    }

    /** All firings, by {@link Firing#order()}. */
    List<Firing> firings() {
        return firings;
    }

    /** F_i, the firings of one neuron. */
    List<Firing> spikes(int neuron) {
        return spikes.get(neuron);
    }

    /** The firings of one neuron before {@code t} by more than rounding. */
    List<Firing> spikesBefore(int neuron, Real t) {
        List<Firing> all = spikes.get(neuron);
        int count = all.size();
        while (count > 0 && !all.get(count - 1).time().precedes(t)) {
            count--;
        }
        return all.subList(0, count);
    }

    /** All arrivals at one neuron, those still to come included, in time order. */
    List<Arrival> arrivals(int neuron) {
        return arrivals.get(neuron);
    }

    /** The arrivals at one neuron before {@code t} by more than rounding. */
    List<Arrival> arrivalsBefore(int neuron, Real t) {
        List<Arrival> all = arrivals.get(neuron);
        return all.subList(0, countBefore(all, t));
    }

    /** The arrivals at one neuron at {@code t} to within rounding. */
    List<Arrival> arrivalsAt(int neuron, Real t) {
        List<Arrival> all = arrivals.get(neuron);
        int first = countBefore(all, t);
        int end = first;
        while (end < all.size() && all.get(end).time().value().coincidesWith(t)) {
            end++;
        }
        return all.subList(first, end);
    }

    private static int countBefore(List<Arrival> all, Real t) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).time().value().precedes(t)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
