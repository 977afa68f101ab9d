package io.github.goldspike.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apfloat.Apfloat;

/** Prints an apfloat with as many significant digits as asked for. */
final class ApfloatText {

    private ApfloatText() {}

    static String of(Apfloat value, int digits) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(value.toString());
        BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        BigDecimal padded = rounded.setScale(rounded.scale() + digits - rounded.precision());
        int exponent = padded.precision() - padded.scale() - 1;
        return exponent >= -7 && padded.scale() >= 0 ? padded.toPlainString() : padded.toString();
    }
}
