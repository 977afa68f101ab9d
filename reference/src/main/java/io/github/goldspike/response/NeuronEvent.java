package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happens to one neuron at one time: a spike arrives, or it spikes itself, or a refractory time ends.
 *
 * @param time enclosure of it
 * @param arrival empty for a spike of the neuron itself, and for the end of the refractory time after one
 * @param firing index of the neuron's own spike among all; −1 for an arrival
 * @param isRelease whether a refractory time ends
 */
record NeuronEvent(Ball time, Optional<Arrival> arrival, int firing, boolean isRelease) {

    boolean isFiring() {
        return arrival.isEmpty() && !isRelease;
    }

    /** All events of one neuron in order; arrivals whose order is open are in some order. */
    static List<NeuronEvent> of(ResponseLoop.Raster raster, int neuron) {
        List<NeuronEvent> events = new ArrayList<>();
        List<Arrival> arrivals = raster.arrivals().get(neuron);
        int taken = 0;
        for (int f = 0; f < raster.firings().size(); f++) {
            Firing firing = raster.firings().get(f);
            if (firing.neuron() == neuron) {
                addArrivals(events, arrivals.subList(taken, firing.causes()));
                taken = firing.causes();
                events.add(new NeuronEvent(firing.time(), Optional.empty(), f, false));
            }
        }
        addArrivals(events, arrivals.subList(taken, arrivals.size()));
        return events;
    }

    private static void addArrivals(List<NeuronEvent> events, List<Arrival> arrivals) {
        for (Arrival arrival : arrivals) {
            events.add(
                    arrival.isRelease()
                            ? new NeuronEvent(arrival.time(), Optional.empty(), arrival.spike(), true)
                            : new NeuronEvent(arrival.time(), Optional.of(arrival), -1, false));
        }
    }
}
