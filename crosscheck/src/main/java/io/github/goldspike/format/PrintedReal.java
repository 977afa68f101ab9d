package io.github.goldspike.format;

import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.OptionalInt;

/**
 * A real as an answer prints it.
 *
 * @param value exactly what is printed
 * @param digits number of significant digits printed; empty if that says nothing about its precision (a JSON number, a
 *     hexadecimal float, a fraction)
 */
public record PrintedReal(Rational value, OptionalInt digits) {

    /** What an entry is that an answer does not list. */
    public static final PrintedReal ZERO = ofNumber(Rational.ZERO);

    static PrintedReal ofDecimal(String text, Rational value) {
        boolean decimal = text.matches("[-+.0-9]+([eE][-+0-9]+)?");
        return new PrintedReal(value, decimal ? OptionalInt.of(new BigDecimal(text).precision()) : OptionalInt.empty());
    }

    static PrintedReal ofNumber(Rational value) {
        return new PrintedReal(value, OptionalInt.empty());
    }
}
