package io.github.goldspike.contract;

import java.util.List;
import java.util.Optional;

/**
 * How near an answer is to another number or order of spikes: four smallest distances, each empty if there is nothing of its kind or it
 * was not determined, and the distances of all peaks (conditioning-K5).
 *
 * @param peak ϑ − V at the highest peak that is no spike
 * @param slope V' at the flattest spike, which tells how soon it is lost
 * @param order time between a spike and an arrival at the same neuron
 * @param horizon time between a spike and the horizon
 * @param peaks ϑ − V at every maximum of V that is no spike, neuron by neuron; where neither a maximum nor that there
 *     is none was proved, a number that ϑ − V is not below
 * @param <R> the engine's real numbers
 */
public record Nearest<R>(
        Optional<Event<R>> peak,
        Optional<Event<R>> slope,
        Optional<Event<R>> order,
        Optional<Event<R>> horizon,
        List<Event<R>> peaks) {

    /** Copies the list. */
    public Nearest {
        peaks = List.copyOf(peaks);
    }

    /**
     * Where a distance is smallest.
     *
     * @param population name of the neuron's population
     * @param neuron index in it
     * @param spike index of the spike; empty for a peak
     * @param time of the peak, of the arrival, of the spike
     * @param distance smallest distance
     */
    public record Event<R>(String population, int neuron, Optional<Integer> spike, R time, R distance) {}
}
