package io.github.goldspike.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another built checkout, which measures the same rows by its own {@code goldspike bench}, so that ratios are of one machine and hour. */
public final class OtherBuild {

    private static final Pattern MEDIAN = Pattern.compile("([0-9.]+(?:[eE][+-]?[0-9]+)?) .*");

    private final Path jars;

    private OtherBuild(Path jars) {
        this.jars = jars;
    }

    /** The build of a checkout; empty if it has none. */
    public static Optional<OtherBuild> in(Path checkout) {
        Path jars = checkout.resolve("crosscheck/target/distribution");
        return Files.isDirectory(jars) ? Optional.of(new OtherBuild(jars)) : Optional.empty();
    }

    /**
     * What it measures.
     *
     * @param text as it prints it
     * @param median in the unit of the row
     */
    public record Measured(String text, double median) {}

    /**
     * Measures a row there; empty if that build has no such row.
     *
     * @throws IllegalStateException if the process cannot be run or is broken off
     */
    public Optional<Measured> measure(Row row, boolean quick) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                jars.resolve("*").toString(),
                "io.github.goldspike.cli.Main",
                "bench",
                "--only",
                row.work()));
        if (quick) {
            command.add("--quick");
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String table = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return table.lines()
                    .filter(line -> line.startsWith("| " + row.work() + " |"))
                    .map(OtherBuild::lastColumn)
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (IOException failed) {
            throw new IllegalStateException(row.work() + ": " + failed.getMessage(), failed);
        } catch (InterruptedException brokenOff) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(row.work() + ": interrupted", brokenOff);
        }
    }

    private static Optional<Measured> lastColumn(String line) {
        String[] columns = line.split("\\|");
        String last = columns[columns.length - 1].strip();
        Matcher median = MEDIAN.matcher(last);
        if (!median.matches()) {
            return Optional.empty();
        }
        double unit = last.contains("million") ? SpeedTable.MILLION : 1;
        return Optional.of(new Measured(last, Double.parseDouble(median.group(1)) * unit));
    }
}
