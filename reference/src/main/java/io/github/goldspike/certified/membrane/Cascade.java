package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;

/**
 * Three exponential filters in a row, two of one rate: e^{−a·} * e^{−a·} * e^{−b·} for the rates a, b of a neuron and one of its
 * currents (eventprop-V13 and eventprop-V14).
 */
public final class Cascade {

    /** The series is used where |δs| ≤ 2^−6. */
    private static final int SERIES = -6;

    private Cascade() {}

    /** ĝ_k(s): the membrane twice, the current once. */
    public static Ball twiceMembrane(Cell cell, int k, Ball s) {
        return decayingMoment(cell.alphas()[k], cell.beta(), cell.deltas()[k].negate(), s);
    }

    /** g_k(s): the current twice, the membrane once. */
    public static Ball twiceCurrent(Cell cell, int k, Ball s) {
        return decayingMoment(cell.beta(), cell.alphas()[k], cell.deltas()[k], s);
    }

    /** The filter of rate {@code a} twice, that of {@code b} once, as a function of s. */
    public static ExponentialSum twice(Rational a, Rational b, int bits) {
        Rational difference = b.minus(a);
        Ball one = Ball.ONE.withPrecision(bits);
        if (difference.signum() == 0) {
            return ExponentialSum.term(one.half(), 2, a);
        }
        // (s e^{−as} − (e^{−as} − e^{−bs})/(b − a))/(b − a)
        Ball quotient = one.dividedBy(Ball.of(difference, bits));
        Ball square = quotient.times(quotient);
        return ExponentialSum.term(quotient, 1, a)
                .plus(ExponentialSum.term(square.negate(), 0, a))
                .plus(ExponentialSum.term(square, 0, b));
    }

    /** e^{−bs}·M(δ) with δ = b − a, or where e^{δs} is great s e^{−as}/δ − (e^{−as} − e^{−bs})/δ². */
    private static Ball decayingMoment(Ball b, Ball a, Ball delta, Ball s) {
        Ball fall = b.times(s).negate().exp();
        if (!Response.outgrows(delta.times(s))) {
            return fall.times(moment(delta, s));
        }
        Ball slow = a.times(s).negate().exp();
        return s.times(slow).minus(slow.minus(fall).dividedBy(delta)).dividedBy(delta);
    }

    /** M = ∫₀ˢ t e^{δt} dt. */
    private static Ball moment(Ball delta, Ball s) {
        Ball u = delta.times(s);
        if (u.magnitude() <= SERIES) {
            return s.times(s).times(series(u));
        }
        Ball growth = u.expm1();
        return s.times(growth.plus(Ball.ONE)).minus(growth.dividedBy(delta)).dividedBy(delta);
    }

    /** Σ_{j<n} u^j/(j!(j+2)), the rest being at most |u|^n. */
    private static Ball series(Ball u) {
        Ball sum = Ball.ONE.half().withPrecision(u.bits());
        if (u.isZero()) {
            return sum;
        }
        long magnitude = u.magnitude();
        long terms = u.bits() / -magnitude + 1;
        Ball power = Ball.ONE.withPrecision(u.bits());
        for (long j = 1; j < terms; j++) {
            power = power.times(u).dividedBy(Ball.exactly(j));
            sum = sum.plus(power.dividedBy(Ball.exactly(j + 2)));
        }
        return sum.widenedBy(Ball.ONE.shift(magnitude * terms));
    }
}
