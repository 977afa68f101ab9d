package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.ball.NotSeparatedException;
import java.util.Optional;

/**
 * Encloses a crossing that is known to be the only one in a bracket, by interval Newton steps whose precision doubles
 * (proofs-notes/crossing.md, C6): if the crossing x* lies in X and x̂ too, then x* ∈ x̂ − f(x̂)/f'(X), f = V − ϑ.
 */
final class CrossingTime {

    private static final int FIRST_BITS = 96;
    private static final int GUARD_BITS = 24;

    /** Leading bits of the first guess that two signs are asked to confirm; then fewer, by so many at a time. */
    private static final int PROBE_BITS = 44;

    private static final int PROBE_STEP = 12;

    private static final int MAX_STEPS = 400;

    private final Wiring.Neuron neuron;
    private final Trajectory membrane;

    private Trajectory working;
    private Ball low;
    private Ball high;

    private CrossingTime(Wiring.Neuron neuron, Trajectory membrane, FirstCrossing.Outcome.Bracket bracket) {
        this.neuron = neuron;
        this.membrane = membrane;
        this.low = bracket.low();
        this.high = bracket.high();
        workWith(FIRST_BITS);
    }

    /**
     * @param neuron whose membrane it is
     * @param membrane at full precision
     * @param bracket of the only crossing
     * @return an enclosure of the crossing, measured from the start of the membrane; empty if the precision does not suffice
     */
    static Optional<Ball> enclose(Wiring.Neuron neuron, Trajectory membrane, FirstCrossing.Outcome.Bracket bracket) {
        try {
            return new CrossingTime(neuron, membrane, bracket).run();
        } catch (NotSeparatedException notSeparated) {
            return Optional.empty();
        }
    }

    private void workWith(long bits) {
        int fullBits = membrane.cell().bits();
        working = bits >= fullBits ? membrane : membrane.withCell(Cell.of(neuron, (int) bits));
    }

    private boolean atFullPrecision() {
        return working == membrane;
    }

    private Optional<Ball> run() {
        probe();
        for (int step = 0; step < MAX_STEPS; step++) {
            Ball width = high.minus(low);
            boolean bites = newton() && high.minus(low).isLessThan(width.shift(-4));
            if (bites) {
                workWith(Math.max(working.cell().bits(), 2 * knownBits() + GUARD_BITS));
            } else if (atFullPrecision() && 2 * knownBits() >= working.cell().bits()) {
                return enclosure();
            } else if (!halve()) {
                if (atFullPrecision()) {
                    return enclosure();
                }
                workWith(2L * working.cell().bits());
            }
        }
        return Optional.empty();
    }

    private Optional<Ball> enclosure() {
        return Optional.of(Ball.hull(low, high).withPrecision(membrane.cell().bits()));
    }

    /** Leading bits that low and high have in common, about. */
    private long knownBits() {
        return high.magnitude() - high.minus(low).magnitude();
    }

    /** Replaces the bracket by a much smaller one around a guess, as far as the signs there prove that it holds the crossing. */
    private void probe() {
        Ball guess = new Hint(membrane).crossing(low, high);
        for (int bits = PROBE_BITS; bits > 0; bits -= PROBE_STEP) {
            Ball reach = guess.shift(-bits);
            Ball before = guess.minus(reach);
            Ball after = guess.plus(reach);
            boolean below = before.isGreaterThan(low) && excess(before).isNegative();
            boolean above = after.isLessThan(high) && excess(after).isPositive();
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

    private Ball excess(Ball time) {
        return working.excess(working.after(time));
    }

    /** One interval Newton step; false if the slope over the bracket is not proved positive. */
    private boolean newton() {
        Ball bracket = Ball.hull(low, high).withPrecision(working.cell().bits());
        Ball slope = working.slope(working.after(bracket));
        if (!slope.isPositive()) {
            return false;
        }
        Ball centre = low.plus(high).half();
        Ball enclosure = centre.minus(excess(centre).dividedBy(slope));
        if (enclosure.lower().isGreaterThan(low)) {
            low = enclosure.lower();
        }
        if (enclosure.upper().isLessThan(high)) {
            high = enclosure.upper();
        }
        return true;
    }

    /** One bisection step; false if the sign in the middle is not seen at this precision. */
    private boolean halve() {
        Ball middle = low.plus(high).half();
        Ball excess = excess(middle);
        if (excess.isNegative()) {
            low = middle;
        } else if (excess.isPositive()) {
            high = middle;
        }
        return excess.isNegative() || excess.isPositive();
    }
}
