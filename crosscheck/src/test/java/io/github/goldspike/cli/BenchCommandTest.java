package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.bench.Row;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BenchCommandTest {

    private static final Pattern MEASURED =
            Pattern.compile(".* \\| [0-9.]+ (s|million events/s) \\([0-9.]+–[0-9.]+\\) \\|");

    @Test
    void quickPrintsEveryRowWithAFigure() {
        Invocation run = Invocation.ofAll("bench", "--quick");
        assertEquals(0, run.exitStatus(), run.err());
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).contains("Java " + System.getProperty("java.runtime.version")), run.out());
        List<Row> rows = Row.all();
        List<String> table = lines.stream().skip(4).collect(Collectors.toList());
        assertEquals(rows.size(), table.size(), run.out());
        for (int k = 0; k < rows.size(); k++) {
            assertTrue(table.get(k).startsWith("| " + rows.get(k).work() + " | "), table.get(k));
            assertTrue(MEASURED.matcher(table.get(k)).matches(), table.get(k));
        }
    }

    @Test
    void anotherBuildThatIsNoneIsOneLine() {
        Invocation missing = Invocation.ofAll("bench", "--beside", "no/such/checkout");
        assertEquals(
                new Invocation(
                        2,
                        "",
                        "goldspike: --beside: no/such/checkout has no crosscheck/target/distribution (it is not built)\n"),
                missing);
    }

    @Test
    void badOptionsAreOneLine() {
        Invocation unknown = Invocation.ofAll("bench", "--slow");
        assertEquals(new Invocation(2, "", "goldspike: Unknown option: '--slow'\n"), unknown);
        Invocation none = Invocation.ofAll("bench", "--only", "no such work");
        assertEquals(new Invocation(2, "", "goldspike: --only: no row contains \"no such work\"\n"), none);
        Invocation argument = Invocation.ofAll("bench", "epoch");
        assertEquals(2, argument.exitStatus());
        assertEquals(1, argument.err().lines().count(), argument.err());
    }
}
