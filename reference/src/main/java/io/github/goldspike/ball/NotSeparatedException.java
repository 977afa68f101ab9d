package io.github.goldspike.ball;

/** An operation that needs a number to be away from zero was given an enclosure that reaches zero. */
public final class NotSeparatedException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    NotSeparatedException(String operation, Ball offending) {
        super(operation + " of " + offending);
    }
}
