package io.github.goldspike.model;

/** A network that the specification forbids: where (a JSON pointer into the network file) and why. */
public final class InvalidNetworkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String detail;

    /**
     * @param pointer JSON pointer of the offending value, {@code ""} for the whole file
     * @param detail what is wrong, naming the offending value
     */
    public InvalidNetworkException(String pointer, String detail) {
        super((pointer.isEmpty() ? "/" : pointer) + ": " + detail);
        this.pointer = pointer;
        this.detail = detail;
    }

    /** JSON pointer of the offending value, {@code ""} for the whole file. */
    public String pointer() {
        return pointer;
    }

    /** What is wrong, without the place. */
    public String detail() {
        return detail;
    }

    /** The same complaint about a part that stands at {@code prefix} in the whole. */
    public InvalidNetworkException under(String prefix) {
        InvalidNetworkException moved = new InvalidNetworkException(prefix + pointer, detail);
        moved.setStackTrace(getStackTrace());
        return moved;
    }
}
