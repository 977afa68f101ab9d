package io.github.goldspike.cli;

/** Exit statuses of the specification, section 4, two of {@code conform}, and three of the system's conventions. */
final class ExitStatus {

    static final int DONE = 0;
    static final int DISAGREES = 1;
    static final int BAD_INPUT = 2;
    static final int UNDECIDED = 3;

    /** The program under test could not be started. */
    static final int NOT_STARTED = 4;

    /** Nothing is held against an engine, but of more than half of its cases nothing follows. */
    static final int INCONCLUSIVE = 5;

    /** A bug or a limit of goldspike itself (EX_SOFTWARE). */
    static final int INTERNAL = 70;

    /** What a shell reports of a program that was ended by Ctrl-C (128 + SIGINT). */
    static final int INTERRUPTED = 130;

    /** What a shell reports of a program whose reader went away (128 + SIGPIPE). */
    static final int BROKEN_PIPE = 141;

    private ExitStatus() {}
}
