package io.github.goldspike.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the corpus's read-me runs and finds what it says. */
class CorpusReadmeTest {

    private static final Pattern DIGITS = Pattern.compile("[a-z0-9-]+: [0-9.]+, ([0-9.]+) digits");

    @TempDir
    private Path folder;

    private static String example() throws IOException {
        Matcher block = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL)
                .matcher(new String(Kept.bytes("README.md"), StandardCharsets.UTF_8));
        assertTrue(block.find(), "no example");
        return block.group(1);
    }

    @Test
    void thePythonExampleHasAtMostTwentyLinesAndAgrees() throws IOException, InterruptedException {
        assertTrue(example().lines().count() <= 20);
        Path script = Files.writeString(folder.resolve("example.py"), example());
        Path output = folder.resolve("output");
        Process python;
        try {
            // -S: nothing but the standard library.
            python = new ProcessBuilder(
                            "python3",
                            "-S",
                            script.toString(),
                            Kept.FOLDER.toAbsolutePath().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException missing) {
            throw new AssertionError(
                    "this test needs python3, which the example of the corpus is written for", missing);
        }
        if (!python.waitFor(60, TimeUnit.SECONDS)) {
            python.destroyForcibly();
            fail("the example did not end within a minute");
        }
        List<String> lines = Files.readAllLines(output);
        assertEquals(0, python.exitValue(), lines::toString);
        assertEquals(4, lines.size(), lines::toString);
        for (String line : lines) {
            Matcher matcher = DIGITS.matcher(line);
            assertTrue(matcher.matches() && Double.parseDouble(matcher.group(1)) >= 14, line);
        }
    }
}
