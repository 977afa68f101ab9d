package io.github.goldspike.diagnosis;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.model.Network;
import java.util.Optional;

/** A mistake with all that it leaves open filled in. */
public sealed interface Suspect {

    /** What is filled in, for people; may be empty. */
    String detail();

    /** A program that answers with the mistake. */
    record Answering(String detail, Wrong wrong) implements Suspect {

        /** The answer with the mistake; empty if there are spikes without end. */
        public Optional<Prediction> answer(Network network, Simulations simulations) {
            return wrong.answer(network, simulations);
        }

        /** Loss and gradient with the mistake at spikes that somebody gave; empty if the mistake has nothing to say of that. */
        public Optional<Prediction> answerAt(Network network, ByNeuron<Double> times) {
            return wrong.answerAt(network, times);
        }

        /** A program with both mistakes, this one made first; empty if there is none. */
        public Optional<Answering> and(Answering other) {
            return wrong.and(other.wrong).map(both -> new Answering("", both));
        }
    }

    /** A right program whose arithmetic has fewer bits than it says. */
    record Rounding(String detail, int significand) implements Suspect {}

    /** Answers with a mistake. */
    interface Wrong {
        Optional<Prediction> answer(Network network, Simulations simulations);

        /** At spikes that somebody gave. */
        default Optional<Prediction> answerAt(Network network, ByNeuron<Double> times) {
            return Optional.empty();
        }

        /** With another mistake in addition. */
        default Optional<Wrong> and(Wrong other) {
            return Optional.empty();
        }
    }
}
