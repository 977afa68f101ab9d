package io.github.goldspike.contract;

import java.util.List;
import java.util.Optional;

/**
 * Something that an engine could not decide within its limits.
 *
 * @param kind which of the cases of the specification
 * @param place where
 * @param detail a sentence for people
 */
public record Undecided(Kind kind, Place place, String detail) {

    /** The cases of the specification. */
    public enum Kind {
        /** A potential comes so close to its threshold that neither reaching nor missing it was proved. */
        GRAZING,
        /** Two events whose order matters were not separated. */
        TIE,
        /** A spike was not separated from the horizon. */
        HORIZON,
        /** A limit of digits or spikes was reached. */
        LIMIT
    }

    /**
     * Where something is undecided.
     *
     * @param population name of a population
     * @param neuron index in it
     * @param spike index of a spike of the neuron, if the matter is that spike
     * @param time decimal text of the time, as far as it was proved
     * @param affected neurons whose spikes are proved only up to a time, each with that time
     */
    public record Place(
            String population, int neuron, Optional<Integer> spike, Optional<String> time, List<Affected> affected) {

        /** Copies the list. */
        public Place {
            affected = List.copyOf(affected);
        }
    }

    /** A neuron whose spikes are proved only up to {@code until} (decimal text). */
    public record Affected(String population, int neuron, String until) {}
}
