package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The checker accepts what the engine proves: promise 6. */
class CheckerTest {

    private static void accepts(Solved solved) {
        Checker.Verdict verdict = Checker.check(solved.network(), solved.answer());
        assertEquals(solved.certified() ? 0 : 1, verdict.status(), solved.name() + ": " + verdict.line());
    }

    @Test
    void everyCaseIsAccepted() throws IOException {
        for (Path file : Solved.cases()) {
            accepts(Solved.of(file.getFileName().toString(), Files.readAllBytes(file), 50, false));
        }
    }

    @Test
    void jacobiansAreAccepted() throws IOException {
        for (Path file : Solved.cases()) {
            accepts(Solved.of(file.getFileName().toString(), Files.readAllBytes(file), 30, true));
        }
    }

    @Test
    void randomNetworksAreAccepted() throws IOException {
        int certified = 0;
        for (int seed = 0; seed < 100; seed++) {
            Solved solved = Solved.of("seed " + seed, Solved.random(seed), 25, seed % 4 == 0);
            accepts(solved);
            certified += solved.certified() ? 1 : 0;
        }
        assertTrue(certified >= 95, "only " + certified + " of 100 networks were certified");
    }

    /** Two neurons of one kind with one history spike at the same time, and each feels the other without delay. */
    @Test
    void twinsAreSimultaneous() throws IOException {
        String network = "{\"format\": \"goldspike-network/1\", \"horizon\": \"4\", \"populations\": ["
                + "{\"name\": \"in\", \"spikes\": [[\"0\", \"1/3\"]]},"
                + "{\"name\": \"n\", \"size\": 2, \"beta\": 1, \"threshold\": 1}], \"projections\": ["
                + "{\"from\": \"in\", \"to\": \"n\", \"alpha\": 2, \"weights\": [[6, 6]]},"
                + "{\"from\": \"n\", \"to\": \"n\", \"alpha\": 3, \"weights\": [[1, 1], [1, 1]]}]}";
        accepts(Solved.of("twins", network.getBytes(StandardCharsets.UTF_8), 40, false));
    }

    @Test
    void badFilesAreBadInput() {
        byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                2, Checker.check("{".getBytes(StandardCharsets.UTF_8), empty).status());
        assertEquals(1, Checker.check(empty, empty).status());
    }
}
