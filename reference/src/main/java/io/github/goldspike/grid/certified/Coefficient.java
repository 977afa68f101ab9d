package io.github.goldspike.grid.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.Optional;

/**
 * A factor of a step.
 *
 * @param exact its value, if it is rational
 * @param value an enclosure
 */
record Coefficient(Optional<Rational> exact, Fixed value) {

    static Coefficient of(Rational rational, FixedPoint point) {
        return new Coefficient(Optional.of(rational), rational.equals(Rational.ONE) ? point.one() : point.of(rational));
    }

    static Coefficient of(Ball ball, FixedPoint point) {
        return new Coefficient(Optional.empty(), point.of(ball));
    }
}
