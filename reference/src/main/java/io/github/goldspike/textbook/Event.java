package io.github.goldspike.textbook;

/** What happens next at a neuron, and when. */
record Event(Kind kind, Real time) {

    enum Kind {
        /** V reaches the threshold with positive slope. */
        CROSSING,
        /** V comes to the threshold within rounding and turns back, or the slope there is within rounding of zero. */
        GRAZING,
        /** V is at the threshold within rounding when the time is up. */
        AT_HORIZON,
        /** A spike arrives. */
        ARRIVAL,
        /** The potential is let go after a refractory time. */
        RESTART,
        /** Nothing until the time. */
        NOTHING
    }
}
