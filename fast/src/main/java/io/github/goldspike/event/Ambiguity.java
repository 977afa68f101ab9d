package io.github.goldspike.event;

import io.github.goldspike.contract.Undecided;

/**
 * Something that rounding leaves open (event-double-D6).
 *
 * @param kind what it is
 * @param neuron whose
 * @param spike index of the spike concerned among those of the neuron; it may be one that did not come
 * @param time when
 * @param distance how far the potential (or for a horizon, the time) is from the other outcome
 * @param countOpen whether the number of spikes is open, not only derivatives
 */
record Ambiguity(Kind kind, int neuron, int spike, double time, double distance, boolean countOpen) {

    enum Kind {
        GRAZING(Undecided.Kind.GRAZING),
        TIE(Undecided.Kind.TIE),
        HORIZON(Undecided.Kind.HORIZON),
        /** As many spikes as are allowed. */
        SPIKES(Undecided.Kind.LIMIT),
        /** A number beyond the range of binary64. */
        RANGE(Undecided.Kind.LIMIT),
        /** Events nearer to each other than times can tell. */
        RESOLUTION(Undecided.Kind.LIMIT);

        final Undecided.Kind undecided;

        Kind(Undecided.Kind undecided) {
            this.undecided = undecided;
        }
    }
}
