package io.github.goldspike.textbook;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/** Compares reals to a number of significant digits. */
final class Digits {

    private Digits() {}

    static void assertAgree(Apfloat expected, Apfloat actual, int digits) {
        assertTrue(
                expected.equalDigits(actual) >= digits,
                () -> "expected " + expected + " but was " + actual + ", to " + digits + " digits");
    }

    static void assertAgree(String expected, Apfloat actual, int digits) {
        assertAgree(new Apfloat(expected, 200), actual, digits);
    }

    static void assertAgree(Real expected, Real actual, int digits) {
        assertAgree(expected.value(), actual.value(), digits);
    }

    /** Whether the difference is below 10^-places. */
    static void assertWithin(Apfloat expected, Apfloat actual, int places) {
        Apfloat difference = ApfloatMath.abs(expected.subtract(actual));
        assertTrue(
                difference.compareTo(ApfloatMath.pow(new Apfloat(10, 20), -places)) < 0,
                () -> "expected " + expected + " but was " + actual + ", to " + places + " places");
    }
}
