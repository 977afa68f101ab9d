package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;

/**
 * Bounds of the drive C over a piece that do not take the currents one by one (crossing-C7): Taylor's polynomial
 * at the left end, whose coefficients Σ I_k (−α_k)^j/j! are sums in which currents cancel as they do in C, with the remainder of
 * Lagrange over the piece. Rates too fast for the piece enter by the hull of their values at its ends, as in crossing-C3.
 */
public final class CentredDrive {

    /** By how many bits the remainder is smaller than what it is compared with. */
    private static final int MARGIN_BITS = 8;

    /** A search takes fewer rates into the polynomial than a proof, so that its pieces may be rounded. */
    private static final Ball SEARCHED = Ball.ONE.minus(Ball.ONE.shift(-5));

    /** Of the drive's size, what a search and a proof leave to those who prove it again: by how many bits it is smaller. */
    private static final int SEARCHED_SLACK = 6;

    private static final int PROVED_SLACK = 12;

    private CentredDrive() {}

    /**
     * For pieces whose ends will be rounded: wider by a 64th of its size, so that where a bound is just met by halving, as next to a passing
     * with slope zero, neither that rounding nor the arithmetic of a checker decides (certificate-K4).
     */
    static Ball slackForRounding(Ball drive) {
        return drive.widenedBy(drive.shift(-SEARCHED_SLACK));
    }

    /** For pieces that a checker will prove again with bits of its own: wider by a 4096th of its size. */
    static Ball slackForChecking(Ball drive) {
        return drive.widenedBy(drive.shift(-PROVED_SLACK));
    }

    /**
     * An enclosure of C on a piece.
     *
     * @param left the state at its left end
     * @param right the state at its right end
     * @param width of the piece
     * @param resolution an order of magnitude, 2^resolution, of differences of C that matter
     */
    static Ball over(Trajectory membrane, Trajectory.State left, Trajectory.State right, Ball width, long resolution) {
        return over(membrane, left, right, width, resolution, SEARCHED);
    }

    /** The same with all that the precision gives, as a checker does it. */
    public static Ball over(Trajectory membrane, Trajectory.State left, Trajectory.State right, Ball width) {
        return over(membrane, left, right, width, Long.MIN_VALUE / 4, Ball.ONE);
    }

    private static Ball over(
            Trajectory membrane,
            Trajectory.State left,
            Trajectory.State right,
            Ball width,
            long resolution,
            Ball longest) {
        Cell cell = membrane.cell();
        Ball zero = Ball.ZERO.withPrecision(cell.bits());
        Ball fast = cell.rheobase().negate();
        Ball[] steps = new Ball[left.currents().length];
        long greatest = Long.MIN_VALUE / 4;
        long greatestStep = greatest;
        for (int k = 0; k < steps.length; k++) {
            steps[k] = cell.alphas()[k].times(width.withPrecision(cell.bits()));
            if (steps[k].isGreaterThan(longest)) {
                fast = fast.plus(Ball.hull(left.currents()[k], right.currents()[k]));
                steps[k] = zero;
            } else if (!left.currents()[k].isZero()) {
                greatest = Math.max(greatest, left.currents()[k].magnitude());
                greatestStep = Math.max(greatestStep, steps[k].magnitude());
            }
        }
        long needed = Math.max(0, Math.min(cell.bits(), greatest - resolution + MARGIN_BITS));
        Ball[] coefficients = new Ball[order(needed, greatestStep)];
        java.util.Arrays.fill(coefficients, zero);
        Ball bound = zero;
        for (int k = 0; k < steps.length; k++) {
            Ball term = steps[k].isZero() && !cell.alphas()[k].isZero() ? zero : left.currents()[k];
            for (int j = 0; j < coefficients.length && !term.isZero(); j++) {
                coefficients[j] = coefficients[j].plus(term);
                term = term.times(steps[k]).dividedBy(Ball.exactly(-1L - j));
            }
            // |I_k| is greatest at the left end.
            bound = bound.widenedBy(term);
        }
        for (int j = coefficients.length - 1; j >= 0; j--) {
            // The unit of time is the piece, so that time is in [0, 1].
            bound = coefficients[j].plus(Ball.hull(Ball.ZERO, bound));
        }
        return bound.plus(fast);
    }

    /** The least n with (2^magnitude)^n/n! ≤ 2^−bits. */
    private static int order(long bits, long magnitude) {
        int order = 1;
        for (double gained = -magnitude; gained < bits; order++) {
            gained += Math.log(order + 1) / Math.log(2) - magnitude;
        }
        return order;
    }
}
