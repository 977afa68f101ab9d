package io.github.goldspike.cli;

import java.math.BigDecimal;
import org.apfloat.Apfloat;

/** Prints an apfloat with as many significant digits as asked for. */
final class ApfloatText {

    private ApfloatText() {}

    static String of(Apfloat value, int digits) {
        if (value.signum() == 0) {
            return "0";
        }
        return SignificantDigits.of(new BigDecimal(value.toString()), digits);
    }
}
