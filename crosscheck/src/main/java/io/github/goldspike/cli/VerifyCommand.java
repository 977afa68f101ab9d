package io.github.goldspike.cli;

import io.github.goldspike.checker.Checker;
import io.github.goldspike.format.AnswerReader;
import io.github.goldspike.format.BadFileException;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.format.RefusalWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldspike verify}. */
@Command(
        name = "verify",
        description =
                "Proves a certified answer anew from its certificate, by a small checker that trusts nothing else.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "The checker is one file and runs alone, too: java Checker.java NETWORK ANSWER.",
            "Exit status: 0 if everything printed was proved, 1 if not (one line says where and why),",
            "2 if a file is malformed, 3 if all was but what the line says: that an undecided answer could not say more,",
            "that some derivatives are undefined, or potentials (--traces).",
            "The line names what is not looked at (gradientCondition, nearest, notes)."
        })
final class VerifyCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "NETWORK", description = "Network file, - for standard input.")
    private String network;

    @Parameters(index = "1", paramLabel = "ANSWER", description = "Answer file of goldspike solve.")
    private String answer;

    @Option(
            names = "-o",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "Where the verdict is written (default: standard output).")
    private String output;

    @Mixin
    private ManyOptions many;

    VerifyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (network.equals("-") && answer.equals("-")) {
            throw Failure.badInput("-: standard input cannot be both files");
        }
        if (many.asked()) {
            return new ManyLines(streams, List.of(network, answer), new Lines(), VerifyCommand::outcome)
                    .run(ManyLines.task("verify", ""), output, many.threads());
        }
        OutputFile file = OutputFile.open(output, streams);
        Checker.Verdict verdict = verdict(network, answer, streams);
        file.write(bytes -> bytes.write((verdict.line() + "\n").getBytes(StandardCharsets.UTF_8)));
        return verdict.status();
    }

    /** Line by line; a line of no use has its message as verdict. */
    private final class Lines implements ManyLines.Work {

        @Override
        public byte[] on(List<String> names, List<byte[]> lines) {
            Streams pair = new Streams(
                    streams.in(),
                    streams.out(),
                    streams.err(),
                    false,
                    Map.of(names.get(0), lines.get(0), names.get(1), lines.get(1)));
            if (new String(lines.get(1), StandardCharsets.UTF_8).startsWith(RefusalWriter.BEGINS)) {
                throw Failure.badInput(names.get(1), "/refused", "there is no answer to verify");
            }
            return verdict(names.get(0), names.get(1), pair).line().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] instead(long number, List<byte[]> lines, Failure bad) {
            return ("bad input: " + bad.getMessage()).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static ManyLines.Outcome outcome(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        if (text.startsWith("accepted")) {
            return ManyLines.Outcome.DONE;
        }
        if (text.startsWith("undecided")) {
            return ManyLines.Outcome.UNDECIDED;
        }
        return text.startsWith("bad input") ? ManyLines.Outcome.BAD : ManyLines.Outcome.DISAGREES;
    }

    private static Checker.Verdict verdict(String network, String answer, Streams streams) {
        byte[] asked =
                new InputFile(network, streams).read(VerifyCommand::network).value();
        byte[] claimed =
                new InputFile(answer, streams).read(InputStream::readAllBytes).value();
        if (isOnGrid(claimed)) {
            throw Failure.badInput(answer, "/grid", "an answer on a grid has no certificate");
        }
        Checker.Verdict verdict = Checker.check(asked, claimed);
        if (verdict.status() == ExitStatus.BAD_INPUT) {
            String named = verdict.line()
                    .replaceFirst("^bad input: network", Matcher.quoteReplacement(network))
                    .replaceFirst("^bad input: answer", Matcher.quoteReplacement(answer));
            throw Failure.badInput(named);
        }
        return verdict;
    }

    /** What is no answer at all the checker says best. */
    private static boolean isOnGrid(byte[] answer) {
        try {
            return AnswerReader.isOnGrid(new ByteArrayInputStream(answer));
        } catch (BadFileException | IOException malformed) {
            return false;
        }
    }

    /** The checker believes no reader; but what is wrong with a malformed network file the reader says best, and where. */
    private static byte[] network(InputStream file) throws IOException {
        byte[] bytes = file.readAllBytes();
        Optional<String> kernel =
                NetworkReader.read(new ByteArrayInputStream(bytes)).firstKernel();
        if (kernel.isPresent()) {
            throw new BadFileException(kernel.get(), "answers of networks with kernels are not proved by the checker");
        }
        return bytes;
    }
}
