package io.github.goldspike.cli;

import io.github.goldspike.conformance.report.ReportDifference;
import io.github.goldspike.conformance.report.SavedReport;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;

/** {@code goldspike compare-reports}. */
@Command(
        name = "compare-reports",
        description = "What changed from one run of conform to another, by their JSON reports.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Exit status: 0 if nothing fails that did not fail before, otherwise 1."})
final class CompareReportsCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "Report of conform --json, - for standard input.")
    private String before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another one.")
    private String after;

    CompareReportsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (before.equals("-") && after.equals("-")) {
            throw Failure.badInput("-: standard input cannot be both files");
        }
        ReportDifference difference = ReportDifference.of(read(before), read(after));
        OutputFile.open("-", streams)
                .write(bytes -> bytes.write(difference.text().getBytes(StandardCharsets.UTF_8)));
        return difference.isWorse() ? ExitStatus.DISAGREES : ExitStatus.DONE;
    }

    private SavedReport read(String file) {
        try {
            return SavedReport.read(new InputFile(file, streams).text());
        } catch (JacksonException notJson) {
            throw Failure.badInput(file, "", "not JSON");
        } catch (IllegalArgumentException other) {
            throw Failure.badInput(file + ": " + other.getMessage());
        }
    }
}
