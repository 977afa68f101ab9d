package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;

/**
 * Proves that V stays below the threshold on a short window of width w, whatever the order of the jumps in it: with αw ≤ ½,
 * |I| ≤ J = 2(Σ|I_end| + Σ|W|) on the window, so |V − leak| ≤ M = (|V_end − leak| + wJ)/(1 − βw) and V ≤ V_end + w(βM + J)
 * (events-E3).
 */
public final class QuietWindow {

    private QuietWindow() {}

    /**
     * @param end the state at the end of the window
     * @param weights an upper bound of Σ|W| over all that has arrived
     * @param width w
     */
    public static boolean isProved(Cell cell, Trajectory.State end, Ball weights, Ball width) {
        Ball half = Ball.ONE.half();
        for (Ball alpha : cell.alphas()) {
            if (!alpha.times(width).isLessThan(half)) {
                return false;
            }
        }
        Ball slack = Ball.ONE.minus(cell.beta().times(width));
        if (!slack.isPositive()) {
            return false;
        }
        Ball current = weights;
        for (Ball atEnd : end.currents()) {
            current = current.plus(magnitudeBound(atEnd));
        }
        current = current.shift(1);
        Ball most = magnitudeBound(end.potential().minus(cell.leak()))
                .plus(width.times(current))
                .dividedBy(slack);
        Ball rise = width.times(cell.beta().times(most).plus(current));
        return end.potential().minus(cell.threshold()).plus(rise).isNegative();
    }

    /** An upper bound of |x|. */
    public static Ball magnitudeBound(Ball x) {
        return Ball.max(x.upper(), x.lower().negate()).withPrecision(Cell.COARSE_BITS);
    }
}
