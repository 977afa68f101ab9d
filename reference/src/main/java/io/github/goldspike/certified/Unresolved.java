package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Undecided;

/** Something was not decided at the present precision; more bits may help, except for {@code LIMIT}. */
final class Unresolved extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final transient Undecided.Kind kind;
    final transient int neuron;
    /** Where the matter lies. */
    final transient Ball time;
    /** Up to here everything is proved, a single number. */
    final transient Ball provedUntil;

    /** How near two times are to one another, and with how many digits they are known. */
    static String apart(Ball a, Ball b, int bits) {
        Ball between = a.minus(b).abs().upper();
        int digits = (int) (bits * Math.log10(2));
        String distance = between.isZero()
                ? "their times are the same number"
                : "they are less than 1e" + (long) Math.ceil(between.magnitude() * Math.log10(2)) + " apart";
        return distance + " with a working precision of " + digits + " digits, and have no common identity";
    }

    Unresolved(Undecided.Kind kind, int neuron, Ball time, Ball provedUntil, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
        this.neuron = neuron;
        this.time = time;
        this.provedUntil = provedUntil;
    }
}
