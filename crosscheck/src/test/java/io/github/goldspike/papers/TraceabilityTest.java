package io.github.goldspike.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * proofs-notes/traceability.md: statement → code → tests → cases. A test checks a statement if it cites its code, if the statement or its
 * row of the concordance names it, or, where there is none of these, if the head of the note names it as a check of the whole note.
 * {@code -Dgoldspike.docs=write} writes the file anew; the cases are then those of the reports of the last run.
 */
class TraceabilityTest {

    private static final Path ROOT = Path.of("..");
    private static final Path NOTES = ROOT.resolve("proofs-notes");
    private static final Path FILE = NOTES.resolve("traceability.md");
    private static final List<String> MODULES =
            List.of("reference", "fast", "crosscheck", "crosscheck/live", "crosscheck/spark");
    private static final Pattern STATEMENT = Pattern.compile("(?m)^(?:#+ +|\\*\\*)([a-z-]+-[A-Z]\\d{1,2})\\b");
    private static final Pattern TEST = Pattern.compile("\\b(?:[a-z]+\\.)*([A-Z]\\w*(?:Test|Properties))\\b");
    private static final Pattern TRIES = Pattern.compile("(?m)^tries = (\\d+)");
    private static final Pattern CASES = Pattern.compile("<testsuite [^>]*\\btests=\"(\\d+)\"");

    /** What a statement of the notes is computed by and checked by. */
    private record Trace(SortedSet<String> code, SortedSet<String> tests, boolean ofTheNote) {}

    private static final SortedMap<String, Trace> TRACES = new TreeMap<>();
    private static final Map<String, SortedSet<String>> NAMED = new TreeMap<>();

    @BeforeAll
    static void trace() {
        Map<String, SortedSet<String>> code = new TreeMap<>();
        Map<String, SortedSet<String>> tests = new TreeMap<>();
        SortedSet<String> known = new TreeSet<>();
        Pattern cited = Pattern.compile("(?<![\\w-])(?:"
                + files(NOTES, ".md").stream()
                        .map(note -> Pattern.quote(name(note)))
                        .collect(Collectors.joining("|"))
                + ")-[A-Z]\\d{1,2}\\b");
        for (String module : MODULES) {
            for (Path file : files(ROOT.resolve(module).resolve("src"), ".java")) {
                boolean test = TEST.matcher(name(file)).matches();
                boolean main = file.toString().replace('\\', '/').contains("/src/main/");
                if (test) {
                    known.add(name(file));
                }
                Matcher codes = cited.matcher(text(file));
                while (codes.find() && (main || test)) {
                    (test ? tests : code)
                            .computeIfAbsent(codes.group(), one -> new TreeSet<>())
                            .add(name(file));
                }
            }
        }
        for (String row : text(NOTES.resolve("concordance.md")).split("\n")) {
            String[] cells = row.split(" \\| ", -1);
            Matcher codes = cited.matcher(cells.length == 5 ? cells[3] : "");
            while (codes.find()) {
                tests.computeIfAbsent(codes.group(), one -> new TreeSet<>()).addAll(tests(cells[4]));
                NAMED.computeIfAbsent("concordance.md", one -> new TreeSet<>()).addAll(tests(cells[4]));
            }
        }
        for (Path note : files(NOTES, ".md")) {
            if (note.endsWith(FILE.getFileName())) {
                continue;
            }
            String text = text(note);
            NAMED.computeIfAbsent(note.getFileName().toString(), one -> new TreeSet<>())
                    .addAll(tests(text));
            List<Integer> begins = new ArrayList<>();
            STATEMENT.matcher(text).results().forEach(found -> begins.add(found.start()));
            SortedSet<String> ofNote = tests(begins.isEmpty() ? text : text.substring(0, begins.get(0)));
            for (int k = 0; k < begins.size(); k++) {
                int end = k + 1 < begins.size() ? begins.get(k + 1) : text.length();
                Matcher statement = STATEMENT.matcher(text).region(begins.get(k), end);
                assertTrue(statement.find());
                String name = statement.group(1);
                SortedSet<String> own = new TreeSet<>(tests.getOrDefault(name, new TreeSet<>()));
                own.addAll(tests(text.substring(begins.get(k), end)));
                own.retainAll(known);
                ofNote.retainAll(known);
                boolean fromHead = own.isEmpty();
                TRACES.put(
                        name,
                        new Trace(
                                code.getOrDefault(name, new TreeSet<>()),
                                fromHead ? new TreeSet<>(ofNote) : own,
                                fromHead));
            }
        }
        NAMED.values().forEach(names -> names.removeAll(known));
    }

    private static SortedSet<String> tests(String text) {
        return TEST.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void everyStatementHasATest() {
        assertTrue(TRACES.size() > 200, TRACES.size() + " statements");
        assertEquals(
                List.of(),
                TRACES.entrySet().stream()
                        .filter(trace -> trace.getValue().tests().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    void everyTestThatTheNotesNameIsThere() {
        assertEquals(
                Map.of(),
                NAMED.entrySet().stream()
                        .filter(named -> !named.getValue().isEmpty())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The file is of a run, as its cases are; nobody has to write it anew for each citation. */
    @Test
    void theTableHasARowForEachStatement() throws IOException {
        String table = written(cases());
        if ("write".equals(System.getProperty("goldspike.docs"))) {
            Files.writeString(FILE, table);
        }
        assertEquals(
                TRACES.size() + 1,
                table.lines().filter(line -> line.startsWith("| ")).count());
    }

    private static String written(Map<String, Integer> cases) {
        StringBuilder out = new StringBuilder("# From statements to code, tests and cases\n\n");
        out.append("Written by `./mvnw test -pl crosscheck -am -Dtest=TraceabilityTest -Dgoldspike.docs=write"
                + " -Dsurefire.failIfNoSpecifiedTests=false` after a run of the suite; the build fails where a statement has no test, or a test that"
                + " is named is not there.\n");
        out.append(
                "Code is what cites the statement. In *italics* the tests of the whole note, where none is of the statement alone. Cases: tests,"
                        + " and tries of properties, in the reports of the last run together; — if there was none.\n\n");
        out.append("| statement | code | tests | cases |\n|---|---|---|---|\n");
        TRACES.forEach((statement, trace) -> {
            String tests = trace.tests().stream().map(one -> "`" + one + "`").collect(Collectors.joining(", "));
            int tried = trace.tests().stream()
                    .mapToInt(one -> cases.getOrDefault(one, 0))
                    .sum();
            out.append("| ").append(statement).append(" | ");
            out.append(trace.code().isEmpty() ? "—" : joined(trace.code())).append(" | ");
            out.append(trace.ofTheNote() ? "*" + tests + "*" : tests).append(" | ");
            out.append(tried == 0 ? "—" : String.valueOf(tried)).append(" |\n");
        });
        return out.toString();
    }

    private static String joined(Collection<String> names) {
        return names.stream().map(one -> "`" + one + "`").collect(Collectors.joining(", "));
    }

    /** By class: tests, and for each property its tries in place of one. */
    private static Map<String, Integer> cases() {
        Map<String, Integer> cases = new TreeMap<>();
        for (String module : MODULES) {
            Path reports = ROOT.resolve(module).resolve("target").resolve("surefire-reports");
            if (!Files.isDirectory(reports)) {
                continue;
            }
            for (Path report : files(reports, ".xml")) {
                String text = text(report);
                Matcher tests = CASES.matcher(text);
                int tried = tests.find() ? Integer.parseInt(tests.group(1)) : 0;
                tried += TRIES.matcher(text)
                        .results()
                        .mapToInt(found -> Integer.parseInt(found.group(1)) - 1)
                        .sum();
                cases.merge(name(report).replaceFirst(".*\\.", ""), tried, Integer::sum);
            }
        }
        return cases;
    }
}
