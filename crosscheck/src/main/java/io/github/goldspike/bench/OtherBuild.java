package io.github.goldspike.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Another built checkout, which measures the same rows by its own {@code goldspike bench}, so that ratios are of one machine and hour. */
public final class OtherBuild {

    private static final Pattern MEDIAN = Pattern.compile("([0-9.]+(?:[eE][+-]?[0-9]+)?) .*");

    private final Path jars;
    /** For each name of a row what was measured for the rows of that name, and not yet asked for. */
    private final Map<String, Queue<Optional<Measured>>> unread = new HashMap<>();

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
     * Measures a row there; empty if that build has no such row. Of rows with the same name the first that is asked for is the first there,
     * and so on: all are measured at once, when the first is.
     *
     * @throws IllegalStateException if the process cannot be run or is broken off
     */
    public Optional<Measured> measure(Row row, boolean quick) {
        Queue<Optional<Measured>> left = unread.computeIfAbsent(row.work(), work -> lines(table(work, quick), work));
        return left.isEmpty() ? Optional.empty() : left.remove();
    }

    /** What stands in the last column of the rows of this name. */
    static Queue<Optional<Measured>> lines(String table, String work) {
        return table.lines()
                .filter(line -> line.startsWith("| " + work + " |"))
                .map(OtherBuild::lastColumn)
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    private String table(String work, boolean quick) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                jars.resolve("*").toString(),
                "io.github.goldspike.cli.Main",
                "bench",
                "--only",
                work));
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
            return table;
        } catch (IOException failed) {
            throw new IllegalStateException(work + ": " + failed.getMessage(), failed);
        } catch (InterruptedException brokenOff) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(work + ": interrupted", brokenOff);
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
