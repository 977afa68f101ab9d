package io.github.goldspike.conformance;

import io.github.goldspike.diagnosis.Prediction;
import io.github.goldspike.diagnosis.Suspect;
import io.github.goldspike.model.Network;
import java.util.IdentityHashMap;
import java.util.Optional;

/** What programs with mistakes answer, each computed once. */
final class Predictions {

    private final IdentityHashMap<Suspect.Answering, IdentityHashMap<Network, Optional<Prediction>>> known =
            new IdentityHashMap<>();

    Optional<Prediction> of(Suspect.Answering suspect, Network network) {
        return known.computeIfAbsent(suspect, one -> new IdentityHashMap<>()).computeIfAbsent(network, suspect::answer);
    }
}
