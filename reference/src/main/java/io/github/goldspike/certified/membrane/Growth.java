package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;

/**
 * e^u and e^u − 1 by one exponential, neither known by its places after the point only (gradient-G2).
 *
 * @param factor e^u, at most 3 bits less precise than a ball's own exponential
 * @param excess e^u − 1, likewise
 */
public record Growth(Ball factor, Ball excess) {

    public static Growth of(Ball u) {
        if (u.magnitude() > 0 && u.midpoint().isNegative()) {
            // 1 + expm1 would have an error of the size of 1's last bit, however small e^u is.
            Ball factor = u.exp();
            return new Growth(factor, factor.minus(Ball.ONE));
        }
        Ball excess = u.expm1();
        return new Growth(excess.plus(Ball.ONE), excess);
    }

    /**
     * crossing-C5: V − ϑ stays negative on a piece, being at most (V − ϑ)e^{−βu} + C⁺(1 − e^{−βu})/β, if that is negative at its end.
     *
     * @param excess V − ϑ at its beginning
     * @param drive on the piece, or an upper bound C⁺ of it
     */
    static boolean cannotReach(Cell cell, Ball excess, Ball drive, Ball width) {
        Ball beta = cell.beta();
        Ball length = width.withPrecision(cell.bits());
        Growth fall = Growth.of(beta.times(length).negate());
        Ball weight = beta.isZero() ? length : fall.excess().negate().dividedBy(beta);
        Ball most = Ball.max(Ball.ZERO, drive.upper()).withPrecision(cell.bits());
        return excess.times(fall.factor()).plus(most.times(weight)).isNegative();
    }
}
