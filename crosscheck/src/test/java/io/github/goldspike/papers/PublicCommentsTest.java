package io.github.goldspike.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code module-info} of the reference exports, by the compiler's own doclint. */
class PublicCommentsTest {

    private static final Path SOURCES = Path.of("..", "reference", "src", "main", "java");

    @TempDir
    private Path classes;

    @Test
    void everythingPublicInTheReferenceSaysWhatItIs() throws IOException {
        Matcher exports =
                Pattern.compile("exports ([\\w.]+);").matcher(Files.readString(SOURCES.resolve("module-info.java")));
        List<Path> files = new ArrayList<>();
        for (MatchResult found : exports.results().toList()) {
            try (Stream<Path> all = Files.list(SOURCES.resolve(found.group(1).replace('.', '/')))) {
                all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "-Xmaxwarns",
                "10000",
                "-Xdoclint:missing/protected",
                "-implicit:none",
                "-d",
                classes.toString());
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(said, Locale.ROOT, null)) {
            assertTrue(compiler.getTask(null, manager, said, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call());
        }
        assertTrue(said.getDiagnostics().size() > 100, "doclint said nothing at all");
        assertEquals(
                List.of(),
                said.getDiagnostics().stream()
                        .filter(one -> one.getMessage(Locale.ROOT).contains("no comment"))
                        .map(one -> one.getSource().getName() + ":" + one.getLineNumber())
                        .toList());
    }
}
