package io.github.goldspike.textbook;

/** A number was needed that is too large to be formed, or to be written in an answer. */
final class TooLargeException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    /** ln 10¹⁰⁰⁰⁰⁰: reals of files end there. */
    static final long LARGEST_EXPONENT = 230_258;

    /** @param term what is too large */
    TooLargeException(String term) {
        super(term);
    }
}
