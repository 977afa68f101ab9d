package io.github.goldspike.conformance;

import io.github.goldspike.diagnosis.Prediction;
import io.github.goldspike.diagnosis.Simulations;
import io.github.goldspike.diagnosis.Suspect;
import io.github.goldspike.model.Network;
import java.util.IdentityHashMap;
import java.util.Optional;

/** What programs with mistakes answer, and what they are together, each computed once. */
final class Predictions {

    private final IdentityHashMap<Suspect.Answering, IdentityHashMap<Network, Optional<Prediction>>> known =
            new IdentityHashMap<>();
    private final IdentityHashMap<Suspect.Answering, IdentityHashMap<Suspect.Answering, Optional<Suspect.Answering>>>
            both = new IdentityHashMap<>();
    private final Simulations simulations = new Simulations();

    Optional<Prediction> of(Suspect.Answering suspect, Network network) {
        return known.computeIfAbsent(suspect, one -> new IdentityHashMap<>())
                .computeIfAbsent(network, asked -> suspect.answer(asked, simulations));
    }

    /** A program with both mistakes, if there is one. */
    Optional<Suspect.Answering> both(Suspect.Answering first, Suspect.Answering second) {
        return both.computeIfAbsent(first, one -> new IdentityHashMap<>()).computeIfAbsent(second, first::and);
    }
}
