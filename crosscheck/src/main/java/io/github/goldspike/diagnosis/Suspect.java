package io.github.goldspike.diagnosis;

import io.github.goldspike.model.Network;
import java.util.Optional;

/** A mistake with all that it leaves open filled in. */
public sealed interface Suspect {

    /** What is filled in, for people; may be empty. */
    String detail();

    /** A program that answers with the mistake. */
    record Answering(String detail, Wrong wrong) implements Suspect {

        /** The answer with the mistake; empty if there are spikes without end. */
        public Optional<Prediction> answer(Network network) {
            return wrong.answer(network);
        }
    }

    /** A right program whose arithmetic has fewer bits than it says. */
    record Rounding(String detail, int significand) implements Suspect {}

    /** Answers with a mistake. */
    interface Wrong {
        Optional<Prediction> answer(Network network);
    }
}
