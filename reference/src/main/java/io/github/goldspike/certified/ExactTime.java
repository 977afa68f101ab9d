package io.github.goldspike.certified;

import io.github.goldspike.model.Rational;

/**
 * The identity of an event time: a rational number, or a rational delay after a crossing that has an identity. Equal
 * identities are provably equal times; different ones may be equal too (proofs-notes/events.md, E4).
 *
 * @param crossing identity of a crossing, or {@link #NONE}
 * @param offset time after that crossing, or the time itself
 */
record ExactTime(int crossing, Rational offset) implements Comparable<ExactTime> {

    static final int NONE = -1;

    static ExactTime of(Rational time) {
        return new ExactTime(NONE, time);
    }

    static ExactTime ofCrossing(int crossing) {
        return new ExactTime(crossing, Rational.ZERO);
    }

    ExactTime plus(Rational delay) {
        return new ExactTime(crossing, offset.plus(delay));
    }

    /** An arbitrary but fixed order. */
    @Override
    public int compareTo(ExactTime other) {
        return crossing != other.crossing ? Integer.compare(crossing, other.crossing) : offset.compareTo(other.offset);
    }
}
