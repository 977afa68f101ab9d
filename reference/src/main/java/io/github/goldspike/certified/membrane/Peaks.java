package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.ball.OverflowException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The local maxima of a membrane strictly between two events (conditioning-K6). With U = e^{βs}V' and
 * D = −Σ α_k I_k e^{−α_k s}, U' = e^{βs}D: where D &lt; 0, V' passes from positive to negative at most once, where D &gt; 0 it
 * never does.
 */
public final class Peaks {

    /**
     * A maximum.
     *
     * @param time since the start of the membrane
     * @param potential V there
     * @param proved false if there may be none; if there is one, V there is at most the upper end of {@code potential}
     */
    public record Peak(Ball time, Ball potential, boolean proved) {}

    /** Pieces are split down to this part of the whole. */
    private static final int SPLIT_BITS = 60;

    /** Bits of the precision that are lost when V may be constant: its movement is then not told from rounding. */
    private static final int LOST_BITS = 24;

    /** After so many pieces none is split any more: great currents that cancel leave D and V' open on all of them. */
    private static final int MAX_PIECES = 4000;

    private static final int MAX_STEPS = 300;

    private final Trajectory membrane;
    private final Ball end;
    /** Order of magnitude below which movements of V are not looked into. */
    private final long smallestRise;

    private final List<Peak> found = new ArrayList<>();

    private record Point(Ball time, Trajectory.State state, Ball slope) {}

    private Peaks(Trajectory membrane, Ball end) {
        this.membrane = membrane;
        this.end = end;
        Cell cell = membrane.cell();
        smallestRise = cell.threshold().minus(cell.reset()).magnitude() - cell.bits() + LOST_BITS;
    }

    /** @param end a single number &gt; 0 */
    public static List<Peak> between(Trajectory membrane, Ball end) {
        Peaks peaks = new Peaks(membrane, end);
        peaks.search();
        return peaks.found;
    }

    private Point at(Ball time) {
        Trajectory.State state = membrane.after(time);
        return new Point(time, state, membrane.slope(state));
    }

    private void search() {
        Point left = at(Ball.ZERO);
        Deque<Point> ahead = new ArrayDeque<>();
        ahead.push(at(end));
        for (int pieces = 0; !ahead.isEmpty(); pieces++) {
            Point right = ahead.peek();
            Ball bend = bend(left, right);
            boolean falls = bend.isNegative();
            if (bend.lower().compareMidpoints(Ball.ZERO) >= 0
                    || falls && !passesZero(left, right)
                    || keepsSign(left, right, bend)) {
                left = ahead.pop();
            } else if (falls && left.slope.isPositive() && right.slope.isNegative()) {
                found.add(enclose(left, right));
                left = ahead.pop();
            } else if (falls
                    || pieces > MAX_PIECES
                    || right.time.minus(left.time).magnitude() < end.magnitude() - SPLIT_BITS
                    || rise(left, right, bend).magnitude() < smallestRise) {
                found.add(perhaps(left, right, bend));
                left = ahead.pop();
            } else {
                ahead.push(at(left.time.plus(right.time).half()));
            }
        }
    }

    /** D over a piece: each of its terms lies between its values at the ends. */
    private Ball bend(Point left, Point right) {
        Ball sum = Ball.ZERO.withPrecision(membrane.cell().bits());
        for (int k = 0; k < left.state.currents().length; k++) {
            Ball term = Ball.hull(left.state.currents()[k], right.state.currents()[k]);
            sum = sum.minus(membrane.cell().alphas()[k].times(term));
        }
        return sum;
    }

    /** Where U decreases: false if V' does not come from above zero to below it. */
    private static boolean passesZero(Point left, Point right) {
        return !left.slope.isNegative() && !right.slope.isPositive();
    }

    /** |U(s) − U(left)| ≤ |D|(e^{βs} − e^{βleft})/β, both sides times e^{−βs}. */
    private boolean keepsSign(Point left, Point right, Ball bend) {
        Ball most = bend.abs().times(driven(left, right)).upper();
        Ball slope = left.slope.times(fall(left, right).factor());
        return slope.lower().isGreaterThan(most) || slope.upper().isLessThan(most.negate());
    }

    private Growth fall(Point left, Point right) {
        Ball length = right.time.minus(left.time).withPrecision(membrane.cell().bits());
        return Growth.of(membrane.cell().beta().times(length).negate());
    }

    /** (1 − e^{−βL})/β. */
    private Ball driven(Point left, Point right) {
        Ball beta = membrane.cell().beta();
        return beta.isZero()
                ? right.time.minus(left.time).withPrecision(membrane.cell().bits())
                : fall(left, right).excess().negate().dividedBy(beta);
    }

    private Peak perhaps(Point left, Point right, Ball bend) {
        return new Peak(
                Ball.hull(left.time, right.time), left.state.potential().widenedBy(rise(left, right, bend)), false);
    }

    /** By how much V may move on the piece: |V'| ≤ |V'(left)| + |D|(1 − e^{−βL})/β. */
    private Ball rise(Point left, Point right, Ball bend) {
        Ball length = right.time.minus(left.time).withPrecision(membrane.cell().bits());
        Ball steepest = left.slope.abs().plus(bend.abs().times(driven(left, right)));
        return steepest.times(length);
    }

    /** V'' on a piece; unknown where the piece, rounded outwards, reaches so far below 0 that no exponential reaches there. */
    private Ball bend(Ball low, Ball high) {
        try {
            Trajectory.State state = membrane.after(
                    Ball.hull(low, high).withPrecision(membrane.cell().bits()));
            return membrane.driveSlope(state).minus(membrane.cell().beta().times(membrane.slope(state)));
        } catch (OverflowException far) {
            return Ball.ZERO;
        }
    }

    /** Interval Newton on V', with bisection where a step does not bite; V' is positive at the left end, negative at the right one. */
    private Peak enclose(Point left, Point right) {
        Ball low = left.time;
        Ball high = right.time;
        for (int step = 0; step < MAX_STEPS; step++) {
            Ball centre = low.plus(high).half();
            Point middle = at(centre);
            if (middle.slope.isPositive()) {
                low = centre;
            } else if (middle.slope.isNegative()) {
                high = centre;
            } else {
                break;
            }
            Ball second = bend(low, high);
            if (second.isNegative()) {
                Ball newton = centre.minus(middle.slope.dividedBy(second));
                low = Ball.max(low, newton.lower());
                high = Ball.min(high, newton.upper());
            }
            if (high.minus(low).magnitude() < end.magnitude() - membrane.cell().bits() / 2) {
                break;
            }
        }
        Ball piece = Ball.hull(low, high).withPrecision(membrane.cell().bits());
        Point centre = at(low.plus(high).half());
        if (bend(low, high).isZero()) {
            return perhaps(left, right, bend(left, right));
        }
        Ball steepest = membrane.slope(membrane.after(piece));
        return new Peak(piece, centre.state.potential().plus(steepest.times(piece.minus(centre.time))), true);
    }
}
