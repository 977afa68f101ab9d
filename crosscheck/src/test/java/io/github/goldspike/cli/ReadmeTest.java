package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's worked example is the true output of its commands. */
class ReadmeTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String NETWORK = "crosscheck/examples/one-neuron.network.json";
    private static final String INDEPENDENT = "crosscheck/examples/one-neuron.independent.json";

    @TempDir
    private Path folder;

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static String shownAfter(String start, String end) throws IOException {
        Matcher block = Pattern.compile(Pattern.quote(start) + "\n(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(readme());
        assertTrue(block.find(), start);
        return block.group(1);
    }

    @Test
    void theAnswerInTheReadmeIsTheOneThatSolvePrints() throws IOException {
        Invocation solve = Invocation.ofAll(
                "solve", "--no-certificate", ROOT.resolve(NETWORK).toString());
        assertEquals(0, solve.exitStatus());
        assertEquals(shownAfter("<!-- example: " + NETWORK + " -->\n```json", "```"), solve.out());
    }

    @Test
    void theComparisonInTheReadmeIsTheOneThatComparePrints() throws IOException {
        Path answer = folder.resolve("answer.json");
        Invocation.ofAll("solve", ROOT.resolve(NETWORK).toString(), "-o", answer.toString());
        Invocation compare =
                Invocation.ofAll("compare", ROOT.resolve(INDEPENDENT).toString(), answer.toString());
        assertEquals(0, compare.exitStatus());
        assertEquals(shownAfter("$ ./goldspike compare " + INDEPENDENT + " answer.json", "$ echo $?"), compare.out());
    }
}
