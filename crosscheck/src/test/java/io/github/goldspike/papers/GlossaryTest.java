package io.github.goldspike.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** proofs-notes/glossary.md names what is there. */
class GlossaryTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)\\.([A-Z]\\w*)(?:#(\\w+))?`");

    private static List<String[]> rows() throws IOException {
        return Files.readString(ROOT.resolve("proofs-notes/glossary.md"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| term "))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
                .toList();
    }

    private static Optional<Path> source(String room, String name) {
        return Stream.of("reference", "fast", "crosscheck")
                .map(module -> ROOT.resolve(module)
                        .resolve("src/main/java/io/github/goldspike")
                        .resolve(room.replace('.', '/'))
                        .resolve(name + ".java"))
                .filter(Files::exists)
                .findFirst();
    }

    @Test
    void everyTermHasASymbolOrADashAndANameOrADash() throws IOException {
        assertTrue(rows().size() > 15);
        for (String[] row : rows()) {
            assertEquals(6, row.length, row[0]);
            for (String cell : row) {
                assertTrue(!cell.isBlank(), row[0]);
            }
            for (int engine = 3; engine < 6; engine++) {
                assertTrue(row[engine].equals("—") || NAME.matcher(row[engine]).matches(), row[0] + ": " + row[engine]);
            }
        }
    }

    @Test
    void everyNameIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String[] row : rows()) {
            Matcher named = NAME.matcher(String.join(" ", row));
            while (named.find()) {
                Optional<Path> source = source(named.group(1), named.group(2));
                boolean there = source.isPresent()
                        && (named.group(3) == null
                                || Pattern.compile("\\b" + named.group(3) + "\\b")
                                        .matcher(Files.readString(source.get()))
                                        .find());
                if (!there) {
                    missing.add(named.group());
                }
            }
        }
        assertEquals(List.of(), missing);
    }
}
