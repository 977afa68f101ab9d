package io.github.goldspike.textbook;

/** More exponentials of many digits were needed than can be waited for (textbook-X6). */
final class TooLongException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    /** @param digits of the working precision */
    TooLongException(int digits) {
        super("the sums of exponentials of this network lose so many digits that " + digits
                + " are worked with, and it needs more exponentials of that length than this engine forms");
    }
}
