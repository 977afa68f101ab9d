package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Undecided;

/** Something was not decided at the present precision; more bits may help, except for {@code LIMIT}. */
final class Unresolved extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final transient UndecidedEvent open;
    /** What was found from here on does not count. */
    final transient Ball from;

    Unresolved(Undecided.Kind kind, int neuron, Ball time, Ball from, String detail) {
        super(detail, null, false, false);
        this.open = new UndecidedEvent(kind, neuron, time, detail);
        this.from = from;
    }
}
