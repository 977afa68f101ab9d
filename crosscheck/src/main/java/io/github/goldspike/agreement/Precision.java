package io.github.goldspike.agreement;

import io.github.goldspike.format.AnswerFile;
import io.github.goldspike.format.PrintedReal;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalInt;

/**
 * How precise the values of one answer are.
 *
 * @param certified whether a printed zero is exactly zero
 * @param declared the significant digits that the file claims
 * @param demanded the significant digits beyond which nobody asks
 */
record Precision(boolean certified, OptionalInt declared, OptionalInt demanded) {

    /** Digits of a JSON number in a file that claims none: what every decimal keeps in a binary64. */
    private static final int BINARY64_DIGITS = 15;

    static Precision of(AnswerFile answer, OptionalInt demanded) {
        return new Precision(answer.status() != AnswerFile.Status.UNCERTIFIED, answer.digits(), demanded);
    }

    /** Of condition numbers, which have the digits that they are printed with, not those of the answer. */
    static Precision ofConditions(AnswerFile answer, OptionalInt demanded) {
        return new Precision(answer.status() != AnswerFile.Status.UNCERTIFIED, OptionalInt.empty(), demanded);
    }

    /**
     * Significant digits of a value. Trailing zeros that were not printed count; but in an uncertified file not the last of
     * them: nobody promised that a zero which is not even printed is right to the unit.
     */
    int digits(PrintedReal real) {
        int printed = real.digits().orElse(declared.orElse(BINARY64_DIGITS));
        int claimed = declared.orElse(printed);
        if (certified) {
            claimed = Math.max(printed, claimed);
        } else if (printed < claimed) {
            claimed = Math.max(printed, claimed - 1);
        }
        return Math.min(claimed, demanded.orElse(claimed));
    }

    /**
     * How far the true value may be from a printed one.
     *
     * @param real the printed value
     * @param besideZero whether it stands against an exact zero, where an uncertified program has rounding noise
     * @param scale the size of the values around it, which is the size of that noise times 10^digits
     */
    Rational unit(PrintedReal real, boolean besideZero, Rational scale) {
        Rational unit = Rational.ZERO;
        if (real.value().signum() != 0) {
            unit = powerOfTen(exponent(real.value()) + 1 - digits(real));
        }
        if (besideZero && !certified) {
            Rational noise = scale.times(powerOfTen(-digits(PrintedReal.ZERO)));
            unit = unit.compareTo(noise) < 0 ? noise : unit;
        }
        return unit;
    }

    /** The e with 10^e ≤ |value| < 10^(e+1). */
    static int exponent(Rational value) {
        BigInteger numerator = value.numerator().abs();
        int guess = new BigDecimal(numerator).precision() - new BigDecimal(value.denominator()).precision();
        Rational magnitude = new Rational(numerator, value.denominator());
        return magnitude.compareTo(powerOfTen(guess)) < 0 ? guess - 1 : guess;
    }

    private static Rational powerOfTen(int exponent) {
        return Rational.of(BigDecimal.ONE.scaleByPowerOfTen(exponent));
    }
}
