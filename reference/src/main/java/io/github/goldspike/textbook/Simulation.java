package io.github.goldspike.textbook;

import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.textbook.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The event loop over a whole network: the earliest event of any neuron happens, a firing sends its spike over all
 * synapses, and so on until the horizon.
 */
final class Simulation {

    private final RoundedNetwork rounded;
    private final Real horizon;
    private final History history;
    private final List<Membrane> membranes = new ArrayList<>();

    Simulation(RoundedNetwork rounded) {
        this.rounded = rounded;
        this.horizon = rounded.horizon();
        this.history = new History(rounded.neurons().size());
        rounded.neurons().forEach(neuron -> membranes.add(new Membrane(neuron, horizon)));
        rounded.inputs().forEach(this::send);
    }

    History history() {
        return history;
    }

    /**
     * Runs to the horizon.
     *
     * @param spikeLimit firings after which to give up
     * @return why it stopped early, empty if it did not
     * @throws CancellationException if the thread was interrupted
     */
    Optional<Undecided> run(int spikeLimit, Progress progress) {
        while (true) {
            if (Thread.interrupted()) {
                throw new CancellationException(
                        "interrupted after " + history.firings().size() + " spikes");
            }
            int earliest = -1;
            Event event = new Event(Kind.NOTHING, horizon);
            for (int i = 0; i < membranes.size(); i++) {
                Event next = membranes.get(i).next();
                if (next.kind() != Kind.NOTHING
                        && (event.kind() == Kind.NOTHING || next.time().compareTo(event.time()) < 0)) {
                    earliest = i;
                    event = next;
                }
            }
            switch (event.kind()) {
                case NOTHING -> {
                    return Optional.empty();
                }
                case GRAZING -> {
                    return Optional.of(stopped(
                            Undecided.Kind.GRAZING,
                            earliest,
                            event,
                            "the potential comes to its threshold within rounding, and it is not decided whether it passes it"
                                    + " with a positive slope"));
                }
                case AT_HORIZON -> {
                    return Optional.of(atHorizon(earliest, event));
                }
                case ARRIVAL -> membranes.get(earliest).absorb();
                case RESTART -> membranes.get(earliest).restart();
                case CROSSING -> {
                    if (!event.time().precedes(horizon)) {
                        return Optional.of(atHorizon(earliest, event));
                    }
                    if (history.firings().size() >= spikeLimit) {
                        return Optional.of(
                                stopped(Undecided.Kind.LIMIT, earliest, event, "more than " + spikeLimit + " spikes"));
                    }
                    fire(earliest, event.time());
                    progress.reached(
                            event.time().toDouble(),
                            history.firings().size(),
                            rounded.precision().digits());
                }
            }
        }
    }

    private void fire(int neuron, Real crossing) {
        FiringEquation equation = new FiringEquation(rounded, history, neuron, crossing);
        Real time = equation.settled(crossing);
        Firing firing = new Firing(
                history.firings().size(), neuron, history.spikes(neuron).size(), time, equation.slope(time));
        history.add(firing);
        membranes.get(neuron).fire(firing);
        Variable sent = new Variable(time, Differential.of(firing));
        for (Connection connection : rounded.outgoing().get(neuron)) {
            send(new Arrival(connection, sent.plus(connection.delay()), Optional.of(firing)));
        }
    }

    private void send(Arrival arrival) {
        history.add(arrival);
        int target = arrival.connection().target();
        if (rounded.neurons().get(target).threshold().isPresent()) {
            membranes.get(target).expect(arrival);
        }
    }

    private Undecided atHorizon(int neuron, Event event) {
        return stopped(Undecided.Kind.HORIZON, neuron, event, "the spike is not separated from the horizon");
    }

    private Undecided stopped(Undecided.Kind kind, int number, Event event, String detail) {
        Neuron neuron = rounded.neurons().get(number);
        String time = event.time().toString();
        List<Undecided.Affected> affected = rounded.neurons().stream()
                .filter(other -> other.threshold().isPresent())
                .map(other -> new Undecided.Affected(other.population(), other.index(), time))
                .toList();
        return new Undecided(
                kind,
                new Undecided.Place(
                        neuron.population(),
                        neuron.index(),
                        Optional.of(history.spikes(number).size()),
                        Optional.of(time),
                        affected),
                detail);
    }
}
