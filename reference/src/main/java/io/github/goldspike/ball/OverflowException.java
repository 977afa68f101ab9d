package io.github.goldspike.ball;

/** A result is greater than every ball: e^x for an x beyond 2⁵⁷, or a binary exponent beyond 2⁶⁰. */
public final class OverflowException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    OverflowException(String what) {
        super(what);
    }
}
