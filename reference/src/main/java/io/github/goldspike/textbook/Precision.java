package io.github.goldspike.textbook;

import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/**
 * The working precision: every {@link Real} made here, and everything computed from it, carries the same number of
 * significant decimal digits.
 */
final class Precision {

    /** Digits that are allowed to be wrong: what agrees to all but these counts as equal. */
    private static final int ROUNDING_DIGITS = 15;

    /** Digits at the end of a root that are left to the rounding of the function. */
    private static final int LAST_PLACES = 3;

    /** Extra digits of a numerator and a denominator. */
    private static final int GUARD = 20;

    /** e^x of greater |x| is 0, or is not formed: apfloat's exponents end at about 2·10¹⁹. */
    private static final double FARTHEST = 1e17;

    private final int digits;
    /** How many exponentials may still be formed. */
    private long left;

    private final Apfloat rounding;
    private final Apfloat lastPlaces;
    private final Exponential exponential;
    private final Exponentials exponentials = new Exponentials();
    private final Map<Rational, Real> rationals = new HashMap<>();

    Precision(int digits) {
        this(digits, Long.MAX_VALUE);
    }

    /** @param exponentials how many may be formed */
    Precision(int digits, long exponentials) {
        this.digits = digits;
        this.left = exponentials;
        this.rounding = ApfloatMath.pow(new Apfloat(10, digits), ROUNDING_DIGITS - (long) digits);
        this.lastPlaces = ApfloatMath.pow(new Apfloat(10, digits), LAST_PLACES - (long) digits);
        this.exponential = new Exponential(digits);
    }

    /** Significant decimal digits of every real. */
    int digits() {
        return digits;
    }

    /** Those between the times of events, at this precision. */
    Exponentials exponentials() {
        return exponentials;
    }

    Real of(long integer) {
        return new Real(this, new Apfloat(integer, digits));
    }

    /** The binary64 value itself, for starting points. */
    Real of(double binary64) {
        return new Real(this, new Apfloat(new BigDecimal(binary64), digits));
    }

    Real powerOfTen(long exponent) {
        return new Real(this, ApfloatMath.pow(new Apfloat(10, digits), exponent));
    }

    /** The exact rational, rounded once. */
    Real of(Rational exact) {
        return rationals.computeIfAbsent(
                exact,
                rational -> new Real(this, integer(rational.numerator()).divide(integer(rational.denominator()))));
    }

    /** Rounded to a few more digits; apfloat takes a BigInteger as text, a hundred times as slowly as a long. */
    private Apfloat integer(BigInteger integer) {
        long guarded = digits + (long) GUARD;
        return integer.bitLength() < Long.SIZE
                ? new Apfloat(integer.longValueExact(), guarded)
                : new Apfloat(integer, guarded);
    }

    /** The size below which a number of size {@code scale} is indistinguishable from rounding. */
    Real rounding(Real scale) {
        return new Real(this, rounding.multiply(scale.value())).abs();
    }

    /** A step below which the search for a root of size {@code scale} ends. */
    Real lastPlaces(Real scale) {
        return new Real(this, lastPlaces.multiply(scale.value())).abs();
    }

    /**
     * e^x, to a relative error of about (1 + |x|)·10^-digits, nearly all of it from the rounding of x itself (textbook-X4). Below
     * x = −10¹⁷ it is 0.
     *
     * @throws TooLargeException for x > 10¹⁷
     * @throws TooLongException if no more may be formed
     */
    Real exp(Real exponent) {
        if (exponent.signum() == 0) {
            return of(1);
        }
        if (exponent.abs().compareTo(of(FARTHEST)) > 0) {
            if (exponent.signum() > 0) {
                throw new TooLargeException("an exponential of more than 10^17");
            }
            return of(0);
        }
        if (left-- <= 0) {
            throw new TooLongException(digits);
        }
        return new Real(this, exponential.of(exponent.value()));
    }
}
