package io.github.goldspike.cli;

import io.github.goldspike.checker.Checker;
import io.github.goldspike.format.AnswerReader;
import io.github.goldspike.format.BadFileException;
import io.github.goldspike.format.NetworkReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import picocli.CommandLine.Command;
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
            "2 if a file is malformed."
        })
final class VerifyCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "NETWORK", description = "Network file, - for standard input.")
    private String network;

    @Parameters(index = "1", paramLabel = "ANSWER", description = "Answer file of goldspike solve.")
    private String answer;

    VerifyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (network.equals("-") && answer.equals("-")) {
            throw Failure.badInput("-: standard input cannot be both files");
        }
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
        OutputFile.open("-", streams)
                .write(bytes -> bytes.write((verdict.line() + "\n").getBytes(StandardCharsets.UTF_8)));
        return verdict.status();
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
