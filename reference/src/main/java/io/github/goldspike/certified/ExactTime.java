package io.github.goldspike.certified;

import io.github.goldspike.model.Rational;

/**
 * The identity of an event time: an exact time, or an exact time after a crossing that has a name. Equal identities are provably equal
 * times; different ones may be equal too (proofs-notes/events.md, E4).
 *
 * @param crossing name of a crossing up to a shift of time, or {@link #NONE}
 * @param offset time after that crossing as it would be without a shift, or the time itself
 */
record ExactTime(int crossing, Moving offset) implements Comparable<ExactTime> {

    static final int NONE = -1;

    static ExactTime of(Rational time) {
        return new ExactTime(NONE, Moving.still(time));
    }

    ExactTime plus(Rational delay) {
        return plus(Moving.still(delay));
    }

    ExactTime plus(Moving delay) {
        return new ExactTime(crossing, offset.plus(delay));
    }

    /** An arbitrary but fixed order; among times of one crossing, that of time. */
    @Override
    public int compareTo(ExactTime other) {
        return crossing != other.crossing ? Integer.compare(crossing, other.crossing) : offset.compareTo(other.offset);
    }
}
