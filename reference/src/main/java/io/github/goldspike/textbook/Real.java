package io.github.goldspike.textbook;

import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/**
 * A real number of a fixed number of significant digits: an {@link Apfloat} that every operation sets back to the
 * working {@link Precision}. (Left alone, an Apfloat drops digits at each cancellation and never takes them back.) Each
 * operation errs by a few units in the last place.
 */
final class Real implements Comparable<Real> {

    private final Precision precision;
    private final Apfloat value;

    Real(Precision precision, Apfloat value) {
        this.precision = precision;
        this.value = value.precision(precision.digits());
    }

    Apfloat value() {
        return value;
    }

    Precision precision() {
        return precision;
    }

    Real plus(Real other) {
        return new Real(precision, value.add(other.value));
    }

    Real minus(Real other) {
        return new Real(precision, value.subtract(other.value));
    }

    Real times(Real other) {
        return new Real(precision, value.multiply(other.value));
    }

    Real times(long integer) {
        return times(precision.of(integer));
    }

    /** @throws ArithmeticException if {@code other} is zero */
    Real over(Real other) {
        return new Real(precision, value.divide(other.value));
    }

    Real negate() {
        return new Real(precision, value.negate());
    }

    Real abs() {
        return signum() < 0 ? negate() : this;
    }

    Real squared() {
        return times(this);
    }

    Real half() {
        return new Real(precision, value.multiply(new Apfloat("0.5", precision.digits())));
    }

    Real exp() {
        return precision.exp(this);
    }

    Real log() {
        return new Real(precision, ApfloatMath.log(value));
    }

    int signum() {
        return value.signum();
    }

    /** Whether all digits are the same. */
    boolean is(Real other) {
        return compareTo(other) == 0;
    }

    /** Whether the two differ by no more than rounding. */
    boolean coincidesWith(Real other) {
        return minus(other).abs().compareTo(precision.rounding(max(abs(), other.abs()))) <= 0;
    }

    /** Whether this is less than {@code other} by more than rounding. */
    boolean precedes(Real other) {
        return compareTo(other) < 0 && !coincidesWith(other);
    }

    static Real max(Real a, Real b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Nearest binary64, for messages: {@code Apfloat.doubleValue} can be wrong by several units. */
    double toDouble() {
        return Double.parseDouble(value.toString(false));
    }

    @Override
    public int compareTo(Real other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Real real && is(real);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** All digits, in plain notation. */
    @Override
    public String toString() {
        return value.toString(true);
    }
}
