package io.github.goldspike.certified.events;

import io.github.goldspike.model.Rational;

/**
 * The identity of an event time: an exact time, or an exact time after a crossing that has a name. Equal identities are provably equal
 * times; different ones may be equal too (events-E4).
 *
 * @param crossing name of a crossing up to a shift of time, or one of the constants below
 * @param offset time after that crossing as it would be without a shift, or the time itself
 */
public record SymbolicTime(int crossing, Moving offset) implements Comparable<SymbolicTime> {

    public static final int NONE = -1;

    /** In place of {@link #NONE} for an exact time that is no affine function of the real that moves (events-E9). */
    static final int CURVED = -2;

    public static SymbolicTime of(Rational time) {
        return new SymbolicTime(NONE, Moving.still(time));
    }

    public SymbolicTime plus(Rational delay) {
        return plus(Moving.still(delay));
    }

    public SymbolicTime plus(Moving delay) {
        return new SymbolicTime(crossing, offset.plus(delay));
    }

    /** An arbitrary but fixed order; among times of one crossing, that of time. */
    @Override
    public int compareTo(SymbolicTime other) {
        return crossing != other.crossing ? Integer.compare(crossing, other.crossing) : offset.compareTo(other.offset);
    }
}
