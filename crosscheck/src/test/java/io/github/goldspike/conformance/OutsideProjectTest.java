package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link EngineProperties} in a Maven project of somebody else, which has goldspike as a dependency and nothing else of it: Maven runs it, offline, on a local
 * repository in which goldspike lies as it would be installed.
 */
class OutsideProjectTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<String> GROUP = List.of("io", "github", "goldspike");

    private static final String PROJECT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>somebody</groupId>
              <artifactId>else</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                <dependency>
                  <groupId>io.github.goldspike</groupId><artifactId>goldspike-crosscheck</artifactId>
                  <version>%1$s</version><scope>test</scope>
                </dependency>
                <dependency>
                  <groupId>net.jqwik</groupId><artifactId>jqwik-api</artifactId>
                  <version>%2$s</version><scope>test</scope>
                </dependency>
                <dependency>
                  <groupId>net.jqwik</groupId><artifactId>jqwik-engine</artifactId>
                  <version>%2$s</version><scope>test</scope>
                </dependency>
                <dependency>
                  <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
                  <version>%3$s</version><scope>test</scope>
                </dependency>
              </dependencies>
              <dependencyManagement>
                <dependencies>
                  <dependency>
                    <groupId>org.junit</groupId><artifactId>junit-bom</artifactId>
                    <version>%3$s</version><type>pom</type><scope>import</scope>
                  </dependency>
                </dependencies>
              </dependencyManagement>
              <build>
                <plugins>
                  <plugin><artifactId>maven-resources-plugin</artifactId><version>%4$s</version></plugin>
                  <plugin><artifactId>maven-compiler-plugin</artifactId><version>%5$s</version></plugin>
                  <plugin><artifactId>maven-surefire-plugin</artifactId><version>%6$s</version></plugin>
                </plugins>
              </build>
            </project>
            """;

    private static final String RIGHT = """
            package somebody.other;

            import io.github.goldspike.conformance.EngineProperties;
            import io.github.goldspike.contract.Engine;
            import io.github.goldspike.event.EventEngine;
            import java.math.BigDecimal;

            class RightEngineTest extends EngineProperties<Double> {
                @Override
                protected Engine<Double> engine() {
                    return new EventEngine();
                }

                @Override
                protected BigDecimal value(Double real) {
                    return new BigDecimal(real);
                }
            }
            """;

    /** The gradient by delays has the wrong sign. */
    private static final String WRONG = """
            package somebody.other;

            import io.github.goldspike.contract.*;
            import io.github.goldspike.event.EventEngine;
            import io.github.goldspike.model.Network;
            import java.util.*;

            class WrongEngineTest extends RightEngineTest {
                @Override
                protected Engine<Double> engine() {
                    Engine<Double> right = super.engine();
                    return (network, question, progress) -> {
                        Answer<Double> answer = right.solve(network, question, progress);
                        return new Answer<>(
                                answer.spikes(),
                                answer.loss(),
                                answer.gradient().map(outcome -> outcome.map(WrongEngineTest::turned)),
                                answer.jacobian(),
                                answer.undecided());
                    };
                }

                private static Gradient<Double> turned(Gradient<Double> gradient) {
                    Map<ParameterKind, List<List<Double>>> values = new EnumMap<>(gradient.values());
                    values.computeIfPresent(ParameterKind.DELAYS, (kind, lists) ->
                            lists.stream().map(list -> list.stream().map(entry -> -entry).toList()).toList());
                    return new Gradient<>(values);
                }
            }
            """;

    @Test
    void anotherProjectExtendsThePropertiesAndIsToldSeedShrunkNetworkAndStatistics(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path project = folder.resolve("project");
        Path tests = Files.createDirectories(project.resolve("src/test/java/somebody/other"));
        Files.writeString(project.resolve("pom.xml"), pom());
        Files.writeString(tests.resolve("RightEngineTest.java"), RIGHT);
        Files.writeString(tests.resolve("WrongEngineTest.java"), WRONG);
        String log = maven(project, repository(folder.resolve("repository")));

        String right = report(project, "RightEngineTest", log);
        assertTrue(right.contains("Tests run: 6, Failures: 0, Errors: 0, Skipped: 0"), log);
        String wrong = report(project, "WrongEngineTest", log);
        assertTrue(wrong.contains("Tests run: 6, Failures: 1, Errors: 0, Skipped: 0"), log);
        assertTrue(wrong.contains("theGradientIsThatOfFiniteDifferences"), wrong);
        assertTrue(Pattern.compile("seed = +-?\\d+").matcher(log).find(), log);
        assertTrue(log.contains("Shrunk Sample"), log);
        // One input, one neuron, no recurrence, one input spike is all it takes.
        assertTrue(log.contains("PropertyNetwork[units=1, neurons=1, recurrent=false"), log);
        String statistics =
                "\\[RightEngineTest:theGradientIsThatOfFiniteDifferences\\] \\(\\d+\\) by = \\R\\s+[A-Z]+ +\\( ?\\d+\\) : +\\d+ %";
        assertTrue(Pattern.compile(statistics).matcher(log).find(), log);
    }

    private static String report(Path project, String name, String log) throws IOException {
        Path report = project.resolve("target/surefire-reports/somebody.other." + name + ".txt");
        assertTrue(Files.exists(report), log);
        return Files.readString(report);
    }

    private static String pom() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        return String.format(
                PROJECT,
                version(),
                found(pom, "<jqwik.version>(.*?)<"),
                found(pom, "<junit.version>(.*?)<"),
                plugin(pom, "resources"),
                plugin(pom, "compiler"),
                plugin(pom, "surefire"));
    }

    private static String version() throws IOException {
        return found(Files.readString(ROOT.resolve("pom.xml")), "<version>(.*?)<");
    }

    private static String plugin(String pom, String name) {
        return found(pom, "<artifactId>maven-" + name + "-plugin</artifactId>\\s*<version>(.*?)<");
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), pattern);
        return matcher.group(1);
    }

    /** What the machine's own local repository has, by links, and goldspike beside it; that repository itself never sees goldspike. */
    private static Path repository(Path repository) throws IOException {
        Path own = Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
        Path here = Files.createDirectories(repository);
        for (String part : GROUP) {
            if (Files.isDirectory(own)) {
                try (Stream<Path> members = Files.list(own)) {
                    for (Path member : members.toList()) {
                        if (!member.getFileName().toString().equals(part)) {
                            Files.createSymbolicLink(here.resolve(member.getFileName()), member);
                        }
                    }
                }
            }
            own = own.resolve(part);
            here = Files.createDirectories(here.resolve(part));
        }
        install(here, "goldspike", ROOT);
        for (String module : List.of("reference", "fast", "crosscheck")) {
            jar(install(here, "goldspike-" + module, ROOT.resolve(module)), ROOT.resolve(module + "/target/classes"));
        }
        return repository;
    }

    /** The POM; and where the jar is to be. */
    private static Path install(Path group, String artifact, Path module) throws IOException {
        String version = version();
        Path folder = Files.createDirectories(group.resolve(artifact).resolve(version));
        Files.copy(module.resolve("pom.xml"), folder.resolve(artifact + "-" + version + ".pom"));
        return folder.resolve(artifact + "-" + version + ".jar");
    }

    private static void jar(Path jar, Path classes) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static String maven(Path project, Path repository) throws IOException, InterruptedException {
        Path log = project.resolve("log");
        ProcessBuilder maven = new ProcessBuilder(
                        "mvn",
                        "-o",
                        "-B",
                        "-Dmaven.repo.local=" + repository,
                        "-Dmaven.test.failure.ignore=true",
                        "-DargLine=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                        "test")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        maven.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = maven.start();
        assertTrue(process.waitFor(10, TimeUnit.MINUTES), "Maven did not end");
        String said = Files.readString(log);
        assertEquals(0, process.exitValue(), said);
        return said;
    }
}
