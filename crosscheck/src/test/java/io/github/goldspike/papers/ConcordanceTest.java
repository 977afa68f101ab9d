package io.github.goldspike.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** proofs-notes/concordance.md is complete, and what it names is there. */
class ConcordanceTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path NOTES = ROOT.resolve("proofs-notes");
    private static final Pattern TOKEN = Pattern.compile("`([a-z.]*?)\\.?([A-Z]\\w*)(?:#(\\w+))?`");

    private static List<Path> sources;

    /** One line of a table. */
    private record Row(String item, String says, String code, String note, String test) {

        static List<Row> of(String paper) {
            String table = read(NOTES.resolve("concordance.md"))
                    .replaceFirst("(?s).*\\n\\| " + paper + " \\|[^\\n]*\\n[^\\n]*\\n", "")
                    .replaceFirst("(?s)\\n\\n.*", "");
            List<Row> rows = new ArrayList<>();
            for (String line : table.strip().split("\n")) {
                String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
                assertEquals(5, cells.length, line);
                rows.add(new Row(cells[0], cells[1], cells[2], cells[3], cells[4]));
            }
            return rows;
        }
    }

    private static List<Row> rows() {
        return Stream.of("FP", "EP").map(Row::of).flatMap(List::stream).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @BeforeAll
    static void list() throws IOException {
        sources = new ArrayList<>();
        for (String module : List.of("reference", "fast", "crosscheck")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
    }

    /** What the papers number, and their sections. */
    @Test
    void everyNumberedItemOfTheForwardPropagationPaperHasOneRow() {
        List<String> numbered = new ArrayList<>();
        numbered.addAll(all("eq. ", 1, 17));
        numbered.addAll(all("thm. ", 1, 7));
        numbered.addAll(all("rem. ", 1, 6));
        numbered.addAll(all("alg. ", 1, 2));
        numbered.addAll(all("fig. ", 1, 6));
        numbered.addAll(all("tab. ", 1, 3));
        numbered.add("ex. 1");
        for (String section : ("1 1.1 2 2.1 2.1.1 2.1.2 2.1.3 2.2 2.3 3 3.1 3.2 3.3 4 4.1 4.2 4.3 5 5.1 5.2 5.3 6"
                        + " 7 7.1 7.2 7.3 7.4")
                .split(" ")) {
            numbered.add("sec. " + section);
        }
        assertSame(numbered, Row.of("FP"));
    }

    @Test
    void everyNumberedItemOfTheEventPropNotesHasOneRow() {
        List<String> numbered = new ArrayList<>(List.of("(1)"));
        IntStream.rangeClosed(15, 56)
                // (22) of the paper stands in the notes as their own (10).
                .filter(n -> n != 22)
                .forEach(n -> numbered.addAll(
                        switch (n) {
                            case 25, 27, 32 -> List.of("(" + n + "a)", "(" + n + "b)");
                            case 52 -> List.of("(52a)", "(52b)", "(52c)");
                            default -> List.of("(" + n + ")");
                        }));
        IntStream.rangeClosed(1, 24).forEach(n -> numbered.add("note (" + n + ")"));
        numbered.addAll(List.of("fig. 1", "tab. 1", "tab. 2"));
        for (String section : "1 1.1 2 3 3.1 3.2 3.3 3.4 3.5 3.6 4 5 6".split(" ")) {
            numbered.add("sec. " + section);
        }
        assertSame(numbered, Row.of("EP"));
    }

    private static List<String> all(String kind, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> kind + n).toList();
    }

    private static void assertSame(List<String> numbered, List<Row> rows) {
        assertEquals(
                numbered.stream().sorted().toList(),
                rows.stream().map(Row::item).sorted().toList());
    }

    @Test
    void noCellIsEmptyAndWhatIsNotImplementedSaysWhy() {
        for (Row row : rows()) {
            for (String cell : List.of(row.item, row.says, row.code, row.note, row.test)) {
                assertFalse(cell.isBlank(), row.toString());
            }
            assertTrue(
                    row.code.matches("none: .{10,}") || TOKEN.matcher(row.code).find(), row.toString());
            assertTrue(TOKEN.matcher(row.test).find(), row.toString());
        }
    }

    @Test
    void everyClassMethodAndTestIsThere() {
        List<String> missing = new ArrayList<>();
        for (Row row : rows()) {
            for (String cell : List.of(row.code, row.test)) {
                Matcher token = TOKEN.matcher(cell);
                while (token.find()) {
                    if (!isThere(token.group(1), token.group(2), token.group(3))) {
                        missing.add(row.item + ": " + token.group());
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static boolean isThere(String packageName, String className, String method) {
        String path = (packageName.isEmpty() ? "" : "/" + packageName.replace('.', '/')) + "/" + className + ".java";
        return sources.stream()
                .filter(file -> file.toString().endsWith(path))
                .anyMatch(file -> method == null || declares(read(file), method));
    }

    /** A line with a type, this name, and parentheses. */
    private static boolean declares(String source, String method) {
        return Pattern.compile("(?m)^ +(?!return |new |throw )(?:[\\w<>\\[\\],.?@&]+ +)+" + method + "\\(")
                .matcher(source)
                .find();
    }

    @Test
    void everyStatementOfTheNotesIsThere() {
        List<String> missing = new ArrayList<>();
        for (Row row : rows()) {
            Matcher statement = Pattern.compile("([a-z-]+)-[A-Z]\\d+").matcher(row.note);
            assertTrue(statement.matches(), row.toString());
            Path note = NOTES.resolve(statement.group(1) + ".md");
            String heading = "(?m)^(## |\\*\\*)" + statement.group() + "[ .(]";
            if (!Files.exists(note)
                    || !Pattern.compile(heading).matcher(read(note)).find()) {
                missing.add(row.item + ": " + row.note);
            }
        }
        assertEquals(List.of(), missing);
    }
}
