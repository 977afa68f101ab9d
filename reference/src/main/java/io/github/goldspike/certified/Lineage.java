package io.github.goldspike.certified;

import io.github.goldspike.model.Rational;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives neurons with the same constants and the same past the same identity, so that twins are known to spike at exactly
 * the same time (proofs-notes/events.md, E4).
 */
final class Lineage {

    private final Map<Object, Integer> identities = new HashMap<>();

    private record Birth(
            Rational beta,
            Optional<Rational> threshold,
            Rational reset,
            Rational leak,
            Rational initial,
            Rational refractory) {}

    private record Step(int past, List<Jump> jumps) {}

    private record Crossing(int past) {}

    /** A jump of the current of one rate at an exact time. */
    record Jump(ExactTime time, Rational alpha, Rational weight) implements Comparable<Jump> {
        @Override
        public int compareTo(Jump other) {
            int order = time.compareTo(other.time);
            order = order != 0 ? order : alpha.compareTo(other.alpha);
            return order != 0 ? order : weight.compareTo(other.weight);
        }
    }

    /** The identity of a neuron at time 0. */
    int born(Wiring.Neuron neuron) {
        return identity(new Birth(
                neuron.beta(),
                neuron.threshold(),
                neuron.reset(),
                neuron.leak(),
                neuron.initial(),
                neuron.refractory()));
    }

    /** The identity after jumps of the current; their order does not matter. */
    int after(int past, List<Jump> jumps) {
        return jumps.isEmpty()
                ? past
                : identity(new Step(past, jumps.stream().sorted().toList()));
    }

    /** The identity of the first crossing that follows a past; it is also the identity of the neuron just after it. */
    int crossing(int past) {
        return identity(new Crossing(past));
    }

    private int identity(Object key) {
        return identities.computeIfAbsent(key, unseen -> identities.size());
    }
}
