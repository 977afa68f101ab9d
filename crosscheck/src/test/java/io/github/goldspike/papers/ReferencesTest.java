package io.github.goldspike.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What code, notes and documents refer to is there: statements of the notes by their codes, classes by their packages. */
class ReferencesTest {

    private static final Path ROOT = Path.of("..");
    private static final Path NOTES = ROOT.resolve("proofs-notes");
    private static final Pattern STATEMENT = Pattern.compile("(?m)^(?:#+ +|\\*\\*)(([a-z-]+)-[A-Z]\\d{1,2})\\b");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");
    private static final Pattern QUALIFIED = Pattern.compile("`((?:[a-z]+\\.)+)([A-Z]\\w*)");

    private static final Pattern CITATION = Pattern.compile("\\[(FP|EP) ([^\\]]+)\\]");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+?) \\|");
    private static final Pattern OTHER_FORM =
            Pattern.compile("\\beqs?\\. ?\\(?\\d|\\b(?:Theorem|Algorithm|Remark) \\d+ of (?:the paper|Lee)");

    private static List<Path> files;
    private static List<String> statements;
    private static Pattern code;

    @BeforeAll
    static void read() throws IOException {
        files = new ArrayList<>();
        for (String folder :
                List.of("reference/src", "fast/src", "crosscheck/src", "proofs-notes", "crosscheck/docs")) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
                all.filter(file -> file.toString().matches(".*\\.(java|md)")).forEach(files::add);
            }
        }
        statements = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Stream<Path> notes = Files.list(NOTES)) {
            for (Path note : notes.sorted().toList()) {
                names.add(note.getFileName().toString().replace(".md", ""));
                STATEMENT
                        .matcher(text(note))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(statements::add);
            }
        }
        code = Pattern.compile("(?<![\\w-])(?:"
                + names.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")-[A-Z]\\d{1,2}\\b");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void everyStatementHasACodeOfItsOwnThatNamesItsNote() throws IOException {
        assertEquals(statements.size(), new HashSet<>(statements).size());
        try (Stream<Path> notes = Files.list(NOTES)) {
            for (Path note : notes.toList()) {
                String name = note.getFileName().toString().replace(".md", "");
                STATEMENT
                        .matcher(text(note))
                        .results()
                        .forEach(found -> assertEquals(name, found.group(2), found.group(1)));
            }
        }
        assertTrue(statements.size() > 150, statements.toString());
    }

    @Test
    void everyStatementThatIsCitedIsThere() {
        Set<String> there = new HashSet<>(statements);
        List<String> missing = new ArrayList<>();
        for (Path file : files) {
            String text = file.toString().endsWith(".md") ? text(file) : comments(text(file));
            Matcher cited = code.matcher(text);
            while (cited.find()) {
                if (!there.contains(cited.group())) {
                    missing.add(file.getFileName() + ": " + cited.group());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static String comments(String source) {
        return COMMENT.matcher(source).results().map(MatchResult::group).collect(Collectors.joining("\n"));
    }

    @Test
    void everyClassThatIsNamedWithItsPackageIsThere() {
        Set<String> there = files.stream()
                .map(file -> file.toString().replace('\\', '/'))
                .filter(file -> file.endsWith(".java"))
                .map(file -> file.replaceFirst(".*/io/github/goldspike/", ""))
                .collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        for (Path file : files) {
            if (!file.toString().endsWith(".md")) {
                continue;
            }
            Matcher named = QUALIFIED.matcher(text(file));
            while (named.find()) {
                String path = named.group(1).replace("io.github.goldspike.", "").replace('.', '/') + named.group(2);
                boolean ours = there.stream().anyMatch(one -> one.startsWith(path.replaceFirst("/[A-Z].*", "/")));
                if (ours && !there.contains(path + ".java")) {
                    missing.add(file.getFileName() + ": " + named.group(1) + named.group(2));
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    /** {@code [FP eq. 4]}, {@code [EP (53), (54)]}: each is a row of the concordance, under its paper. */
    @Test
    void everyCitationOfAPaperIsARowOfTheConcordance() {
        String concordance = text(NOTES.resolve("concordance.md"));
        int second = concordance.indexOf("\n## EP");
        Map<String, Set<String>> rows =
                Map.of("FP", rows(concordance.substring(0, second)), "EP", rows(concordance.substring(second)));
        List<String> missing = new ArrayList<>();
        int cited = 0;
        for (Path file : files) {
            String text = file.toString().endsWith(".md") ? text(file) : comments(text(file));
            Matcher citation = CITATION.matcher(text.replaceAll("\\s+(?:\\* )?", " "));
            while (citation.find()) {
                for (String item : citation.group(2).split(", ", -1)) {
                    cited++;
                    if (!rows.get(citation.group(1)).contains(item)) {
                        missing.add(file.getFileName() + ": " + citation.group());
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(cited > 50, () -> "few citations were found");
    }

    private static Set<String> rows(String table) {
        return ROW.matcher(table).results().map(row -> row.group(1)).collect(Collectors.toSet());
    }

    @Test
    void codeCitesPapersInThatFormAlone() {
        List<String> others = new ArrayList<>();
        for (Path file : files) {
            if (file.toString().endsWith(".java")) {
                Matcher other = OTHER_FORM.matcher(
                        CITATION.matcher(comments(text(file))).replaceAll(""));
                while (other.find()) {
                    others.add(file.getFileName() + ": " + other.group());
                }
            }
        }
        assertEquals(List.of(), others);
    }
}
