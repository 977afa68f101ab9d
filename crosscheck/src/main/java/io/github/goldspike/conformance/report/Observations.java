package io.github.goldspike.conformance.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found out about an engine beside its verdicts.
 *
 * @param all one after the other
 */
public record Observations(List<Observation> all) {

    /** Nothing. */
    public static final Observations NONE = new Observations(List.of());

    /**
     * One thing.
     *
     * @param id its name, for programs
     * @param sentence for people
     */
    public record Observation(String id, String sentence) {}

    public Observations {
        all = List.copyOf(all);
    }

    /** Sentences of one kind. */
    public static Observations of(String id, List<String> sentences) {
        return new Observations(sentences.stream()
                .map(sentence -> new Observation(id, sentence))
                .toList());
    }

    /** These, and others. */
    public Observations and(Observations others) {
        List<Observation> both = new ArrayList<>(all);
        both.addAll(others.all);
        return new Observations(both);
    }
}
