package io.github.goldspike.cli;

import io.github.goldspike.agreement.Comparison;
import io.github.goldspike.agreement.Quantity;
import io.github.goldspike.agreement.Quantity.Verdict;
import io.github.goldspike.format.AnswerFile;
import io.github.goldspike.format.AnswerReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldspike compare}. */
@Command(
        name = "compare",
        description = "Digits of agreement and verdict for each quantity of two answers.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Two values agree if they are less than one unit of the last digit of each apart.",
            "A file that does not say its digits is taken at the digits of its strings, and at",
            "15 for JSON numbers; --digits asks for fewer. What is undecided in one file is not",
            "held against the other. Exit status: 0 if nothing disagrees, otherwise 1."
        })
final class CompareCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "GOLDEN", description = "Answer file that is believed, - for standard input.")
    private String golden;

    @Parameters(index = "1", paramLabel = "CANDIDATE", description = "Answer file that is judged.")
    private String candidate;

    @Option(
            names = "--digits",
            paramLabel = "N",
            description = "Significant digits that must agree (default: all that both files claim).")
    private Optional<Integer> digits = Optional.empty();

    CompareCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (digits.isPresent() && digits.get() < 1) {
            throw Failure.badInput("--digits: must be 1 or more, but is " + digits.get());
        }
        if (golden.equals("-") && candidate.equals("-")) {
            throw Failure.badInput("-: standard input cannot be both files");
        }
        OptionalInt demanded = digits.map(OptionalInt::of).orElse(OptionalInt.empty());
        List<Quantity> quantities = Comparison.of(read(golden), read(candidate), demanded);
        boolean disagrees = quantities.stream().anyMatch(q -> q.verdict() == Verdict.DISAGREES);
        StringBuilder report = new StringBuilder();
        quantities.forEach(quantity -> report.append(quantity).append('\n'));
        report.append(disagrees ? "DISAGREES" : "agrees")
                .append(
                        quantities.stream().anyMatch(q -> q.verdict() == Verdict.UNDECIDED)
                                ? " (as far as decided)\n"
                                : "\n");
        OutputFile.open("-", streams)
                .write(bytes -> bytes.write(report.toString().getBytes(StandardCharsets.UTF_8)));
        return disagrees ? ExitStatus.DISAGREES : ExitStatus.DONE;
    }

    private AnswerFile read(String file) {
        return new InputFile(file, streams).read(AnswerReader::read).value();
    }
}
