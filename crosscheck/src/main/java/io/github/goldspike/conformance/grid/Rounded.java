package io.github.goldspike.conformance.grid;

/**
 * A number and how far sound arithmetic may be from it.
 *
 * @param value the number
 * @param error greatest lawful distance in units of u, to first order
 * @param fraction bits behind the point, if the number is computed without any rounding; else −1
 */
record Rounded(double value, double error, int fraction) {

    static final Rounded ZERO = new Rounded(0, 0, 0);

    boolean isExact() {
        return fraction >= 0;
    }

    /** Whether it is 0, known exactly. */
    boolean isZero() {
        return value == 0 && isExact();
    }

    /** The same number, computed in one of two ways: exact only if both are. */
    Rounded orAs(Rounded other) {
        int bits = isExact() && other.isExact() ? Math.max(fraction, other.fraction) : -1;
        return new Rounded(value, Math.max(error, other.error), bits);
    }

    Rounded negate() {
        return new Rounded(-value, error, fraction);
    }
}
