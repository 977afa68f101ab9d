package io.github.goldspike.cli;

/** Ends the command with one line for the user. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    private Failure(int exitStatus, String line) {
        super(line);
        this.exitStatus = exitStatus;
    }

    /** Bad usage or bad input. */
    static Failure badInput(String line) {
        return new Failure(ExitStatus.BAD_INPUT, line);
    }

    /** Bad input with its place in a file. */
    static Failure badInput(String file, String pointer, String detail) {
        return badInput(file + ": " + (pointer.isEmpty() ? "/" : pointer) + ": " + detail);
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

    int exitStatus() {
        return exitStatus;
    }
}
