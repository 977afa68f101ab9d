package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.experiment.CheckpointFile;
import io.github.goldspike.experiment.Experiment;
import io.github.goldspike.experiment.Experiments;
import io.github.goldspike.experiment.Findings;
import io.github.goldspike.format.NetworkWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
        assertSolvedAndVerified("xor");
    }

    /** The network file that the experiment wrote. */
    private void assertSolvedAndVerified(String experiment) throws IOException {
        String network = folder.resolve(experiment + ".network.json").toString();
        Path answer = folder.resolve(experiment + ".answer.json");
        Invocation solved = Invocation.ofAll("solve", network, "--digits", "10", "-o", answer.toString());
        assertEquals(new Invocation(0, "", ""), solved);
        assertTrue(Files.readString(answer).contains("\"status\": \"certified\""));
        Invocation verified = Invocation.ofAll("verify", network, answer.toString());
        assertEquals(0, verified.exitStatus(), verified.err());
    }

    @Test
    void threadsChangeNoDigitOfIris() throws IOException {
        Invocation one =
                Invocation.ofAll("experiment", "iris", "--runs", "2", "--threads", "1", "-o", folder.toString());
        Invocation two = Invocation.ofAll("experiment", "iris", "--runs", "2", "--threads", "2");
        assertEquals(one, two);
        assertFalse(one.out().isEmpty());
        assertSolvedAndVerified("iris");
    }

    /** Thrown where the user would press Ctrl-C. */
    private static final class Interrupt extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aTrainingThatWasInterruptedGoesOnFromItsFileWithTheSameBits() throws IOException {
        Path file = folder.resolve("yin-yang.checkpoints");
        Experiment experiment = Experiments.all().stream()
                .filter(Experiment::keepsCheckpoints)
                .findFirst()
                .orElseThrow();
        Findings whole =
                experiment.run(new Experiment.Settings(2, 1, Optional.of("quick"), Optional.empty()), progress -> {});
        Experiment.Settings kept =
                new Experiment.Settings(2, 1, Optional.of("quick"), Optional.of(CheckpointFile.open(file)));
        AtomicInteger epochs = new AtomicInteger();
        assertThrows(
                Interrupt.class,
                () -> experiment.run(kept, progress -> {
                    if (epochs.incrementAndGet() == 4) {
                        throw new Interrupt();
                    }
                }));
        Invocation resumed = Invocation.ofAll(
                "experiment",
                "yin-yang",
                "--recipe",
                "quick",
                "--runs",
                "1",
                "--threads",
                "1",
                "--checkpoint",
                file.toString(),
                "-o",
                folder.toString());
        assertEquals("", resumed.err());
        assertEquals(0, resumed.exitStatus());
        // The network file has every weight as it is.
        ByteArrayOutputStream network = new ByteArrayOutputStream();
        NetworkWriter.write(whole.network(), network);
        assertArrayEquals(network.toByteArray(), Files.readAllBytes(folder.resolve("yin-yang.network.json")));
        assertEquals(
                whole.epochs().stream().map(row -> String.join(",", row)).toList(),
                Files.readAllLines(folder.resolve("yin-yang-epochs.csv")));
        assertEquals(10 + 1, whole.epochs().size());
        assertSolvedAndVerified("yin-yang");
    }

    @Test
    void aFileThatIsNoCheckpointIsRefusedInOneLine() throws IOException {
        Path foreign = Files.writeString(folder.resolve("notes.txt"), "something: else\n");
        assertRefused(
                foreign + ": is not a file of checkpoints",
                "experiment",
                "yin-yang",
                "--checkpoint",
                foreign.toString());
        assertRefused(folder + ": is a directory", "experiment", "yin-yang", "--checkpoint", folder.toString());
        Path nowhere = foreign.resolve("file");
        assertRefused(
                nowhere + ": cannot be written: " + foreign + " is not a directory",
                "experiment",
                "yin-yang",
                "--checkpoint",
                nowhere.toString());
        assertRefused("--checkpoint: xor keeps none", "experiment", "xor", "--checkpoint", foreign.toString());
    }

    @Test
    void badInputIsOneLine() {
        assertRefused(
                "there is no experiment \"xr\", expected xor or iris or yin-yang or surrogate", "experiment", "xr");
        assertRefused("--recipe: xor has no recipe \"better\" to run alone", "experiment", "xor", "--recipe", "better");
        assertRefused("--runs: must not be negative", "experiment", "xor", "--runs", "-1");
    }

    private static void assertRefused(String message, String... arguments) {
        Invocation run = Invocation.ofAll(arguments);
        assertEquals(new Invocation(2, "", "goldspike: " + message + "\n"), run);
    }
}
