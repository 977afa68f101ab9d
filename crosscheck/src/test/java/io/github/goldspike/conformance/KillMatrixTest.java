package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.KillMatrix.Row;
import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.Corpus;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.contract.Method;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.mutants.Mutant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every mistake of the catalogue, made in the event-driven engine, is caught and named; without a mistake nothing is. */
class KillMatrixTest {

    private static final Path CORPUS = Path.of("src/main/resources/corpus");
    private static final boolean CAMPAIGN = Integer.getInteger("goldspike.tries.factor", 1) > 1;
    /** In the campaign as many as the specification demands, and no corpus to help. */
    private static final int NETWORKS = CAMPAIGN ? 500 : 80;
    /** Cases of the corpus for what is rare in random networks. */
    private static final Set<String> RARE = Set.of(
            "conv-current-04", "sync-train-01", "sync-train-02", "ff-own-spike-01", "graze-above-01", "graze-above-02");

    @Test
    void noMutantSurvivesAndNoRightEngineIsFlagged() throws IOException {
        List<Case> cases = new ArrayList<>(RandomCase.of(1, NETWORKS));
        if (!CAMPAIGN) {
            Corpus.in(CORPUS).stream().filter(one -> RARE.contains(one.id())).forEach(cases::add);
            assertEquals(NETWORKS + RARE.size(), cases.size());
        }
        KillMatrix matrix = new KillMatrix(cases);
        for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
            assertEquals(Optional.empty(), matrix.against(new EventEngine(), method));
        }
        List<Row> rows = Mutant.all().stream().map(matrix::of).toList();
        System.out.println(KillMatrix.table(rows));
        for (Row row : rows) {
            assertTrue(row.caught() > 0, () -> row.mistake().id() + " survives");
        }
        long named = rows.stream().filter(Row::named).count();
        assertTrue(named >= rows.size() - 2, named + " of " + rows.size() + " are named");
    }
}
