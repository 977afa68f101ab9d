package io.github.goldspike.grid;

/** A grid that the specification forbids: which field of it, and why. */
public final class InvalidGridException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param field name of the field in the specification */
    public InvalidGridException(String field, String detail) {
        super(detail);
        this.field = field;
    }

    /** Name of the field in the specification. */
    public String field() {
        return field;
    }
}
