package io.github.goldspike.cli;

import java.math.BigDecimal;

/** Prints a binary64 with 17 significant digits, from which it can be read back, or with fewer where fewer are asked for. */
final class DoubleText {

    static final int DIGITS = 17;

    private DoubleText() {}

    static String of(double value, int digits) {
        return value == 0 ? "0" : SignificantDigits.of(new BigDecimal(value), digits);
    }
}
