package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.diagnosis.Mistake;
import io.github.goldspike.mutants.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The catalogue of mistakes. */
class CatalogueTest {

    @Test
    void mistakesAreNumberedAndNamedOnceAndTheFirstHaveTheirMutants() {
        List<Mistake> mistakes = Mistake.all();
        assertTrue(mistakes.size() >= 25);
        assertEquals(
                IntStream.rangeClosed(1, mistakes.size()).boxed().toList(),
                mistakes.stream().map(Mistake::number).toList());
        List<String> ids = mistakes.stream().map(Mistake::id).toList();
        assertEquals(ids.stream().distinct().toList(), ids);
        List<String> mutants = Mutant.all().stream().map(Mutant::mistake).toList();
        assertEquals(ids.subList(0, mutants.size()), mutants);
    }

    @Test
    void theNotesHaveAParagraphForEachMistake() throws IOException {
        List<String> notes = Files.readAllLines(Path.of("../proofs-notes/mistakes.md"));
        for (Mistake mistake : Mistake.all()) {
            String heading = "**" + mistake.number() + " `" + mistake.id() + "`.**";
            assertEquals(
                    1, notes.stream().filter(line -> line.startsWith(heading)).count(), heading);
        }
    }
}
