package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;

/**
 * What a current of one does for a time s, in forms that only decay (crossing-C1).
 *
 * @param decay e^{−αs}, what is left of the current
 * @param kernel h(s), what it has added to the potential
 */
public record Response(Ball decay, Ball kernel) {

    /** Exponents of magnitude above this are not raised: e^{2⁷} is beyond what a coarse ball resolves beside 1. */
    private static final int GREAT = 7;

    /** Whether e^{δs} outgrows what it is multiplied by: then e^{−βs}·expm1(δs) = e^{−αs} − e^{−βs}, and nothing cancels. */
    public static boolean outgrows(Ball deltaTimesS) {
        return isGreat(deltaTimesS) && deltaTimesS.midpoint().compareMidpoints(Ball.ZERO) > 0;
    }

    static boolean isGreat(Ball exponent) {
        return exponent.magnitude() > GREAT;
    }

    /**
     * @param k of the current
     * @param s of limited precision
     * @param membraneDecay e^{−βs}
     */
    public static Response of(Cell cell, int k, Ball s, Ball membraneDecay) {
        Ball delta = cell.deltas()[k];
        if (delta.isZero()) {
            return new Response(membraneDecay, membraneDecay.times(s));
        }
        Ball exponent = delta.times(s);
        if (outgrows(exponent)) {
            Ball decay = cell.alphas()[k].times(s).negate().exp();
            return new Response(decay, decay.minus(membraneDecay).dividedBy(delta));
        }
        Growth growth = Growth.of(exponent);
        return new Response(
                membraneDecay.times(growth.factor()),
                membraneDecay.times(growth.excess()).dividedBy(delta));
    }
}
