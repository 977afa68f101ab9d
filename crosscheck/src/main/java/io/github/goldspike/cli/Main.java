package io.github.goldspike.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code goldspike}. */
@Command(
        name = "goldspike",
        description =
                "Golden answers for spiking neural networks: spike times and exact gradients, every digit proved.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs the program and ends the process with the exit status of the specification. */
    public static void main(String[] arguments) {
        Streams streams = new Streams(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                System.err,
                Boolean.getBoolean("goldspike.terminal"));
        System.exit(run(streams, Engines.ALL, arguments));
    }

    /** Runs the program; the exit status is the result. */
    static int run(Streams streams, Engines engines, String... arguments) {
        CommandLine command = new CommandLine(new Main())
                .addSubcommand(new SolveCommand(streams, engines))
                .addSubcommand(new VerifyCommand(streams))
                .addSubcommand(new CompareCommand(streams))
                .addSubcommand(new ImportCommand(streams))
                .addSubcommand(new ExportCommand(streams))
                .addSubcommand(new CorpusCommand(engines))
                .addSubcommand(new ConformCommand(streams, engines))
                .addSubcommand(new CompareReportsCommand(streams))
                .addSubcommand(new MutantsCommand(streams))
                .addSubcommand(new ExperimentCommand(streams))
                .addSubcommand(new BenchCommand(streams))
                .addSubcommand(new ServeCommand(streams, engines))
                .addSubcommand(new GridsCommand(streams))
                .addSubcommand(new ShowCommand(streams, engines))
                .addSubcommand(new StudyCommand(streams))
                .addSubcommand(new CampaignCommand(streams))
                .setOut(new PrintWriter(new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8), true))
                .setParameterExceptionHandler((wrong, given) -> {
                    streams.complain(wrong.getMessage() + Suggestion.forWhatIsWrong(wrong));
                    return ExitStatus.BAD_INPUT;
                })
                .setExecutionExceptionHandler((failed, given, result) -> report(failed, streams));
        try {
            return command.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError error) {
            return report(error, streams);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is expected: "
                        + String.join(" or ", spec.subcommands().keySet()) + " (see goldspike --help)");
    }

    private static int report(Throwable failed, Streams streams) {
        if (System.getenv("GOLDSPIKE_DEBUG") != null) {
            failed.printStackTrace(streams.err());
        }
        if (failed instanceof Failure failure) {
            if (!failure.getMessage().isEmpty()) {
                streams.complain(failure.getMessage());
            }
            return failure.exitStatus();
        }
        if (failed instanceof OutOfMemoryError) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            streams.complain("out of memory: this needs more than a heap of " + megabytes + " MB");
        } else {
            streams.complain("this is a bug in goldspike: " + failed + " (GOLDSPIKE_DEBUG=1 shows where)");
        }
        return ExitStatus.INTERNAL;
    }
}
