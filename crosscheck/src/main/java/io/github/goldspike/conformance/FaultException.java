package io.github.goldspike.conformance;

/** Ends a question to an engine that broke the protocol. */
final class FaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    FaultException(Fault fault) {
        super(fault.sentence());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
