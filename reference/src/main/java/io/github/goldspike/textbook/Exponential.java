package io.github.goldspike.textbook;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/**
 * e^x = 10^k·(e^{r/2^q})^{2^q} with x = k·ln 10 + r and 0 ≤ r < ln 10, in integers that count units of 2^-bits (textbook-X4).
 * {@code ApfloatMath.exp} is a hundred times slower: it inverts an AGM logarithm, made for millions of digits.
 */
final class Exponential {

    /** More digits than those of the result. */
    private static final int GUARD = 20;

    private static final double BITS_OF_A_DIGIT = Math.log(10) / Math.log(2);

    /** Bits that k ≤ 10¹⁷ takes from k·ln 10, and more than are lost otherwise, but for the squarings. */
    private static final int LOST = 64;

    private final int digits;
    private final int squarings;
    private final int bits;
    private final BigInteger one;
    private final BigInteger unit;
    private final BigInteger ln10;

    /** @param digits significant ones of the results */
    Exponential(int digits) {
        this.digits = digits + GUARD;
        int needed = (int) Math.ceil(this.digits * BITS_OF_A_DIGIT) + LOST;
        squarings = (int) Math.sqrt(needed);
        bits = needed + squarings;
        one = BigInteger.ONE.shiftLeft(bits);
        unit = BigInteger.TEN.pow(this.digits);
        ln10 = units(ApfloatMath.logRadix((long) (bits / BITS_OF_A_DIGIT) + 2, 10));
    }

    /** @param x nonzero, |x| ≤ 10¹⁷ */
    Apfloat of(Apfloat x) {
        if (x.scale() < -digits) {
            return new Apfloat(1, digits);
        }
        BigInteger[] quotient = floorDivision(units(x.precision(digits)), ln10);
        BigInteger power = taylor(quotient[1].shiftRight(squarings));
        for (int q = 0; q < squarings; q++) {
            power = power.multiply(power).shiftRight(bits);
        }
        BigInteger decimal = power.multiply(unit).shiftRight(bits);
        return ApfloatMath.scale(new Apfloat(new BigDecimal(decimal, digits), digits), quotient[0].longValueExact());
    }

    /** Σ yⁿ/n! for 0 ≤ y < ln 10/2^q, until a term is less than a unit. */
    private BigInteger taylor(BigInteger y) {
        BigInteger sum = one;
        BigInteger term = one;
        for (int n = 1; term.signum() > 0; n++) {
            term = term.multiply(y).shiftRight(bits).divide(BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        return sum;
    }

    /** x·2^bits; apfloat gives its digits as text only. */
    private BigInteger units(Apfloat x) {
        BigDecimal exact = new BigDecimal(x.toString(false));
        return exact.scale() <= 0
                ? exact.toBigInteger().shiftLeft(bits)
                : exact.unscaledValue().shiftLeft(bits).divide(BigInteger.TEN.pow(exact.scale()));
    }

    /** The quotient, rounded down, and what is left, which is not negative. */
    private static BigInteger[] floorDivision(BigInteger dividend, BigInteger divisor) {
        BigInteger[] division = dividend.divideAndRemainder(divisor);
        return division[1].signum() < 0
                ? new BigInteger[] {division[0].subtract(BigInteger.ONE), division[1].add(divisor)}
                : division;
    }
}
