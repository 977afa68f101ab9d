package io.github.goldspike.format;

import io.github.goldspike.model.InvalidNetworkException;

/** A file that is not what its format demands: where (a JSON pointer) and what is wrong. */
public final class BadFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String detail;

    /**
     * @param pointer JSON pointer of the offending value, {@code ""} for the whole document
     * @param detail what is wrong
     */
    public BadFileException(String pointer, String detail) {
        super((pointer.isEmpty() ? "/" : pointer) + ": " + detail);
        this.pointer = pointer;
        this.detail = detail;
    }

    /** The complaint of the model about what was read. */
    static BadFileException of(InvalidNetworkException invalid) {
        return new BadFileException(invalid.pointer(), invalid.detail());
    }

    public String pointer() {
        return pointer;
    }

    public String detail() {
        return detail;
    }
}
