package io.github.goldspike.contract;

/** A valid network that needs a feature which the engine does not have. */
public final class UnsupportedNetworkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String detail;

    /**
     * @param pointer JSON pointer of the value that asks for the feature
     * @param detail which feature is missing in which engine
     */
    public UnsupportedNetworkException(String pointer, String detail) {
        super(pointer + ": " + detail);
        this.pointer = pointer;
        this.detail = detail;
    }

    public String pointer() {
        return pointer;
    }

    public String detail() {
        return detail;
    }
}
