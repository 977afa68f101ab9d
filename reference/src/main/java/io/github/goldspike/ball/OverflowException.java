package io.github.goldspike.ball;

/** An exponential e^x is greater than every ball: x reaches beyond 2⁵⁸. */
public final class OverflowException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    OverflowException(Ball exponent) {
        super("exponential of " + exponent + " is too large");
    }
}
