package io.github.goldspike.textbook;

import io.github.goldspike.textbook.Event.Kind;
import io.github.goldspike.textbook.ExponentialSum.Point;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The potential of one spiking neuron as time goes on, Algorithm 1 of the paper: eq. (5) with its exponentials collected
 * by rate, brought forward from event to event.
 *
 * <p>Between events e^{βs}(V − ϑ) has the derivative e^{βs}(I − β(ϑ − leak)), so V − ϑ can change sign at most once
 * between two sign changes of I − β(ϑ − leak), and it is a first crossing exactly where it is first seen positive.
 */
final class Membrane {

    private final Neuron neuron;
    private final Real horizon;
    private final PriorityQueue<Arrival> pending = new PriorityQueue<>(Comparator.comparing(Arrival::time));
    private ExponentialSum potential;
    private Real since;
    private Optional<Event> search = Optional.empty();

    Membrane(Neuron neuron, Real horizon) {
        this.neuron = neuron;
        this.horizon = horizon;
        this.since = horizon.precision().of(0);
        this.potential = ExponentialSum.constant(neuron.leak())
                .plus(neuron.beta(), 0, neuron.initial().minus(neuron.leak()));
    }

    /** Takes note of a spike to arrive. */
    void expect(Arrival arrival) {
        pending.add(arrival);
    }

    /**
     * What happens next if no further spike is sent. An arrival at the time of a crossing does not change the crossing.
     */
    Event next() {
        if (search.isEmpty()) {
            search = Optional.of(firstCrossing(
                    pending.isEmpty() ? horizon : earlier(pending.peek().time(), horizon)));
        }
        Event found = search.get();
        if (!pending.isEmpty()) {
            Real arrival = pending.peek().time();
            boolean before =
                    found.kind() == Kind.NOTHING ? arrival.compareTo(horizon) <= 0 : arrival.precedes(found.time());
            if (before) {
                return new Event(Kind.ARRIVAL, arrival);
            }
        }
        return found;
    }

    /** Takes in the next arrival, and those that coincide with it. */
    void absorb() {
        Real first = pending.peek().time();
        while (!pending.isEmpty() && !first.precedes(pending.peek().time())) {
            absorb(pending.remove());
        }
        search = Optional.empty();
    }

    /** Lets the neuron spike at {@code time}. */
    void fire(Real time) {
        while (!pending.isEmpty() && pending.peek().time().precedes(time)) {
            absorb(pending.remove());
        }
        advance(time);
        potential = potential.plus(neuron.beta(), 0, neuron.fall().negate());
        search = Optional.empty();
    }

    private void absorb(Arrival arrival) {
        advance(arrival.time());
        Connection synapse = arrival.connection();
        potential = potential.plus(synapse.kernel().function().times(synapse.kernelWeight()));
    }

    private void advance(Real time) {
        potential = potential.shifted(time.minus(since));
        since = time;
    }

    private Event firstCrossing(Real until) {
        Real end = until.minus(since);
        if (neuron.threshold().isEmpty() || end.signum() <= 0) {
            return new Event(Kind.NOTHING, until);
        }
        ExponentialSum distance = potential.minus(neuron.threshold().get());
        ExponentialSum excess = excessCurrent();
        Real from = horizon.precision().of(0);
        for (Real turn : SignChanges.of(excess, end)) {
            Point there = distance.at(turn);
            if (there.value().abs().compareTo(there.rounding()) <= 0) {
                return new Event(Kind.GRAZING, since.plus(turn));
            }
            if (there.value().signum() > 0) {
                return crossing(distance, from, turn);
            }
            from = turn;
        }
        Point there = distance.at(end);
        if (there.value().abs().compareTo(there.rounding()) <= 0) {
            return atThresholdWhenItEnds(excess.at(end), until);
        }
        return there.value().signum() > 0 ? crossing(distance, from, end) : new Event(Kind.NOTHING, until);
    }

    /** The crossing between {@code from} and {@code to}; grazing if rounding hides that V is below the threshold at {@code from}. */
    private Event crossing(ExponentialSum distance, Real from, Real to) {
        return distance.at(from).value().signum() < 0
                ? new Event(Kind.CROSSING, since.plus(SignChanges.between(distance, from, to)))
                : new Event(Kind.GRAZING, since.plus(from));
    }

    /** I − β(ϑ − leak), where I = V' + β(V − leak). */
    private ExponentialSum excessCurrent() {
        return potential
                .derivative()
                .plus(potential.times(neuron.beta()))
                .minus(neuron.beta().times(neuron.leak()))
                .minus(neuron.currentAtThreshold());
    }

    /** Decides what it means that V is within rounding of ϑ at the end of a stretch. */
    private Event atThresholdWhenItEnds(Point excess, Real until) {
        boolean rising = excess.value().compareTo(excess.rounding()) > 0;
        if (pending.isEmpty() || until.precedes(pending.peek().time())) {
            return new Event(rising ? Kind.AT_HORIZON : Kind.NOTHING, until);
        }
        Real after = excess.value();
        for (Arrival arrival : pending) {
            if (!until.precedes(arrival.time())) {
                after = after.plus(arrival.connection().kernelWeight());
            }
        }
        // If V goes on rising after the arrivals, it crosses here, whatever the rounding; if not, rounding decides.
        boolean risingOn = rising && after.compareTo(excess.rounding()) > 0;
        return new Event(risingOn ? Kind.CROSSING : Kind.GRAZING, until);
    }

    private static Real earlier(Real a, Real b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
