package io.github.goldspike.textbook;

import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    /** Extra digits inside {@link #exp}; its squarings lose one digit for each factor ten of |x|, and three more. */
    private static final int EXP_GUARD = 20;

    /** e^x of greater |x| is 0, or is not formed: apfloat's exponents end at about 2·10¹⁹. */
    private static final double FARTHEST = 1e17;

    /** The Taylor series is summed for |x| ≤ 2^-REDUCTION. */
    private static final int REDUCTION = 16;

    private final int digits;
    /** How many exponentials may still be formed. */
    private long left;

    private final Apfloat rounding;
    private final Apfloat lastPlaces;
    private final List<Apfloat> reciprocalFactorials = new ArrayList<>();
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
        int needed = digits + EXP_GUARD;
        Apfloat reciprocal = new Apfloat(1, needed);
        int terms = terms(REDUCTION * Math.log10(2));
        for (int n = 1; n <= terms; n++) {
            reciprocalFactorials.add(reciprocal);
            reciprocal = reciprocal.divide(new Apfloat(n, needed));
        }
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
        long guarded = digits + (long) EXP_GUARD;
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
     * Terms of the series after which |x|^n/n! < 10^-(digits + guard) for |x| ≤ 10^-places: its remainder is less than twice the
     * first missing term.
     */
    private int terms(double places) {
        double lost = 0;
        int n = 0;
        while (lost <= digits + EXP_GUARD + 1) {
            n++;
            lost += places + Math.log10(n);
        }
        return n;
    }

    /**
     * e^x by halving x until |x| ≤ 2^-16, the Taylor series with a remainder below 10^-(digits + 20), and squaring as
     * often. Relative error at most about (1 + |x|)·10^-digits, most of it from the rounding of x itself.
     * {@code ApfloatMath.exp} is forty times slower: it inverts an AGM logarithm, made for millions of digits. Below x = −10¹⁷ it
     * is 0.
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
        Apfloat x = exponent.value().precision(digits + (long) EXP_GUARD);
        // |x| < 10^scale.
        int halvings = (int) Math.max(0, Math.ceil(x.scale() * (Math.log(10) / Math.log(2))) + REDUCTION);
        if (halvings > 0) {
            x = x.multiply(ApfloatMath.pow(new Apfloat("0.5", digits + (long) EXP_GUARD), halvings));
        }
        int terms = terms(Math.max(REDUCTION * Math.log10(2), (double) -x.scale()));
        Apfloat sum = reciprocalFactorials.get(terms - 1);
        for (int n = terms - 2; n >= 0; n--) {
            sum = sum.multiply(x).add(reciprocalFactorials.get(n));
        }
        for (int k = 0; k < halvings; k++) {
            sum = sum.multiply(sum);
        }
        return new Real(this, sum);
    }
}
