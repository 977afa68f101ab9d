package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Proves where a membrane first reaches its threshold from below, or that it does not (crossing-C2–crossing-C5).
 * With G = e^{βs}(V − ϑ) and the drive C = Σ I_k e^{−α_k s} − β(ϑ − leak), G' = e^{βs}C. Going from left to right, each
 * interval is cleared because C ≤ 0 on it, because C > 0 on it and V is still below at its end, or because G cannot grow
 * enough; or it holds the crossing because C > 0 on it and V is above at its end; or it is split.
 */
public final class FirstCrossing {

    /** Splitting leaves a piece this much smaller around an approximate zero of the drive. */
    private static final int ZOOM_BITS = 10;

    /** What a binary64 hint resolves of a time, with a margin. */
    private static final int HINT_BITS = 40;

    /** What takes more pieces than this takes fewer in {@link CompleteSearch}; the corpus takes 139 at most. */
    private static final int MAX_PIECES = 256;

    private final Trajectory membrane;
    private final Ball end;
    private final DoubleApproximation hint;
    /** Right ends of the pieces that were cleared. */
    private final List<Ball> cleared = new ArrayList<>();

    private FirstCrossing(Trajectory membrane, Ball end) {
        this.membrane = membrane;
        this.end = end;
        this.hint = new DoubleApproximation(membrane);
    }

    /**
     * Searches [0, end].
     *
     * @param membrane with V proved below the threshold at its start
     * @param end a single number ≥ 0
     */
    public static CrossingSearch search(Trajectory membrane, Ball end) {
        CrossingSearch outcome = new FirstCrossing(membrane, end).run();
        return outcome instanceof CrossingSearch.Unresolved
                ? new CompleteSearch(membrane.aroundLeak(), end, true).run()
                : outcome;
    }

    /**
     * Where a search of [0, end] splits what it clears before {@code until}; empty if it does not decide.
     *
     * @param until {@code end}, or a time before it in the bracket of the crossing
     */
    public static Optional<List<Ball>> pieces(Trajectory membrane, Ball end, Ball until) {
        FirstCrossing search = new FirstCrossing(membrane, end);
        CrossingSearch outcome = search.run();
        List<Ball> pieces = search.cleared;
        if (outcome instanceof CrossingSearch.Unresolved) {
            CompleteSearch complete = new CompleteSearch(membrane.aroundLeak(), end, false);
            outcome = complete.run();
            pieces = complete.cleared();
        }
        return outcome instanceof CrossingSearch.Unresolved
                ? Optional.empty()
                : Optional.of(
                        pieces.stream().filter(piece -> piece.isLessThan(until)).toList());
    }

    /** Whether V is proved to stay below on all of [left, right], if it is below at {@code left}, without a split. */
    public static boolean clears(Trajectory membrane, Ball left, Ball right) {
        FirstCrossing search = new FirstCrossing(membrane, right);
        Point from = search.at(left);
        Point to = search.at(right);
        Ball mostDrive = search.driveBound(from, to, true);
        if (!mostDrive.isPositive()
                || search.neverDriven(from)
                || search.driveBound(from, to, false).isPositive()
                        && membrane.excess(to.state).isNegative()
                || search.cannotReach(from, to, mostDrive)) {
            return true;
        }
        Ball width = right.minus(left);
        Ball drive = CentredDrive.slackForChecking(CentredDrive.over(membrane, from.state, to.state, width));
        return !drive.upper().isPositive()
                || drive.isPositive() && membrane.excess(to.state).isNegative()
                || Growth.cannotReach(membrane.cell(), membrane.excess(from.state), drive, width);
    }

    private record Point(Ball time, Trajectory.State state) {}

    private Point at(Ball time) {
        return new Point(time, membrane.after(time));
    }

    private CrossingSearch run() {
        Point left = new Point(Ball.ZERO, membrane.start());
        if (neverDriven(left)) {
            return new CrossingSearch.Silent();
        }
        Deque<Point> ahead = new ArrayDeque<>();
        ahead.push(at(end));
        for (int pieces = 0; !ahead.isEmpty(); pieces++) {
            Point right = ahead.peek();
            Ball mostDrive = driveBound(left, right, true);
            boolean falling = !mostDrive.isPositive();
            if (!falling && driveBound(left, right, false).isPositive()) {
                Ball excess = membrane.excess(right.state);
                if (excess.isPositive()) {
                    return new CrossingSearch.Bracket(left.time, right.time);
                }
                if (!excess.isNegative()) {
                    return new CrossingSearch.Unresolved(belowUntil(left, right), right.time, right.time == end);
                }
                left = clear(ahead);
            } else if (falling || cannotReach(left, right, mostDrive)) {
                left = clear(ahead);
            } else if (pieces > MAX_PIECES || tooNarrow(left, right)) {
                return new CrossingSearch.Unresolved(left.time, right.time, false);
            } else {
                split(left, right, ahead);
            }
        }
        return new CrossingSearch.Silent();
    }

    /**
     * How far V is proved to stay below, if the drive is positive up to {@code right}: it is as long as V is. At {@code right}
     * itself that is open, but what rounding leaves open there it need not leave open just before, so the search ends by width.
     */
    private Ball belowUntil(Point left, Point right) {
        Point below = left;
        while (!tooNarrow(below, right)) {
            Point next = at(below.time.plus(right.time).half());
            if (!membrane.excess(next.state).isNegative()) {
                break;
            }
            below = next;
        }
        return below.time;
    }

    private Point clear(Deque<Point> ahead) {
        Point right = ahead.pop();
        cleared.add(right.time);
        return right;
    }

    /** crossing-C4: from a point on no positive current outweighs β(ϑ − leak), seen without any exponential. */
    private boolean neverDriven(Point from) {
        Ball most = membrane.cell().rheobase().negate();
        for (Ball current : from.state.currents()) {
            if (!current.isNegative()) {
                most = most.plus(current.upper());
            }
        }
        return !most.upper().isPositive();
    }

    /** crossing-C3: a bound of the drive over [left, right]; every term I_k e^{−α_k s} lies between its values at the ends. */
    private Ball driveBound(Point left, Point right, boolean upper) {
        Ball sum = membrane.cell().rheobase().negate();
        for (int k = 0; k < left.state.currents().length; k++) {
            Ball from = left.state.currents()[k];
            Ball to = right.state.currents()[k];
            sum = sum.plus(upper ? Ball.max(from.upper(), to.upper()) : Ball.min(from.lower(), to.lower()));
        }
        return upper ? sum.upper() : sum.lower();
    }

    private boolean cannotReach(Point left, Point right, Ball mostDrive) {
        return Growth.cannotReach(membrane.cell(), membrane.excess(left.state), mostDrive, right.time.minus(left.time));
    }

    private boolean tooNarrow(Point left, Point right) {
        long width = right.time.minus(left.time).magnitude();
        return width < end.magnitude() - membrane.cell().bits() + 8;
    }

    private void split(Point left, Point right, Deque<Point> ahead) {
        Ball driveLeft = membrane.drive(left.state);
        Ball driveRight = membrane.drive(right.state);
        boolean signChange =
                driveLeft.isPositive() && driveRight.isNegative() || driveLeft.isNegative() && driveRight.isPositive();
        Ball length = right.time.minus(left.time);
        Ball zero = signChange ? zeroOfDrive(left, right) : left.time.plus(length.half());
        if (!signChange) {
            ahead.push(at(zero));
            return;
        }
        Ball margin = length.shift(-ZOOM_BITS);
        Ball before = zero.minus(margin);
        Ball after = zero.plus(margin);
        if (after.isLessThan(right.time)) {
            ahead.push(at(after));
        }
        if (before.isGreaterThan(left.time)) {
            ahead.push(at(before));
        }
    }

    /** An approximate zero of the drive strictly inside (left, right): a hint, not a bound. */
    private Ball zeroOfDrive(Point left, Point right) {
        Ball guess = hint.zeroOfDrive(left.time, right.time);
        Ball length = right.time.minus(left.time);
        if (length.isGreaterThan(right.time.shift(-HINT_BITS))) {
            return guess;
        }
        // The piece is about as short as binary64 resolves: Newton's method on midpoints goes on from there.
        for (int known = HINT_BITS; known < membrane.cell().bits(); known *= 2) {
            Trajectory.State state = membrane.after(guess);
            Ball slope = membrane.driveSlope(state);
            if (!slope.isPositive() && !slope.isNegative()) {
                return guess;
            }
            Ball next = guess.minus(membrane.drive(state).dividedBy(slope)).midpoint();
            if (!(next.isGreaterThan(left.time) && next.isLessThan(right.time))) {
                return guess;
            }
            guess = next;
        }
        return guess;
    }
}
