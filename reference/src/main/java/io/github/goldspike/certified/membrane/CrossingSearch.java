package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;

/** What was proved about an interval [0, end]. */
public sealed interface CrossingSearch {

    /** V stays below the threshold on all of [0, end]. */
    record Silent() implements CrossingSearch {}

    /** The first crossing lies in (low, high); there C > 0, so it is the only one there, with positive slope. */
    record Bracket(Ball low, Ball high) implements CrossingSearch {}

    /**
     * Not decided at this precision: V comes too near to the threshold between {@code low}, up to which it is proved to
     * stay below, and {@code high}.
     *
     * @param atEnd whether all that is open is whether V is still below at the end
     */
    record Unresolved(Ball low, Ball high, boolean atEnd) implements CrossingSearch {}
}
