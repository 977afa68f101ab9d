package io.github.goldspike.root;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.ball.NotSeparatedException;
import io.github.goldspike.ball.OverflowException;
import java.util.List;
import java.util.Optional;

/**
 * Encloses a zero that is known to be the only one in a bracket, the function going from below to above, by interval Newton
 * steps whose precision doubles (crossing-C6): if the zero x* lies in X and x̂ too, then x* ∈ x̂ − f(x̂)/f'(X).
 */
public final class RisingZero {

    private static final int FIRST_BITS = 96;
    private static final int GUARD_BITS = 10;

    /** A step from a bracket with so many bits more than half of the precision leaves what rounding leaves, and no further one helps. */
    private static final int LAST_STEP_BITS = 24;

    /** Leading bits of the first guess that two signs are asked to confirm; then fewer, by so many at a time. */
    private static final int PROBE_BITS = 44;

    private static final int PROBE_STEP = 12;

    private static final int MAX_STEPS = 400;

    private final RisingFunction function;

    /** So many times a bracket from 0 is halved before it is shortened faster. */
    private static final int PLAIN_HALVINGS = 20;

    private int halvingsToZero;
    private RisingFunction working;
    private Ball low;
    private Ball high;

    private RisingZero(RisingFunction function, Ball low, Ball high) {
        this.function = function;
        this.low = low;
        this.high = high;
        workWith(FIRST_BITS);
    }

    /**
     * @param function at full precision
     * @param low a single number, where the function is negative
     * @param high a single number, where it is positive; there is exactly one zero in between
     * @return an enclosure of the zero; empty if the precision does not suffice
     */
    public static Optional<Ball> enclose(RisingFunction function, Ball low, Ball high) {
        try {
            return new RisingZero(function, low, high).run();
        } catch (NotSeparatedException notSeparated) {
            return Optional.empty();
        }
    }

    /**
     * The bracket about as narrow as binary64 guesses, where two signs prove it; at little cost, for who may not need the zero at all.
     *
     * @return low and high
     */
    public static List<Ball> narrowed(RisingFunction function, Ball low, Ball high) {
        RisingZero zero = new RisingZero(function, low, high);
        zero.probe();
        return List.of(zero.low, zero.high);
    }

    private void workWith(long bits) {
        working = atBits(bits);
    }

    private RisingFunction atBits(long bits) {
        long whole = Ball.precisionAsFastAs(bits);
        return whole >= function.bits() ? function : function.withBits((int) whole);
    }

    private boolean atFullPrecision() {
        return working == function;
    }

    private Optional<Ball> run() {
        if (knownBits() < PROBE_BITS - PROBE_STEP) {
            probe();
        }
        for (int step = 0; step < MAX_STEPS; step++) {
            Ball width = high.minus(low);
            boolean last = atFullPrecision() && 2 * knownBits() >= working.bits() + LAST_STEP_BITS;
            boolean bites = newton() && high.minus(low).isLessThan(width.shift(-4));
            if (bites && last) {
                return enclosure();
            }
            if (bites) {
                workWith(Math.max(working.bits(), 2 * knownBits() + GUARD_BITS));
            } else if (atFullPrecision() && 2 * knownBits() >= working.bits()) {
                return enclosure();
            } else if (!halve()) {
                if (atFullPrecision()) {
                    return enclosure();
                }
                workWith(2L * working.bits());
            }
        }
        return Optional.empty();
    }

    private Optional<Ball> enclosure() {
        return Optional.of(Ball.hull(low, high).withPrecision(function.bits()));
    }

    /** Leading bits that low and high have in common, about. */
    private long knownBits() {
        return high.magnitude() - high.minus(low).magnitude();
    }

    /** Replaces the bracket by a much smaller one around a guess, as far as the signs there prove that it holds the zero. */
    private void probe() {
        Ball guess = function.guess(low, high);
        for (int bits = PROBE_BITS; bits > 0; bits -= PROBE_STEP) {
            Ball reach = guess.shift(-bits);
            Ball before = guess.minus(reach);
            Ball after = guess.plus(reach);
            boolean below = before.isGreaterThan(low) && working.value(before).isNegative();
            boolean above = after.isLessThan(high) && working.value(after).isPositive();
            if (below) {
                low = before;
            }
            if (above) {
                high = after;
            }
            if (below && above || high.minus(low).isLessThan(reach)) {
                return;
            }
        }
    }

    /** One interval Newton step; false if the slope over the bracket is not proved positive. */
    private boolean newton() {
        Ball bracket = Ball.hull(low, high).withPrecision(working.bits());
        Ball slope;
        try {
            slope = slope(bracket);
        } catch (OverflowException wide) {
            return false;
        }
        if (!slope.isPositive()) {
            return false;
        }
        Ball centre = low.plus(high).half();
        Ball enclosure = centre.minus(working.value(centre).dividedBy(slope));
        if (enclosure.lower().isGreaterThan(low)) {
            low = enclosure.lower();
        }
        if (enclosure.upper().isLessThan(high)) {
            high = enclosure.upper();
        }
        return true;
    }

    /** Of the slope only as many bits count as the bracket leaves of it; if they do not show its sign, all that there are. */
    private Ball slope(Ball bracket) {
        RisingFunction shorter = atBits(knownBits() + GUARD_BITS);
        if (shorter.bits() < working.bits()) {
            Ball slope = shorter.slope(bracket);
            if (slope.isPositive()) {
                return slope.withPrecision(working.bits());
            }
        }
        return working.slope(bracket);
    }

    /**
     * A point to bisect at: the middle, or where the ends differ by orders of magnitude one of the order between theirs. A zero far
     * nearer to 0 than the upper end is approached by squares.
     */
    private Ball between() {
        if (low.isZero()) {
            halvingsToZero++;
            return halvingsToZero <= PLAIN_HALVINGS
                    ? high.half()
                    : high.shift(-1L << Math.min(40, halvingsToZero - PLAIN_HALVINGS));
        }
        long orders = high.magnitude() - low.magnitude();
        return orders > PLAIN_HALVINGS
                ? high.shift(-orders / 2)
                : low.plus(high).half();
    }

    /** One bisection step; false if the sign in the middle is not seen at this precision. */
    private boolean halve() {
        Ball middle = between();
        Ball value = working.value(middle);
        if (value.isNegative()) {
            low = middle;
        } else if (value.isPositive()) {
            high = middle;
        }
        return value.isNegative() || value.isPositive();
    }
}
