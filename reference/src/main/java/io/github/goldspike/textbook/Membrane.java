package io.github.goldspike.textbook;

import io.github.goldspike.textbook.Event.Kind;
import io.github.goldspike.textbook.ExponentialSum.Point;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The potential of one spiking neuron as time goes on, [FP alg. 1]: its {@link State}, brought forward from
 * event to event.
 *
 * <p>Between events e^{βs}(V − ϑ) has the derivative e^{βs}(I − β(ϑ − leak)), so V − ϑ can change sign at most once
 * between two sign changes of I − β(ϑ − leak), and it is a first crossing exactly where it is first seen positive.
 */
final class Membrane {

    private final Neuron neuron;
    private final Real horizon;
    private final PriorityQueue<Arrival> pending =
            new PriorityQueue<>(Comparator.comparing(arrival -> arrival.time().value()));
    private State state;
    private Optional<Real> restart = Optional.empty();
    private Optional<Event> search = Optional.empty();

    Membrane(Neuron neuron, Real horizon) {
        this.neuron = neuron;
        this.horizon = horizon;
        this.state = State.initial(neuron, horizon.precision().of(0));
    }

    /** Takes note of a spike to arrive. */
    void expect(Arrival arrival) {
        pending.add(arrival);
    }

    /**
     * What happens next if no further spike is sent. An arrival at the time of a crossing does not change the crossing.
     */
    Event next() {
        if (restart.isPresent()) {
            return nextWhileHeld(restart.get());
        }
        if (search.isEmpty()) {
            search = Optional.of(firstCrossing(pending.isEmpty() ? horizon : earlier(nextArrival(), horizon)));
        }
        Event found = search.get();
        if (!pending.isEmpty()) {
            boolean before = found.kind() == Kind.NOTHING
                    ? nextArrival().compareTo(horizon) <= 0
                    : nextArrival().precedes(found.time());
            if (before) {
                return new Event(Kind.ARRIVAL, nextArrival());
            }
        }
        return found;
    }

    /** Arrivals at the time of the restart come before it; what they do to V is the same. */
    private Event nextWhileHeld(Real until) {
        if (!pending.isEmpty() && nextArrival().compareTo(earlier(until, horizon)) <= 0) {
            return new Event(Kind.ARRIVAL, nextArrival());
        }
        return until.compareTo(horizon) <= 0 ? new Event(Kind.RESTART, until) : new Event(Kind.NOTHING, horizon);
    }

    private Real nextArrival() {
        return pending.peek().time().value();
    }

    /** Takes in the next arrival, and those that coincide with it. */
    void absorb() {
        Real first = nextArrival();
        while (!pending.isEmpty() && !first.precedes(nextArrival())) {
            absorb(pending.remove());
        }
        search = Optional.empty();
    }

    /** Lets the neuron spike. */
    void fire(Firing spike) {
        while (!pending.isEmpty() && nextArrival().precedes(spike.time())) {
            absorb(pending.remove());
        }
        state = state.at(spike.time()).spiked();
        restart = Optional.of(neuron.restart(spike).value());
        if (!neuron.hasRefractoryTime()) {
            restart();
        }
        search = Optional.empty();
    }

    /** Lets the potential go after the refractory time. */
    void restart() {
        state = state.at(restart.orElseThrow()).restarted();
        restart = Optional.empty();
        search = Optional.empty();
    }

    private void absorb(Arrival arrival) {
        state = state.at(arrival.time().value()).with(arrival.connection());
    }

    private Event firstCrossing(Real until) {
        Real end = until.minus(state.time());
        if (neuron.threshold().isEmpty() || end.signum() <= 0) {
            return new Event(Kind.NOTHING, until);
        }
        ExponentialSum distance =
                state.course().minus(neuron.threshold().get().value()).slowed();
        ExponentialSum excess = excessCurrent();
        Real from = horizon.precision().of(0);
        for (Real turn : SignChanges.of(excess, end)) {
            Point there = distance.at(turn);
            if (there.value().abs().compareTo(there.rounding()) <= 0) {
                return new Event(Kind.GRAZING, state.time().plus(turn));
            }
            if (there.value().signum() > 0) {
                return crossing(distance, excess, from, turn);
            }
            from = turn;
        }
        Point there = distance.between(state.time(), until);
        if (there.value().abs().compareTo(there.rounding()) <= 0) {
            return atThresholdWhenItEnds(excess.between(state.time(), until), until);
        }
        return there.value().signum() > 0 ? crossing(distance, excess, from, end) : new Event(Kind.NOTHING, until);
    }

    /**
     * The crossing between {@code from} and {@code to}; grazing if rounding hides that V is below the threshold at {@code from}, or
     * that it passes the threshold with a positive slope.
     */
    private Event crossing(ExponentialSum distance, ExponentialSum excess, Real from, Real to) {
        if (distance.at(from).value().signum() >= 0) {
            return new Event(Kind.GRAZING, state.time().plus(from));
        }
        Real crossing = SignChanges.between(distance, from, to);
        return new Event(
                isSteep(distance, excess, crossing) ? Kind.CROSSING : Kind.GRAZING,
                state.time().plus(crossing));
    }

    /**
     * Whether V' is known at a crossing: it changes by less than half of itself in the time by which rounding of V may move the crossing
     * (textbook-X6).
     */
    private boolean isSteep(ExponentialSum distance, ExponentialSum excess, Real crossing) {
        Point there = distance.at(crossing);
        Real slope = excess.at(crossing).value();
        if (there.slope().signum() <= 0 || slope.signum() <= 0) {
            return false;
        }
        // Both sides of the quotient are slowed alike.
        Real moved = there.rounding().over(there.slope());
        return isNear(slope, excess.at(crossing.minus(moved)).value())
                && isNear(slope, excess.at(crossing.plus(moved)).value());
    }

    private static boolean isNear(Real slope, Real other) {
        return other.minus(slope).abs().times(2).compareTo(slope) < 0;
    }

    /** I − β(ϑ − leak). */
    private ExponentialSum excessCurrent() {
        return state.current().minus(neuron.currentAtThreshold());
    }

    /** Decides what it means that V is within rounding of ϑ at the end of a stretch. */
    private Event atThresholdWhenItEnds(Point excess, Real until) {
        boolean rising = excess.value().compareTo(excess.rounding()) > 0;
        if (pending.isEmpty() || until.precedes(nextArrival())) {
            return new Event(rising ? Kind.AT_HORIZON : Kind.NOTHING, until);
        }
        Real after = excess.value();
        for (Arrival arrival : pending) {
            if (!until.precedes(arrival.time().value())) {
                after = after.plus(arrival.connection().weight().value());
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
