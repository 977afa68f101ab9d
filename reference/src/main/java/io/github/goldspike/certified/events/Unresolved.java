package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Undecided;

/** Something was not decided at the present precision. */
public final class Unresolved extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public final transient Undecided.Kind kind;
    public final transient int neuron;
    /** Where the matter lies. */
    public final transient Ball time;
    /** Up to here everything is proved, a single number. */
    final transient Ball provedUntil;
    /** Whether more bits may help. */
    final boolean forDigits;

    /** How near two times are to one another, and with how many digits they are known. */
    static String apart(Ball a, Ball b, int bits) {
        return "they are " + narrower(a, b) + " apart with a working precision of " + (int) (bits * Math.log10(2))
                + " digits, and have no common identity";
    }

    /** The width of a window in which events overlap, and with how many digits they are known. */
    static String within(Ball from, Ball until, int bits) {
        return "they overlap in a window that is " + narrower(from, until) + " wide with a working precision of "
                + (int) (bits * Math.log10(2)) + " digits";
    }

    private static String narrower(Ball a, Ball b) {
        Ball between = a.minus(b).abs().upper();
        return between.isZero() ? "0" : "less than 1e" + (long) Math.ceil(between.magnitude() * Math.log10(2));
    }

    Unresolved(Undecided.Kind kind, int neuron, Ball time, Ball provedUntil, String detail) {
        this(kind, neuron, time, provedUntil, kind != Undecided.Kind.LIMIT, detail);
    }

    /** Nothing but the number of digits is what does not suffice. */
    static Unresolved forDigits(int neuron, Ball time, Ball provedUntil, String detail) {
        return new Unresolved(Undecided.Kind.LIMIT, neuron, time, provedUntil, true, detail);
    }

    private Unresolved(Undecided.Kind kind, int neuron, Ball time, Ball provedUntil, boolean forDigits, String detail) {
        super(detail, null, false, false);
        this.forDigits = forDigits;
        this.kind = kind;
        this.neuron = neuron;
        this.time = time;
        this.provedUntil = provedUntil;
    }
}
