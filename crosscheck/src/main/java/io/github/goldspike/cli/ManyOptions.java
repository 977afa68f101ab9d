package io.github.goldspike.cli;

import picocli.CommandLine.Option;

/** Of commands that take a file of many networks, one a line. */
final class ManyOptions {

    @Option(
            names = "--many",
            description =
                    "The files have one JSON document a line, and so has the output, in the same order. All processors"
                            + " work. A line that cannot be used costs that line, which then says why (exit status 2 in the"
                            + " end). Where -o names a file, a run that was interrupted goes on when it is started again.")
    private boolean many;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of --many: threads (default: one for each processor); they change no byte.")
    private int threads;

    boolean asked() {
        if (threads < 0) {
            throw Failure.badInput("--threads: must not be negative");
        }
        if (threads > 0 && !many) {
            throw Failure.badInput("--threads: needs --many");
        }
        return many;
    }

    int threads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
