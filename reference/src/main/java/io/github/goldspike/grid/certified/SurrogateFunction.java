package io.github.goldspike.grid.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.grid.Surrogate;
import io.github.goldspike.model.Rational;
import java.math.BigInteger;

/** The surrogate of dz/dV in fixed point: each value with a Lipschitz constant for the radius of x (grids-N7). */
final class SurrogateFunction {

    private final Surrogate surrogate;
    private final FixedPoint point;
    private final Fixed slope;
    private final Fixed scale;
    private final double steepness;

    SurrogateFunction(Surrogate surrogate, FixedPoint point) {
        this.surrogate = surrogate;
        this.point = point;
        this.slope = point.of(surrogate.slope());
        this.scale = point.of(surrogate.scale());
        this.steepness = surrogate.slope().toDouble() * Fixed.UP;
    }

    /** Whether the triangle at x is not proved to be on one side of its foot. */
    boolean isAtItsFoot(Fixed x) {
        return surrogate.kind() == Surrogate.Kind.TRIANGLE
                && !x.isExact()
                && point.one().minus(point.times(x.abs(), slope)).sign() == 0;
    }

    /** The triangle at an exact x. */
    Fixed triangle(Rational x) {
        Rational distance = x.signum() < 0 ? x.negate() : x;
        Rational height = Rational.ONE.minus(distance.times(surrogate.slope()));
        return height.signum() <= 0 ? Fixed.ZERO : point.times(point.of(height), scale);
    }

    /** All values at the reals of a set, in the unit of the fixed point, as x is. */
    Fixed at(Fixed x) {
        return point.times(
                switch (surrogate.kind()) {
                    case STRAIGHT_THROUGH -> point.one();
                    case TRIANGLE -> triangle(x.abs());
                    case FAST_SIGMOID -> fastSigmoid(x.abs());
                    case ARCTAN -> arctan(x);
                    case SIGMOID -> sigmoid(x.abs());
                },
                scale);
    }

    private Fixed triangle(Fixed distance) {
        Fixed height = point.one().minus(point.times(distance, slope));
        int sign = height.sign();
        if (sign > 0 || height.isZero()) {
            return height;
        }
        // Around the foot max(0, h) lies within |mid| + rad of 0.
        return sign < 0
                ? Fixed.ZERO
                : new Fixed(BigInteger.ZERO, (Math.abs(height.mid().doubleValue()) + height.rad()) * Fixed.UP);
    }

    private Fixed fastSigmoid(Fixed distance) {
        Fixed inverse = point.reciprocal(point.one().plus(point.times(distance, slope)));
        return point.times(inverse, inverse);
    }

    /** (k/2)/(1 + y²) with y = πkx/2. */
    private Fixed arctan(Fixed x) {
        Fixed y = point.times(point.times(x, slope), point.of(halfPi()));
        Fixed bell = point.reciprocal(point.one().plus(point.times(y, y)));
        Fixed half = point.of(surrogate.slope().dividedBy(Rational.of(2)));
        return point.times(bell, half);
    }

    private Ball halfPi() {
        return Pi.half(point.fraction() + 40);
    }

    /** k·e/(1 + e)² with e = e^(−k|x|); its derivative by x is at most k²/(6√3) < 0.0963·k². */
    private Fixed sigmoid(Fixed distance) {
        int bits = point.fraction() + 40;
        Ball k = Ball.of(surrogate.slope(), bits).withPrecision(bits);
        Ball centre = Ball.exactly(distance.mid().max(BigInteger.ZERO), -point.fraction())
                .withPrecision(bits);
        Ball e = k.times(centre).negate().exp();
        Ball sum = Ball.ONE.withPrecision(bits).plus(e);
        Fixed value = point.of(k.times(e).dividedBy(sum.times(sum)));
        double spread = distance.rad() * steepness * steepness * 0.0963;
        return new Fixed(value.mid(), (value.rad() + spread) * Fixed.UP + Double.MIN_NORMAL);
    }
}
