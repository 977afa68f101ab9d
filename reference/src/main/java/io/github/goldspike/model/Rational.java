package io.github.goldspike.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact rational number in lowest terms with a positive denominator. Every operation is exact.
 *
 * @param numerator any integer
 * @param denominator a positive integer without a common factor with the numerator
 */
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {

    /** Longest text of a real that is accepted (specification, section 1). */
    public static final int MAX_CHARACTERS = 10_000;

    /** Largest absolute decimal or binary exponent that is accepted (specification, section 1). */
    public static final int MAX_EXPONENT = 100_000;

    /** 0. */
    public static final Rational ZERO = of(0);
    /** 1. */
    public static final Rational ONE = of(1);

    private static final BigInteger FIVE = BigInteger.valueOf(5);
    private static final double LOG2_OF_5 = Math.log(5) / Math.log(2);

    private static final Pattern DECIMAL =
            Pattern.compile("([+-]?)(?:([0-9]+)(?:\\.([0-9]*))?|\\.([0-9]+))(?:[eE]([+-]?[0-9]+))?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("([+-]?)0[xX](?:([0-9a-fA-F]+)(?:\\.([0-9a-fA-F]*))?|\\.([0-9a-fA-F]+))[pP]([+-]?[0-9]+)");
    private static final Pattern FRACTION = Pattern.compile("([+-]?[0-9]+)/([0-9]+)");

    /**
     * Made in lowest terms with a positive denominator.
     *
     * @throws ArithmeticException if the denominator is 0
     */
    public Rational {
        if (denominator.signum() == 0) {
            throw new ArithmeticException(numerator + "/0 is not a number");
        }
        if (!denominator.equals(BigInteger.ONE)) {
            BigInteger divisor = numerator.gcd(denominator);
            if (denominator.signum() < 0) {
                divisor = divisor.negate();
            }
            numerator = numerator.divide(divisor);
            denominator = denominator.divide(divisor);
        }
    }

    /** An integer, exactly. */
    public static Rational of(long integer) {
        return new Rational(BigInteger.valueOf(integer), BigInteger.ONE);
    }

    /**
     * A fraction, exactly.
     *
     * @throws ArithmeticException if the denominator is 0
     */
    public static Rational of(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /** The decimal exactly as written: {@code of(new BigDecimal("0.1"))} is one tenth. */
    public static Rational of(BigDecimal decimal) {
        return decimal.scale() >= 0
                ? new Rational(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
                : new Rational(decimal.unscaledValue().multiply(BigInteger.TEN.pow(-decimal.scale())), BigInteger.ONE);
    }

    /** The binary64 value itself: {@code of(0.1)} is not one tenth. */
    public static Rational of(double binary64) {
        return of(new BigDecimal(binary64));
    }

    /**
     * Reads a decimal ({@code -3e-7}), a C99 hexadecimal float ({@code 0x1.8p-1}) or a fraction ({@code 1/3}); nothing
     * is rounded.
     *
     * @throws NumberFormatException with the reason, if the text is none of these, is longer than
     *     {@link #MAX_CHARACTERS}, or has an exponent beyond {@link #MAX_EXPONENT}
     */
    public static Rational parse(String text) {
        if (text.isEmpty()) {
            throw new NumberFormatException("an empty string is not a real");
        }
        if (text.length() > MAX_CHARACTERS) {
            throw new NumberFormatException(
                    "a real of " + text.length() + " characters, more than " + MAX_CHARACTERS + " are refused");
        }
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            return scaled(decimal, 10, BigInteger.TEN, 1);
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (hexadecimal.matches()) {
            return scaled(hexadecimal, 16, BigInteger.TWO, 4);
        }
        Matcher fraction = FRACTION.matcher(text);
        if (fraction.matches()) {
            BigInteger denominator = new BigInteger(fraction.group(2));
            if (denominator.signum() == 0) {
                throw new NumberFormatException(quoted(text) + " divides by zero");
            }
            return new Rational(new BigInteger(fraction.group(1)), denominator);
        }
        throw new NumberFormatException(
                quoted(text) + " is not a real (a decimal, a hexadecimal float or a fraction is expected)");
    }

    private static Rational scaled(Matcher parts, int radix, BigInteger base, int exponentOfDigit) {
        String fraction = parts.group(4) != null ? parts.group(4) : parts.group(3) == null ? "" : parts.group(3);
        String digits = (parts.group(2) == null ? "" : parts.group(2)) + fraction;
        int exponent = exponent(parts.group(5)) - exponentOfDigit * fraction.length();
        BigInteger unscaled = new BigInteger(digits, radix);
        if (parts.group(1).equals("-")) {
            unscaled = unscaled.negate();
        }
        return exponent >= 0
                ? new Rational(unscaled.multiply(base.pow(exponent)), BigInteger.ONE)
                : new Rational(unscaled, base.pow(-exponent));
    }

    private static int exponent(String text) {
        if (text == null) {
            return 0;
        }
        BigInteger exponent = new BigInteger(text);
        if (exponent.abs().compareTo(BigInteger.valueOf(MAX_EXPONENT)) > 0) {
            throw new NumberFormatException("exponent " + quoted(text) + " lies beyond ±" + MAX_EXPONENT);
        }
        return exponent.intValueExact();
    }

    private static String quoted(String text) {
        return '"' + (text.length() <= 40 ? text : text.substring(0, 37) + "...") + '"';
    }

    /** The sum, exact. */
    public Rational plus(Rational other) {
        if (other.signum() == 0) {
            return this;
        }
        if (signum() == 0) {
            return other;
        }
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** The difference, exact. */
    public Rational minus(Rational other) {
        return plus(other.negate());
    }

    /** The product, exact. */
    public Rational times(Rational other) {
        if (signum() == 0 || other.isOne()) {
            return this;
        }
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** @throws ArithmeticException if {@code other} is zero */
    public Rational dividedBy(Rational other) {
        if (other.isOne()) {
            return this;
        }
        return new Rational(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    private boolean isOne() {
        return numerator.equals(BigInteger.ONE) && denominator.equals(BigInteger.ONE);
    }

    /** −x. */
    public Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    /** @throws ArithmeticException if this is zero */
    public Rational reciprocal() {
        return new Rational(denominator, numerator);
    }

    /** −1, 0 or 1, as the number is negative, zero or positive. */
    public int signum() {
        return numerator.signum();
    }

    /** Nearest binary64, for starting points and messages only. */
    public double toDouble() {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), new java.math.MathContext(25))
                .doubleValue();
    }

    @Override
    public int compareTo(Rational other) {
        if (denominator.equals(other.denominator)) {
            return numerator.compareTo(other.numerator);
        }
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /**
     * A text that {@link #parse} reads back: a plain decimal where one exists and is short, a decimal with an exponent, a
     * hexadecimal float where only that is short enough, a fraction otherwise.
     */
    @Override
    public String toString() {
        int twos = denominator.getLowestSetBit();
        BigInteger odd = denominator.shiftRight(twos);
        // The only power of five that it can be, up to one: 5^k has ⌊k log₂5⌋ + 1 bits.
        int fives = (int) Math.round((odd.bitLength() - 0.5) / LOG2_OF_5);
        if (!FIVE.pow(fives).equals(odd)) {
            return numerator + "/" + denominator;
        }
        int scale = Math.max(twos, fives);
        BigInteger unscaled =
                numerator.multiply(BigInteger.TWO.pow(scale - twos)).multiply(FIVE.pow(scale - fives));
        BigDecimal decimal = new BigDecimal(unscaled, scale);
        if (scale <= 60 && decimal.precision() - scale <= 30) {
            return decimal.toPlainString();
        }
        String text = scientific(withoutTrailingZeros(unscaled, scale));
        return text.length() > MAX_CHARACTERS && fives == 0 ? hexadecimal(twos) : text;
    }

    /** Like {@link BigDecimal#stripTrailingZeros}, which takes seconds for {@code 1e100000}. */
    private static BigDecimal withoutTrailingZeros(BigInteger unscaled, int scale) {
        String digits = unscaled.toString();
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return new BigDecimal(new BigInteger(digits.substring(0, end)), scale - (digits.length() - end));
    }

    /** With the point moved where the usual place would need an exponent beyond what {@link #parse} takes. */
    private static String scientific(BigDecimal decimal) {
        int exponent = decimal.precision() - decimal.scale() - 1;
        int accepted = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, exponent));
        return exponent == accepted
                ? decimal.toString()
                : decimal.scaleByPowerOfTen(-accepted).toPlainString() + "E" + accepted;
    }

    private String hexadecimal(int exponentOfDenominator) {
        int zeros = Math.min(numerator.getLowestSetBit(), MAX_EXPONENT + exponentOfDenominator);
        return (signum() < 0 ? "-0x" : "0x") + numerator.abs().shiftRight(zeros).toString(16) + "p"
                + (zeros - exponentOfDenominator);
    }
}
