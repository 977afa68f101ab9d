package io.github.goldspike.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
        CommandLine command = new CommandLine(new Main());
        Map<String, Supplier<Object>> commands = commands(streams, engines);
        // To look at all commands takes a third of the time of a small network.
        if (arguments.length > 0 && commands.containsKey(arguments[0])) {
            commands.keySet().retainAll(Set.of(arguments[0]));
        }
        commands.forEach((name, made) -> command.addSubcommand(name, made.get()));
        command.setOut(new PrintWriter(new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8), true))
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

    /** All commands by their names, in the order of the help. */
    private static Map<String, Supplier<Object>> commands(Streams streams, Engines engines) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("solve", () -> new SolveCommand(streams, engines));
        commands.put("verify", () -> new VerifyCommand(streams));
        commands.put("compare", () -> new CompareCommand(streams));
        commands.put("import", () -> new ImportCommand(streams));
        commands.put("export", () -> new ExportCommand(streams));
        commands.put("corpus", () -> new CorpusCommand(engines));
        commands.put("conform", () -> new ConformCommand(streams, engines));
        commands.put("compare-reports", () -> new CompareReportsCommand(streams));
        commands.put("mutants", () -> new MutantsCommand(streams));
        commands.put("experiment", () -> new ExperimentCommand(streams));
        commands.put("bench", () -> new BenchCommand(streams));
        commands.put("serve", () -> new ServeCommand(streams, engines, Main::run));
        commands.put("grids", () -> new GridsCommand(streams));
        commands.put("show", () -> new ShowCommand(streams, engines));
        commands.put("study", () -> new StudyCommand(streams));
        commands.put("campaign", () -> new CampaignCommand(streams));
        return commands;
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
        if (isEnding()) {
            return ExitStatus.INTERRUPTED;
        }
        if (failed instanceof OutOfMemoryError) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            streams.complain("out of memory: this needs more than a heap of " + megabytes + " MB");
        } else {
            streams.complain("this is a bug in goldspike: " + failed + " (GOLDSPIKE_DEBUG=1 shows where)");
        }
        return ExitStatus.INTERNAL;
    }

    /** Whether a signal is ending the program: what fails then, in a library that may no longer start anything, is no news. */
    private static boolean isEnding() {
        Thread nobody = new Thread(() -> {}, "asks whether the program ends");
        try {
            Runtime.getRuntime().addShutdownHook(nobody);
            Runtime.getRuntime().removeShutdownHook(nobody);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}
