package io.github.goldspike.conformance.grid;

import io.github.goldspike.model.Rational;

/**
 * Running error analysis in a format of p bits (grids-N12): each operation passes the errors of its operands on, to first order, and adds
 * one rounding, unless all numbers are multiples of one power of two and fit p bits whatever the order of operations.
 */
final class Roundings {

    /** Bits left free, so that another order of the same operations fits, too. */
    private static final int SPARE = 2;

    private static final int MOST_FRACTION = 60;

    private final double most;

    /** @param significand p */
    Roundings(int significand) {
        this.most = Math.scalb(1.0, significand - SPARE);
    }

    /** A real as it is rounded on reading. */
    Rounded of(Rational real) {
        double value = real.toDouble();
        int fraction = Rational.of(value).equals(real) ? fraction(value) : -1;
        return checked(value, Math.abs(value), fraction);
    }

    private static int fraction(double value) {
        double scaled = value;
        for (int bits = 0; bits <= MOST_FRACTION; bits++) {
            if (scaled == Math.rint(scaled)) {
                return bits;
            }
            scaled *= 2;
        }
        return -1;
    }

    /** Exact if the number has its bits, with no more of them than fit. */
    private Rounded checked(double value, double error, int fraction) {
        return checked(value, Math.abs(value), error, fraction);
    }

    private Rounded checked(double value, double size, double error, int fraction) {
        boolean fits = fraction >= 0 && fraction <= MOST_FRACTION && Math.scalb(size, fraction) <= most;
        return fits ? new Rounded(value, 0, fraction) : new Rounded(value, error, -1);
    }

    Rounded plus(Rounded left, Rounded right) {
        if (left.isZero()) {
            return right;
        }
        if (right.isZero()) {
            return left;
        }
        double sum = left.value() + right.value();
        int fraction = left.isExact() && right.isExact() ? Math.max(left.fraction(), right.fraction()) : -1;
        double size = Math.abs(left.value()) + Math.abs(right.value());
        // An engine may have added other numbers before: the size of the parts, not of the sum.
        return checked(sum, size, left.error() + right.error() + size, fraction);
    }

    Rounded minus(Rounded left, Rounded right) {
        return plus(left, right.negate());
    }

    Rounded times(Rounded left, Rounded right) {
        if (left.isZero() || right.isZero()) {
            return Rounded.ZERO;
        }
        double product = left.value() * right.value();
        int fraction = left.isExact() && right.isExact() ? left.fraction() + right.fraction() : -1;
        double passed = Math.abs(left.value()) * right.error() + Math.abs(right.value()) * left.error();
        return checked(product, passed + Math.abs(product), fraction);
    }

    Rounded over(Rounded left, Rounded right) {
        if (left.isZero()) {
            return Rounded.ZERO;
        }
        double quotient = left.value() / right.value();
        double passed = (left.error() + Math.abs(quotient) * right.error()) / Math.abs(right.value());
        return new Rounded(quotient, passed + Math.abs(quotient), -1);
    }

    Rounded exp(Rounded exponent) {
        if (exponent.isZero()) {
            return new Rounded(1, 0, 0);
        }
        double power = Math.exp(exponent.value());
        return new Rounded(power, power * (exponent.error() + 1), -1);
    }

    /** A function of a number, with its slope there. */
    Rounded map(Rounded argument, double value, double slope) {
        return new Rounded(value, Math.abs(slope) * argument.error() + Math.abs(value), -1);
    }
}
