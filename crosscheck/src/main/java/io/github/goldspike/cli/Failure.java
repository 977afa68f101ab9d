package io.github.goldspike.cli;

/** Ends the command with one line for the user. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitStatus;
    private final String pointer;
    private final String detail;

    private Failure(int exitStatus, String line, String pointer, String detail) {
        super(line);
        this.exitStatus = exitStatus;
        this.pointer = pointer;
        this.detail = detail;
    }

    private Failure(int exitStatus, String line) {
        this(exitStatus, line, "", line);
    }

    /** Bad usage or bad input. */
    static Failure badInput(String line) {
        return new Failure(ExitStatus.BAD_INPUT, line);
    }

    /** Bad input with its place in a file. */
    static Failure badInput(String file, String pointer, String detail) {
        String place = pointer.isEmpty() ? "/" : pointer;
        return new Failure(ExitStatus.BAD_INPUT, file + ": " + place + ": " + detail, pointer, detail);
    }

    /** The program under test is not there, or does not start. */
    static Failure notStarted(String line) {
        return new Failure(ExitStatus.NOT_STARTED, line);
    }

    /** The reader of standard output went away: nobody is left to tell. */
    static Failure brokenPipe() {
        return new Failure(ExitStatus.BROKEN_PIPE, "");
    }

    /** Nobody waits for the result any more. */
    static Failure interrupted() {
        return new Failure(ExitStatus.INTERRUPTED, "");
    }

    /** JSON pointer of the place in the file; empty for the whole of it, and where there is no file. */
    String pointer() {
        return pointer;
    }

    /** What is wrong, without file and place. */
    String detail() {
        return detail;
    }

    int exitStatus() {
        return exitStatus;
    }
}
