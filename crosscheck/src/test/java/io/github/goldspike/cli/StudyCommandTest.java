package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyCommandTest {

    @TempDir
    private Path folder;

    @Test
    void gradientsNearATouchGrowAsTheInverseRootOfTheDistance() throws IOException {
        Invocation run = Invocation.ofAll("study", "grazing", "-o", folder.toString());
        assertEquals(0, run.exitStatus(), run.err());
        assertTrue(run.out().contains("The gradient grows as distance^-0.5"), run.out());
        List<String> rows = Files.readAllLines(folder.resolve("grazing.csv"));
        assertEquals("distance,gradient,fast_error,difference_error", rows.get(0));
        assertEquals(41, rows.size());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("grazing.csv", "grazing.html", "grazing.pdf", "grazing.svg"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        String page = Files.readString(folder.resolve("grazing.html"));
        assertTrue(page.contains("<svg"), "with its figure");
        assertTrue(page.contains("goldspike study grazing --seed 1"), "with the command that makes it again");
    }

    @Test
    void aStudyThatWasInterruptedGoesOnAndGivesTheSameBytes() throws IOException {
        Invocation.ofAll("study", "grazing", "-o", folder.toString(), "--threads", "2");
        List<String> whole = Files.readAllLines(folder.resolve("grazing.csv"));
        Path other = Files.createDirectory(folder.resolve("other"));
        // As a killed process leaves it: some lines in order, one ahead, one torn.
        Files.writeString(other.resolve("grazing.csv.part"), String.join("\n", whole.subList(0, 9)) + "\n1.0e-");
        Files.writeString(
                other.resolve("grazing.csv.part.log"),
                ManyLines.task(
                                "study",
                                "grazing 1 " + List.of(List.of(whole.get(0).split(","))) + " 40") + "\n12 "
                        + whole.get(12) + "\n13 0.0");
        Invocation run = Invocation.ofAll("study", "grazing", "-o", other.toString());
        assertEquals("goldspike: study grazing: going on after 9 of 40 points\n", run.err());
        assertEquals(-1, Files.mismatch(folder.resolve("grazing.csv"), other.resolve("grazing.csv")));
        Files.writeString(other.resolve("grazing.csv.part.log"), "another task\n", StandardOpenOption.CREATE);
        assertEquals(
                2, Invocation.ofAll("study", "grazing", "-o", other.toString()).exitStatus());
    }

    @Test
    void badUsageIsOneLine() {
        assertEquals(
                "goldspike: there is no study \"x\", expected digits or dt or precision or grazing or surrogate or cost\n",
                Invocation.ofAll("study", "x", "-o", folder.toString()).err());
        assertEquals(
                "goldspike: " + folder + "/none: no such directory\n",
                Invocation.ofAll("study", "cost", "-o", folder + "/none").err());
    }

    @Test
    void aProgramIsMeasuredWithPrecisionOnlyAndHasToStart() {
        Invocation elsewhere = Invocation.ofAll("study", "cost", "-o", folder.toString(), "--", "true");
        assertEquals(2, elsewhere.exitStatus());
        assertEquals("goldspike: study cost measures no other program, study precision does\n", elsewhere.err());
        Invocation none = Invocation.ofAll("study", "precision", "-o", folder.toString(), "--", "/no/such/program");
        assertEquals(4, none.exitStatus());
        assertEquals(1, none.err().lines().count(), none.err());
        Invocation silent = Invocation.ofAll("study", "precision", "-o", folder.toString(), "--", "true");
        assertEquals(4, silent.exitStatus());
        assertTrue(silent.err().startsWith("goldspike: the engine did not start: "), silent.err());
    }
}
