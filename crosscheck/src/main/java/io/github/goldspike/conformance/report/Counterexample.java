package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.model.Network;
import io.github.goldspike.shrinking.Size;
import java.util.Locale;

/**
 * A small network at which the engine fails.
 *
 * @param origin the case that it was made from
 * @param signature in which way the engine fails at both
 * @param result of the engine for it, under its own id; it has a network and the golden answer
 * @param tries networks that the engine was asked about to find it
 * @param search how that ended
 */
public record Counterexample(String origin, String signature, CaseResult result, int tries, Search search) {

    /** How the name of the file of its network ends. */
    public static final String NETWORK = ".network.json";

    private static final Size SMALL = new Size(3, 4, 8);

    /** How the search for a simpler network ended. */
    public enum Search {
        /** No single move leads to a simpler network at which the engine fails in the same way. */
        MINIMAL,
        /** Tries or time were over, or the run was interrupted. */
        UNFINISHED,
        /** It is the network of the case: asked again, the engine did not fail in the same way. */
        NOT_REPEATED;

        /** The name in reports. */
        public String field() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Names its files. */
    public String id() {
        return result.id();
    }

    /** As it was sent. */
    public Network network() {
        return result.network().orElseThrow();
    }

    public Size size() {
        return Size.of(network());
    }

    /** Whether it is small enough to be shown where people read on. */
    boolean small() {
        Size size = size();
        return size.neurons() <= SMALL.neurons()
                && size.synapses() <= SMALL.synapses()
                && size.inputs() <= SMALL.inputs();
    }

    /** What is wrong, a sentence for people. */
    public String sentence() {
        return result.judgements().stream()
                .filter(judgement -> judgement.verdict() == Judgement.Verdict.DISAGREES)
                .map(judgement -> judgement.quantity() + ": " + judgement.detail())
                .findFirst()
                .orElse(result.message());
    }
}
