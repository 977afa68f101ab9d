package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README and crosscheck/docs: what they show is what the commands print, and what they link to is there. */
class DocumentsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Set<String> WRITES = Set.of("-o", "--json", "--junit", "--html", "--graph", "--shrink");

    /** What conform says every ten seconds: where the machine is busy, a run that is shown takes longer. */
    private static final Pattern SLOW = Pattern.compile("(?m)^goldspike: \\d+ of \\d+ cases, .*\\R");

    @TempDir
    private Path folder;

    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.list(ROOT.resolve("crosscheck/docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatIsShownIsWhatTheCommandsPrint(Path document) throws IOException {
        int exitStatus = 0;
        for (Shown.Item item : Shown.in(document).items()) {
            if (item instanceof Shown.File file) {
                Files.writeString(folder.resolve(file.name()), file.content());
            } else if (item instanceof Shown.Run run) {
                String said;
                if (run.command().equals("echo $?")) {
                    said = exitStatus + "\n";
                } else if (run.words().get(0).equals("cat")) {
                    said = Files.readString(folder.resolve(run.words().get(1)));
                } else {
                    assertEquals("./goldspike", run.words().get(0), "only goldspike is run: " + run.command());
                    Invocation invocation = Invocation.ofAll(arguments(run));
                    exitStatus = invocation.exitStatus();
                    said = (invocation.out() + SLOW.matcher(invocation.err()).replaceAll(""))
                            .replace(folder + "/", "")
                            .replace(ROOT + "/", "");
                }
                assertTrue(
                        run.matches(said),
                        () -> document.getFileName() + " shows after " + run.command() + "\n" + run.printed()
                                + "but it prints\n" + said);
            }
        }
    }

    /** Names of files, as in the folder of the document's files or in the repository. */
    private String[] arguments(Shown.Run run) {
        List<String> words = run.words().subList(1, run.words().size());
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Path here = folder.resolve(words.get(i));
            boolean written =
                    i > 0 && WRITES.contains(words.get(i - 1)) && !words.get(i).equals("-");
            if (written || Files.exists(here)) {
                arguments.add(here.toString());
            } else if (Files.exists(ROOT.resolve(words.get(i)))) {
                arguments.add(ROOT.resolve(words.get(i)).toString());
            } else {
                arguments.add(words.get(i));
            }
        }
        return arguments.toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatIsLinkedIsThere(Path document) throws IOException {
        Matcher link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(document));
        while (link.find()) {
            assertTrue(Files.exists(document.resolveSibling(link.group(1))), document + " links to " + link.group(1));
        }
    }

    @Test
    void theReadmeIsShortAndLinksToEveryDocument() throws IOException {
        List<String> readme = Files.readAllLines(ROOT.resolve("README.md"));
        assertTrue(readme.size() <= 150, () -> "README has " + readme.size() + " lines");
        for (Path document : documents().subList(1, documents().size())) {
            String link = "(crosscheck/docs/" + document.getFileName() + ")";
            assertTrue(String.join("\n", readme).contains(link), "README does not link to " + document);
        }
    }

    @Test
    void theReadmeAndTheFormatsShowSomething() throws IOException {
        assertFalse(Shown.in(ROOT.resolve("README.md")).items().isEmpty());
        Shown formats = Shown.in(ROOT.resolve("crosscheck/docs/formats.md"));
        assertTrue(formats.items().stream()
                        .filter(item -> item instanceof Shown.File)
                        .count()
                >= 5);
    }
}
