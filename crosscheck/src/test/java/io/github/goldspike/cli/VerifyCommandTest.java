package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    private static final String NETWORK = "src/test/resources/cases/a01_single_alpha_eq_beta.network.json";

    @TempDir
    private Path folder;

    private static Invocation run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]), out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
        int exitStatus = Main.run(streams, Engines.ALL, arguments);
        return new Invocation(exitStatus, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void acceptsRefusesAndComplains() throws IOException {
        String answer = folder.resolve("answer.json").toString();
        assertEquals(0, run("solve", NETWORK, "--digits", "20", "-o", answer).exitStatus());
        assertEquals(
                new Invocation(
                        0,
                        "accepted: 2 spikes and their slopes, silence otherwise, loss, its condition number,"
                                + " gradient by weights (1 entries), 2 condition numbers\n",
                        ""),
                run("verify", NETWORK, answer));
        assertEquals(0, run("solve", NETWORK, "--no-certificate", "-o", answer).exitStatus());
        assertEquals(new Invocation(1, "refused: /certificate: is missing\n", ""), run("verify", NETWORK, answer));
        String misspelt = folder.resolve("network.json").toString();
        Files.writeString(Path.of(misspelt), Files.readString(Path.of(NETWORK)).replace("horizon", "horizont"));
        Invocation refused = run("verify", misspelt, answer);
        assertEquals(2, refused.exitStatus());
        assertTrue(refused.err().contains("network.json: /horizont"), refused.err());
        Files.writeString(Path.of(answer), "{");
        Invocation malformed = run("verify", NETWORK, answer);
        assertEquals(2, malformed.exitStatus());
        assertEquals("goldspike: " + answer + ": JSON: has no name where one is expected\n", malformed.err());
        assertEquals(2, run("verify", "-", "-").exitStatus());
    }
}
