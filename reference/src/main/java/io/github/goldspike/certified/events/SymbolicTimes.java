package io.github.goldspike.certified.events;

import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives neurons with the same constants and the same past the same name, so that twins are known to spike at exactly the same time.
 * Names are taken up to a scale of potentials and, for neurons that start at rest, up to a shift of time
 * (events-E4).
 */
public final class SymbolicTimes {

    private final Map<Object, Integer> names = new HashMap<>();

    /** What a neuron is, its potentials from the leak on and in units of ϑ − r. */
    private record Birth(Moving beta, Moving threshold, Moving initial, Moving refractory) {}

    /** All jumps since the crossing before, their times relative to it or, from rest on, to the first of them. */
    private record Crossing(int past, Map<Arrival, Moving> jumps, Map<Arrival, Moving> tied) {}

    private record Arrival(SymbolicTime time, Moving alpha) implements Comparable<Arrival> {

        private static final Comparator<Arrival> ORDER =
                Comparator.comparing(Arrival::time).thenComparing(Arrival::alpha);

        @Override
        public int compareTo(Arrival other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Where a history begins.
     *
     * @param time identity of the last crossing
     * @param history name of all that the neuron has done; of one without a crossing, of what it is, at time 0
     * @param fall ϑ − r
     * @param resting whether V stays as it is until something arrives
     * @param ramp if its crossings come at exact times
     */
    public record Past(SymbolicTime time, SymbolicTime history, Moving fall, boolean resting, Optional<Ramp> ramp) {}

    /** The past of a neuron at time 0. */
    public Past born(MovingNeuron neuron) {
        Moving fall = neuron.threshold().minus(neuron.reset());
        Moving initial = neuron.initial().minus(neuron.leak());
        Birth birth = new Birth(
                neuron.beta(),
                neuron.threshold().minus(neuron.leak()).dividedBy(fall),
                initial.dividedBy(fall),
                neuron.refractory());
        SymbolicTime history = new SymbolicTime(name(birth), Moving.ZERO);
        return new Past(history, history, fall, initial.isZero(), Ramp.born(neuron));
    }

    /** The same for a neuron as it is in the wiring; readouts have no crossings. */
    Past born(Wiring.Neuron neuron) {
        return born(new MovingNeuron(
                Moving.still(neuron.beta()),
                Moving.still(neuron.threshold().orElse(neuron.reset().plus(Rational.ONE))),
                Moving.still(neuron.reset()),
                Moving.still(neuron.leak()),
                Moving.still(neuron.initial()),
                Moving.still(neuron.refractory())));
    }

    /** The past of a neuron just after the first crossing that follows these jumps; their order does not matter. */
    Past crossing(Past past, List<CurrentJump> jumps) {
        return crossing(past, jumps, List.of());
    }

    /** @param tied jumps at the time of the crossing that do not move with it (events-E5) */
    public Past crossing(Past past, List<CurrentJump> jumps, List<CurrentJump> tied) {
        TreeMap<Arrival, Moving> sums = sums(jumps, past.fall);
        Moving origin = past.resting && !sums.isEmpty() ? sums.firstKey().time.offset() : past.history.offset();
        Crossing crossing =
                new Crossing(past.history.crossing(), since(origin, sums), since(origin, sums(tied, past.fall)));
        SymbolicTime history = new SymbolicTime(name(crossing), origin);
        Optional<Ramp> ramp = ramp(past, jumps).filter(Ramp::rises);
        SymbolicTime time = ramp.map(Ramp::crossing)
                .map(exact -> tied.isEmpty() ? exact : parted(exact, sums(tied, past.fall)))
                .orElse(history);
        // One that parts from what it is tied with moves on in another way than the ramp alone.
        return new Past(
                time,
                history,
                past.fall,
                false,
                ramp.filter(alone -> tied.isEmpty()).map(Ramp::fired));
    }

    /** The ramp that a neuron is after some jumps, if it is one. */
    Optional<Ramp> ramp(Past past, List<CurrentJump> jumps) {
        if (past.ramp.isEmpty()) {
            return past.ramp;
        }
        Optional<Ramp> ramp = past.ramp;
        List<CurrentJump> inOrder =
                jumps.stream().sorted(Comparator.comparing(CurrentJump::time)).toList();
        for (CurrentJump jump : inOrder) {
            ramp = ramp.flatMap(before -> before.with(jump));
        }
        return ramp;
    }

    /** Where what is tied with a ramp's crossing parts from it, its time is not that of the ramp alone (events-E5). */
    private SymbolicTime parted(SymbolicTime exact, Map<Arrival, Moving> tied) {
        return new SymbolicTime(name(List.of(exact, Map.copyOf(tied))), Moving.ZERO);
    }

    /** Jumps of one rate at one time are one; potentials count in units of ϑ − r. */
    private static TreeMap<Arrival, Moving> sums(List<CurrentJump> jumps, Moving fall) {
        TreeMap<Arrival, Moving> sums = new TreeMap<>();
        for (CurrentJump jump : jumps) {
            sums.merge(new Arrival(jump.time(), jump.alpha()), jump.weight().dividedBy(fall), Moving::plus);
        }
        sums.values().removeIf(Moving::isZero);
        return sums;
    }

    private static Map<Arrival, Moving> since(Moving origin, TreeMap<Arrival, Moving> jumps) {
        Map<Arrival, Moving> since = new HashMap<>();
        jumps.forEach((arrival, weight) -> since.put(
                new Arrival(
                        new SymbolicTime(
                                arrival.time.crossing(), arrival.time.offset().minus(origin)),
                        arrival.alpha),
                weight));
        return since;
    }

    private int name(Object key) {
        return names.computeIfAbsent(key, unseen -> names.size());
    }
}
