package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.bench.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BenchCommandTest {

    private static final Pattern MEASURED =
            Pattern.compile(".* \\| [0-9.]+ (s|million events/s) \\([0-9.]+–[0-9.]+\\) \\|");

    /** One row of each benchmark; all of them take most of a minute, and are for the campaign. */
    private static final List<String> BY_DEFAULT =
            List.of("epoch of eventprop's own set-up", "10² neurons", "10⁴ × 100 backward, EventProp", "certified");

    private static final boolean CAMPAIGN = Integer.getInteger("goldspike.tries.factor", 1) > 1;

    @Test
    void quickPrintsEveryRowWithAFigure() {
        List<String> lines = new ArrayList<>();
        List<Row> rows = Row.all();
        if (CAMPAIGN) {
            lines.addAll(table());
        } else {
            BY_DEFAULT.forEach(work -> lines.addAll(table("--only", work)));
            rows = BY_DEFAULT.stream()
                    .flatMap(work -> Row.all().stream().filter(row -> row.work().contains(work)))
                    .toList();
        }
        assertEquals(rows.size(), lines.size(), lines.toString());
        for (int k = 0; k < rows.size(); k++) {
            assertTrue(lines.get(k).startsWith("| " + rows.get(k).work() + " | "), lines.get(k));
            assertTrue(MEASURED.matcher(lines.get(k)).matches(), lines.get(k));
        }
    }

    private static List<String> table(String... more) {
        List<String> command = new ArrayList<>(List.of("bench", "--quick"));
        command.addAll(List.of(more));
        Invocation run = Invocation.ofAll(command.toArray(String[]::new));
        assertEquals(0, run.exitStatus(), run.err());
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).contains("Java " + System.getProperty("java.runtime.version")), run.out());
        return lines.subList(4, lines.size());
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
