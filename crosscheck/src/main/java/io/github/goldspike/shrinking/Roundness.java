package io.github.goldspike.shrinking;

import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How round a real is. Round are few binary digits, because those are exact in a network file, in JSON and in every
 * arithmetic: 1 before 2 before 3, 1/2 before 3/4, and zero before all.
 */
final class Roundness {

    /** Places after the binary point that are tried. */
    private static final int MOST_PLACES = 8;

    private static final int[] SIGNIFICANT = {1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32};
    private static final List<Rational> FAVOURITES =
            Stream.of(0, 1, 2, 3, 4, 8).map(Rational::of).toList();

    private static final Comparator<Rational> ROUNDEST =
            Comparator.comparingLong(Roundness::cost).thenComparing(Comparator.naturalOrder());

    private Roundness() {}

    /** What a real costs, at least 0; less is rounder. */
    static long cost(Rational value) {
        if (value.signum() == 0) {
            return 0;
        }
        BigInteger numerator = value.numerator().abs();
        int zeros = numerator.getLowestSetBit();
        int places = value.denominator().getLowestSetBit();
        int odd = value.denominator().shiftRight(places).bitLength() - 1;
        int sign = value.signum() < 0 ? 1 : 0;
        return 2L * numerator.shiftRight(zeros).bitLength() + zeros + 2L * places + 8L * odd + sign;
    }

    /** Rounder reals near to one, the roundest first. */
    static List<Rational> rounderThan(Rational value) {
        TreeSet<Rational> rounder = new TreeSet<>(ROUNDEST);
        for (Rational favourite : FAVOURITES) {
            rounder.add(value.signum() < 0 ? favourite.negate() : favourite);
        }
        for (int places = 0; places <= MOST_PLACES; places++) {
            both(value, places, rounder);
        }
        if (value.signum() != 0) {
            for (int digits : SIGNIFICANT) {
                both(value, digits - 1 - exponent(value), rounder);
            }
        }
        long cost = cost(value);
        return rounder.stream().filter(other -> cost(other) < cost).toList();
    }

    /** A real rounded to the nearest of so many binary places, if that is rounder and not zero; otherwise itself. */
    static Rational toPlaces(Rational value, int places) {
        return rounderOf(value, floor(value.plus(unit(places + 1)), places));
    }

    /** A real rounded to the nearest of so many significant binary digits, if that is rounder; otherwise itself. */
    static Rational toDigits(Rational value, int digits) {
        return value.signum() == 0 ? value : toPlaces(value, digits - 1 - exponent(value));
    }

    private static Rational rounderOf(Rational value, Rational rounded) {
        return rounded.signum() != 0 && cost(rounded) < cost(value) ? rounded : value;
    }

    private static void both(Rational value, int places, Set<Rational> to) {
        Rational low = floor(value, places);
        to.add(low);
        to.add(low.equals(value) ? low : low.plus(unit(places)));
    }

    /** 2^−places. */
    private static Rational unit(int places) {
        return places >= 0
                ? new Rational(BigInteger.ONE, BigInteger.TWO.pow(places))
                : new Rational(BigInteger.TWO.pow(-places), BigInteger.ONE);
    }

    private static Rational floor(Rational value, int places) {
        Rational units = value.dividedBy(unit(places));
        BigInteger[] parts = units.numerator().divideAndRemainder(units.denominator());
        BigInteger whole = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return new Rational(whole, BigInteger.ONE).times(unit(places));
    }

    /** ⌊log₂|value|⌋, or one more. */
    private static int exponent(Rational value) {
        return value.numerator().abs().bitLength() - value.denominator().bitLength();
    }
}
