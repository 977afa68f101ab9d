package io.github.goldspike.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Relative condition numbers κ_f = Σ_p |p · ∂f/∂p| / |f|, the sum over all reals p of the network (proofs-notes/conditioning.md).
 *
 * @param spikes for each spike of the answer, in the same shape; empty for one that has none. Without a value if they were left
 *     out altogether
 * @param loss of the loss; empty if it has none
 * @param gradient of the entries of the gradient, in the same shape, empty for one that has none; if they were asked for
 * @param nearest events that would change the picture, if they were asked for and nothing is undecided
 * @param notes what is left out, by the name of its field in the answer file, and why: a sentence for people
 * @param <R> the engine's real numbers
 */
public record Conditions<R>(
        Optional<ByNeuron<Optional<R>>> spikes,
        Optional<R> loss,
        Optional<Gradient<Optional<R>>> gradient,
        Optional<Nearest<R>> nearest,
        Map<String, String> notes) {

    /** Significant digits to which condition numbers are given. */
    public static final int DIGITS = 6;

    /** Copies the notes and keeps their order. */
    public Conditions {
        // Map.copyOf would lose the order.
        notes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }
}
