package io.github.goldspike.contract;

/** A question that an engine cannot answer for any network. */
public final class UnsupportedQuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param detail which part of the question, and which engine */
    public UnsupportedQuestionException(String detail) {
        super(detail);
    }
}
