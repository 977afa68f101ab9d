package io.github.goldspike.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Prints a decimal rounded to so many significant digits, trailing zeros included. */
final class SignificantDigits {

    private SignificantDigits() {}

    static String of(BigDecimal exact, int digits) {
        BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        BigDecimal padded = rounded.setScale(rounded.scale() + digits - rounded.precision());
        int exponent = padded.precision() - padded.scale() - 1;
        return exponent >= -7 && padded.scale() >= 0 ? padded.toPlainString() : padded.toString();
    }
}
