package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {

    @TempDir
    private Path folder;

    @Test
    void xorWritesTableRunsFigureAndANetworkThatSolves() throws IOException {
        Invocation run = Invocation.ofAll("experiment", "xor", "--runs", "4", "-o", folder.toString());
        assertEquals(0, run.exitStatus(), run.err());
        assertTrue(run.out().startsWith("XOR, 4 initialisations"), run.out());
        assertEquals(5, Files.readAllLines(folder.resolve("xor.csv")).size());
        byte[] png = Files.readAllBytes(folder.resolve("xor.png"));
        assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, java.util.Arrays.copyOf(png, 4));
        assertTrue(Files.readString(folder.resolve("xor.html")).contains("data:image/png;base64,"));
        Invocation solved =
                Invocation.ofAll("solve", folder.resolve("xor.network.json").toString(), "--digits", "10");
        assertEquals(0, solved.exitStatus(), solved.err());
        assertTrue(solved.out().contains("\"status\": \"certified\""));
    }

    @Test
    void threadsChangeNoDigit() {
        Invocation one = Invocation.ofAll("experiment", "iris", "--runs", "1", "--threads", "1");
        Invocation two = Invocation.ofAll("experiment", "iris", "--runs", "1", "--threads", "2");
        assertEquals(one.out(), two.out());
        assertFalse(one.out().isEmpty());
    }

    @Test
    void badInputIsOneLine() {
        assertRefused("there is no experiment \"xr\", expected xor or iris or yin-yang", "experiment", "xr");
        assertRefused("--recipe: xor has no recipe \"better\" to run alone", "experiment", "xor", "--recipe", "better");
        assertRefused("--runs: must not be negative", "experiment", "xor", "--runs", "-1");
        assertRefused(
                folder.resolve("no") + ": no such directory",
                "experiment",
                "xor",
                "-o",
                folder.resolve("no").toString());
    }

    private static void assertRefused(String message, String... arguments) {
        Invocation run = Invocation.ofAll(arguments);
        assertEquals(new Invocation(2, "", "goldspike: " + message + "\n"), run);
    }
}
