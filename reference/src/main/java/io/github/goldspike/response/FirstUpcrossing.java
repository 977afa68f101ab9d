package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import java.util.ArrayDeque;
import java.util.Deque;

/** Proves where a waveform that starts below zero first comes up to it, or that it does not (kernels-R5). */
final class FirstUpcrossing {

    /** What was proved about an interval. */
    sealed interface Outcome {

        /** The waveform stays below zero on all of it. */
        record Silent() implements Outcome {}

        /** The first zero lies in (low, high); it is the only one there, and simple. */
        record Bracket(Ball low, Ball high) implements Outcome {}

        /**
         * Not decided at this precision.
         *
         * @param low up to here the waveform is proved to stay below zero
         * @param atEnd whether all that is open is whether it is still below at the end
         */
        record Unresolved(Ball low, Ball high, boolean atEnd) implements Outcome {}
    }

    /** Pieces that a search may take, for each bit of the precision; halving down to the last bit takes one for each. */
    private static final int PIECES_PER_BIT = 16;

    /** Where a piece is split, in eighths: in the middle, unless the sign there is open. */
    private static final int[] SPLITS = {4, 3, 5, 2, 6};

    private final Waveform function;
    private final Waveform derivative;
    private final SignChanges changes;
    private final Ball end;

    private FirstUpcrossing(Waveform function, Ball end) {
        this.function = function;
        this.derivative = function.derivative();
        this.changes = new SignChanges(function);
        this.end = end;
    }

    /**
     * Searches [from, end].
     *
     * @param function negative at {@code from}
     * @param from a single number
     * @param end a single number greater than {@code from}
     */
    static Outcome search(Waveform function, Ball from, Ball end) {
        return new FirstUpcrossing(function, end).run(from);
    }

    private Outcome run(Ball from) {
        SignChanges.Count left = changes.at(from);
        if (left.value().isNegative() && left.most() == 0) {
            return new Outcome.Silent();
        }
        Deque<SignChanges.Count> ahead = new ArrayDeque<>();
        ahead.push(changes.at(end));
        long most = (long) PIECES_PER_BIT * function.bits();
        for (long pieces = 0; !ahead.isEmpty(); pieces++) {
            SignChanges.Count right = ahead.peek();
            int zeros = left.zerosUntil(right);
            boolean below = right.value().isNegative();
            if (zeros == 0 || below && (zeros == 1 || staysBelow(left.time(), right.time()))) {
                left = ahead.pop();
                continue;
            }
            if (right.value().isPositive() && (zeros <= 2 || rises(left.time(), right.time()))) {
                return new Outcome.Bracket(left.time(), right.time());
            }
            boolean split = pieces < most && !tooNarrow(left.time(), right.time());
            if (!split || !split(left.time(), right.time(), ahead)) {
                boolean open = !right.value().isNegative() && !right.value().isPositive();
                return new Outcome.Unresolved(left.time(), right.time(), open && right.time() == end);
            }
        }
        return new Outcome.Silent();
    }

    /** The mean value theorem: f(x) ∈ f(c) + f'(X)(X − c) for all x in X. */
    private boolean staysBelow(Ball left, Ball right) {
        Ball piece = Ball.hull(left, right).withPrecision(function.bits());
        Ball centre = left.plus(right).half();
        return function.at(centre)
                .plus(derivative.at(piece).times(piece.minus(centre)))
                .isNegative();
    }

    private boolean rises(Ball left, Ball right) {
        return derivative.at(Ball.hull(left, right)).isPositive();
    }

    private boolean tooNarrow(Ball left, Ball right) {
        return right.minus(left).magnitude() < end.magnitude() - function.bits() + 8;
    }

    private boolean split(Ball left, Ball right, Deque<SignChanges.Count> ahead) {
        for (int eighths : SPLITS) {
            Ball at = left.plus(right.minus(left).times(Ball.exactly(eighths)).shift(-3));
            SignChanges.Count count = changes.at(at);
            if (count.value().isNegative() || count.value().isPositive()) {
                ahead.push(count);
                return true;
            }
        }
        return false;
    }
}
