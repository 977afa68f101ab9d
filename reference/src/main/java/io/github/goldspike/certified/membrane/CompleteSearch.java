package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The search for a first crossing with bounds that cancelling currents do not defeat, and with pieces that follow the rates
 * (crossing-C7–crossing-C10). It decides every membrane whose V − ϑ and drive are not both zero to the working precision at
 * one place, in a number of pieces that depends on the number of rates and of digits, not on their sizes or on the length.
 */
final class CompleteSearch {

    /** Pieces this many bits shorter than the fastest time constant do not get shorter because of rounding alone. */
    private static final int ROUNDING_BITS = 6;

    /** Pieces that are longer than the fastest time constant by more bits than this are split near their beginning too. */
    private static final int LONG_BITS = 6;

    /** More are not needed where the precision suffices (crossing-C9); where it does not, more precision is faster than more pieces. */
    private static final int MAX_PIECES = 20_000;

    private final Trajectory membrane;
    private final Ball end;
    private final boolean endless;
    /** Synapses in ascending order of their rates; empty if that order is not proved. */
    private final List<Integer> ascending;
    /** Right ends of the pieces that were cleared. */
    private final List<Ball> cleared = new ArrayList<>();

    private final Deque<Point> ahead = new ArrayDeque<>();

    private record Point(Ball time, Trajectory.State state, Ball drive, Ball excess) {}

    /** What is known of the drive from some time on, for ever. */
    private enum Tail {
        NEVER_POSITIVE,
        POSITIVE,
        OPEN
    }

    /**
     * @param membrane with V proved below the threshold at its start
     * @param end a single number ≥ 0
     * @param endless whether the drive may be judged for all later times at once, which leaves no pieces
     */
    CompleteSearch(Trajectory membrane, Ball end, boolean endless) {
        this.membrane = membrane;
        this.end = end;
        this.endless = endless;
        this.ascending = endless ? ascending(membrane.cell().alphas()) : List.of();
    }

    /** Right ends of the pieces on which V was proved to stay below. */
    List<Ball> cleared() {
        return cleared;
    }

    private static List<Integer> ascending(Ball[] alphas) {
        List<Integer> order = IntStream.range(0, alphas.length)
                .boxed()
                .sorted(Comparator.comparing(k -> alphas[k], Ball::compareMidpoints))
                .toList();
        boolean proved = IntStream.range(1, order.size())
                .allMatch(i -> alphas[order.get(i - 1)].isLessThan(alphas[order.get(i)]));
        return proved ? order : List.of();
    }

    private Point at(Ball time) {
        Trajectory.State state = membrane.after(time);
        return new Point(time, state, membrane.drive(state), membrane.excess(state));
    }

    CrossingSearch run() {
        Point left = at(Ball.ZERO);
        Point movedFrom = null;
        ahead.push(at(end));
        for (int pieces = 0; !ahead.isEmpty(); pieces++) {
            Tail tail = tail(left.state);
            if (tail == Tail.NEVER_POSITIVE || endless && neverReaches(left)) {
                return new CrossingSearch.Silent();
            }
            while (tail == Tail.POSITIVE && ahead.size() > 1) {
                ahead.pop();
            }
            Point right = ahead.peek();
            Ball width = right.time.minus(left.time);
            long resolution = Math.max(left.drive.magnitude(), left.excess.magnitude() - width.magnitude());
            Ball bound = CentredDrive.over(membrane, left.state, right.state, width, resolution);
            Ball drive = endless ? bound : CentredDrive.slackForRounding(bound);
            if (tail == Tail.POSITIVE || drive.isPositive()) {
                if (right.excess.isPositive()) {
                    return narrowed(left, right);
                }
                if (right.excess.isNegative()) {
                    left = clear();
                } else if (tail == Tail.POSITIVE && passedBefore(left, right)) {
                    return narrowed(left, ahead.peek());
                } else if (ahead.size() == 1 || movedFrom == left) {
                    return new CrossingSearch.Unresolved(belowUntil(left, right), right.time, ahead.size() == 1);
                } else {
                    movedFrom = left;
                    moveOn();
                }
            } else if (!drive.upper().isPositive() || Growth.cannotReach(membrane.cell(), left.excess, drive, width)) {
                left = clear();
            } else if (pieces > MAX_PIECES || tooNarrow(left, width) || roundingDecides(left, width)) {
                return new CrossingSearch.Unresolved(left.time, right.time, false);
            } else {
                split(left, width);
            }
        }
        return new CrossingSearch.Silent();
    }

    /** Whether V is above the threshold at some time in steps that double; that one is then the next right end. */
    private boolean passedBefore(Point left, Point right) {
        Ball rate = fastest(left);
        for (long k = -rate.magnitude(); !rate.isZero(); k++) {
            Ball time = left.time.plus(Ball.ONE.shift(k));
            Point point = time.isLessThan(right.time) ? at(time) : right;
            if (point == right || !point.excess.isNegative()) {
                ahead.push(point);
                return point.excess.isPositive();
            }
        }
        return false;
    }

    private Point clear() {
        Point right = ahead.pop();
        cleared.add(right.time);
        return right;
    }

    /** A crossing next to a point where pieces meet: they meet a little later. */
    private void moveOn() {
        Point here = ahead.pop();
        ahead.push(at(here.time.plus(ahead.peek().time).half()));
    }

    /**
     * crossing-C8: with S_k = −c + I_1 + … + I_k in ascending order of rates, C(s) = Σ S_k (e^{−α_k s} − e^{−α_{k+1} s}), whose brackets are
     * positive.
     */
    private Tail tail(Trajectory.State state) {
        if (ascending.isEmpty()) {
            return Tail.OPEN;
        }
        Cell cell = membrane.cell();
        Ball sum = cell.rheobase().negate();
        boolean constant = cell.alphas()[ascending.get(0)].isZero();
        boolean never = constant || !sum.upper().isPositive();
        boolean always = constant || sum.isZero() || sum.isPositive();
        for (int k : ascending) {
            sum = sum.plus(state.currents()[k]);
            never &= !sum.upper().isPositive();
            always &= sum.isPositive();
        }
        return never ? Tail.NEVER_POSITIVE : always ? Tail.POSITIVE : Tail.OPEN;
    }

    /** crossing-C8: where V tends to the threshold and all excitation is faster than the membrane, G stays below G + Σ I_k/(α_k − β). */
    private boolean neverReaches(Point left) {
        Cell cell = membrane.cell();
        Ball limit = left.excess;
        for (int k = 0; k < cell.alphas().length; k++) {
            Ball current = left.state.currents()[k];
            if (!current.isNegative() && !current.isZero()) {
                if (!cell.deltas()[k].isNegative()) {
                    return false;
                }
                limit = limit.minus(current.upper().withPrecision(cell.bits()).dividedBy(cell.deltas()[k]));
            }
        }
        return !cell.rheobase().isNegative() && limit.isNegative();
    }

    /** The fastest rate that has a part in V or in the drive; zero if nothing changes. */
    private Ball fastest(Point point) {
        Cell cell = membrane.cell();
        long greatest = cell.rheobase().magnitude();
        for (Ball current : point.state.currents()) {
            greatest = Math.max(greatest, current.magnitude());
        }
        Ball rate = cell.beta();
        for (int k = 0; k < cell.alphas().length; k++) {
            Ball current = point.state.currents()[k];
            if (!current.isZero() && current.magnitude() > greatest - cell.bits()) {
                rate = Ball.max(rate, cell.alphas()[k]);
            }
        }
        return rate;
    }

    /** What rounding of the time leaves of a piece, beside its own time constant or its distance from the start. */
    private boolean tooNarrow(Point left, Ball width) {
        Ball rate = fastest(left);
        long scale = rate.isZero() ? width.magnitude() : -rate.magnitude();
        scale = left.time.isZero() ? scale : Math.max(scale, left.time.magnitude());
        return width.magnitude() < scale - membrane.cell().bits() + 8;
    }

    /** crossing-C9: no shorter piece from here would be cleared, or only much shorter ones, because of the radius of the drive alone. */
    private boolean roundingDecides(Point left, Ball width) {
        if (left.drive.isPositive() || left.drive.isNegative() || left.drive.isZero()) {
            return false;
        }
        if (!left.excess.isNegative()) {
            return true;
        }
        boolean narrow = fastest(left).magnitude() + width.magnitude() < -ROUNDING_BITS;
        Ball least = left.drive.radius().withPrecision(membrane.cell().bits());
        return narrow && !Growth.cannotReach(membrane.cell(), left.excess, least, width);
    }

    /** In the middle; a long piece also near its beginning, between its own length and the fastest time constant. */
    private void split(Point left, Ball width) {
        ahead.push(at(left.time.plus(width.half())));
        Ball rate = fastest(left);
        if (!rate.isZero() && width.magnitude() + rate.magnitude() > LONG_BITS) {
            ahead.push(at(left.time.plus(near(width, rate))));
        }
    }

    /** About √(width/rate), a power of two. */
    private static Ball near(Ball width, Ball rate) {
        return Ball.ONE.shift(Math.floorDiv(width.magnitude() - rate.magnitude(), 2) - 1);
    }

    /** The bracket of the only crossing, shortened to about a time constant. */
    private CrossingSearch narrowed(Point from, Point to) {
        Point low = from;
        Point high = to;
        while (true) {
            Ball width = high.time.minus(low.time);
            Ball rate = fastest(low);
            if (rate.isZero() || width.magnitude() + rate.magnitude() <= LONG_BITS) {
                break;
            }
            Point middle = at(low.time.plus(near(width, rate)));
            if (!middle.excess.isNegative() && !middle.excess.isPositive()) {
                break;
            }
            low = middle.excess.isNegative() ? middle : low;
            high = middle.excess.isPositive() ? middle : high;
            Point half = at(low.time.plus(high.time).half());
            low = half.excess.isNegative() ? half : low;
            high = half.excess.isPositive() ? half : high;
        }
        return new CrossingSearch.Bracket(low.time, high.time);
    }

    /** How far V is proved to stay below, if the drive is positive up to {@code right}: it is as long as V is. */
    private Ball belowUntil(Point left, Point right) {
        Point below = left;
        while (!tooNarrow(below, right.time.minus(below.time))) {
            Point next = at(below.time.plus(right.time).half());
            if (!next.excess.isNegative()) {
                break;
            }
            below = next;
        }
        return below.time;
    }
}
