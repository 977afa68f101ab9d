package io.github.goldspike.grid.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.Optional;

/** The least |V − ϑ| that was compared. */
final class Closest {

    /** Which comparison, and an enclosure of its distance. */
    record Comparison(int unit, int step, Ball distance) {}

    private static final int BITS = 96;

    private final FixedPoint point;
    private boolean any;
    private int unit;
    private int step;
    private Fixed least = Fixed.ZERO;
    private Optional<Rational> exact = Optional.empty();

    Closest(FixedPoint point) {
        this.point = point;
    }

    /** A comparison that fixed point decided. */
    void see(int atUnit, int atStep, Fixed distance) {
        Fixed candidate = distance.abs();
        if (!any || candidate.mid().compareTo(least.mid()) < 0) {
            any = true;
            unit = atUnit;
            step = atStep;
            least = candidate;
            exact = Optional.empty();
        }
    }

    /** A comparison that rational arithmetic decided, so close that fixed point could not. */
    void see(int atUnit, int atStep, Rational distance) {
        Rational size = distance.signum() < 0 ? distance.negate() : distance;
        boolean nearer = exact.map(other -> size.compareTo(other) < 0)
                .orElse(!any || Ball.of(size, BITS).isLessThan(point.toBall(least, BITS)));
        if (nearer) {
            any = true;
            unit = atUnit;
            step = atStep;
            least = point.of(size);
            exact = Optional.of(size);
        }
    }

    Optional<Comparison> comparison() {
        return any
                ? Optional.of(new Comparison(
                        unit,
                        step,
                        exact.map(size -> Ball.of(size, BITS).withPrecision(BITS))
                                .orElseGet(() -> point.toBall(
                                        least, Math.max(BITS, least.mid().bitLength() + 2)))))
                : Optional.empty();
    }
}
