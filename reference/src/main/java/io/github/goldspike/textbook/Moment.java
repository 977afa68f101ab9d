package io.github.goldspike.textbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An event at one neuron, and its potential from then to the next one.
 *
 * @param kind what happens
 * @param neuron its number, counted over all populations
 * @param time when it happens
 * @param length time to the neuron's next event, or to the horizon
 * @param course V as a function of the time since {@code time}
 * @param held whether V is held at the reset
 * @param firing the spike of a {@code SPIKE} or before a {@code RESTART}
 * @param arrival of an {@code ARRIVAL}
 */
record Moment(
        Kind kind,
        int neuron,
        Real time,
        Real length,
        ExponentialSum course,
        boolean held,
        Optional<Firing> firing,
        Optional<Arrival> arrival) {

    /** What happens at a neuron. */
    enum Kind {
        START,
        SPIKE,
        RESTART,
        ARRIVAL
    }

    private record Event(Kind kind, Real time, Optional<Firing> firing, Optional<Arrival> arrival) {}

    /**
     * The order in which events act. At the same time, a spike comes before the arrivals that it causes; without
     * refractory time the restart belongs to the spike.
     */
    static final Comparator<Moment> IN_ORDER =
            Comparator.comparing(Moment::time).thenComparing(Moment::kind);

    /** Everything that happens to a neuron before the horizon, in order, beginning with {@code START}. */
    static List<Moment> of(RoundedNetwork rounded, History history, int number) {
        Neuron neuron = rounded.neurons().get(number);
        Real horizon = rounded.horizon();
        Real zero = horizon.precision().of(0);
        List<Event> events = new ArrayList<>();
        for (Firing spike : history.spikes(number)) {
            events.add(new Event(Kind.SPIKE, spike.time(), Optional.of(spike), Optional.empty()));
            events.add(new Event(Kind.RESTART, neuron.restart(spike).value(), Optional.of(spike), Optional.empty()));
        }
        for (Arrival arrival : history.arrivals(number)) {
            events.add(new Event(Kind.ARRIVAL, arrival.time().value(), Optional.empty(), Optional.of(arrival)));
        }
        events.removeIf(event -> event.time().compareTo(horizon) >= 0);
        events.add(new Event(Kind.START, zero, Optional.empty(), Optional.empty()));
        events.sort(Comparator.comparing(Event::time).thenComparing(Event::kind));
        List<Moment> moments = new ArrayList<>();
        State state = State.initial(neuron, zero);
        for (int k = 0; k < events.size(); k++) {
            Event event = events.get(k);
            state = state.at(event.time());
            state = switch (event.kind()) {
                case START -> state;
                case SPIKE -> state.spiked();
                case RESTART -> state.restarted();
                case ARRIVAL -> state.with(event.arrival().orElseThrow().connection());
            };
            Real end = k + 1 < events.size() ? events.get(k + 1).time() : horizon;
            moments.add(new Moment(
                    event.kind(),
                    number,
                    event.time(),
                    end.minus(event.time()),
                    state.course(),
                    state.held(),
                    event.firing(),
                    event.arrival()));
        }
        return moments;
    }
}
