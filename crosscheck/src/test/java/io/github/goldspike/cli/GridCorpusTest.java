package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.corpus.GridCorpusFiles;
import io.github.goldspike.corpus.GridFamily;
import io.github.goldspike.grid.GridAnswer;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.grid.certified.CertifiedGridEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The grid part of the corpus; {@code -Dgoldspike.docs=write} writes it anew. */
class GridCorpusTest {

    private static final Path FOLDER = Path.of("src/main/resources/corpus");

    @Test
    void theFilesAreThoseThatTheCommandLineWrites() throws IOException {
        Map<String, byte[]> files = GridCorpusFiles.all(CorpusCommand::solveOnGrid);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = FOLDER.resolve(file.getKey());
            if ("write".equals(System.getProperty("goldspike.docs"))) {
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            assertArrayEquals(Files.readAllBytes(path), file.getValue(), file.getKey());
        }
        try (var kept = Files.list(FOLDER.resolve("grids"))) {
            assertEquals(files.size(), kept.count());
        }
    }

    @Test
    void ithasTenNetworksForEachProfileManyOfThemWithPotentialsAtTheThresholdAndAllWithSpikes() {
        int equal = 0;
        for (GridFamily.GridCase one : GridFamily.cases()) {
            GridAnswer<?> answer =
                    new CertifiedGridEngine().solve(one.network(), one.grid(), GridQuestion.ofDigits(10));
            assertTrue(answer.undecided().isEmpty(), one.network().id());
            assertTrue(answer.steps().values().count() > 0, one.network().id() + " is silent");
            equal += new CertifiedGridEngine()
                            .solve(one.network(), one.grid(), GridQuestion.ofDigits(10))
                            .nearest()
                            .map(nearest -> nearest.distance().isZero())
                            .orElse(false)
                    ? 1
                    : 0;
        }
        assertEquals(10 * Profile.values().length, GridFamily.cases().size());
        assertTrue(equal >= 12, equal + " networks with V = threshold");
    }
}
