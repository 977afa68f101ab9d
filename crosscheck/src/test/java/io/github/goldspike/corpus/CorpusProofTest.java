package io.github.goldspike.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.checker.Checker;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The small checker proves the answers of the corpus anew. */
class CorpusProofTest {

    /** In the default run one answer in so many is proved, of those that are small. */
    private static final int PART = 3;

    private static final int SMALL = 16_000;

    @Test
    void everyAnswerIsProvedAnew() throws IOException {
        int proved = 0;
        int turn = 0;
        for (JsonNode entry : Kept.index().get("networks")) {
            byte[] answer = Kept.bytes(entry.at("/answer/path").asString());
            if (entry.get("features").toString().contains("\"kernels\"")) {
                // Answers of networks with kernels have no certificate (kernels-R10).
                continue;
            }
            boolean chosen = Kept.campaign() || answer.length <= SMALL && turn++ % PART == 0;
            if (chosen) {
                Checker.Verdict verdict =
                        Checker.check(Kept.bytes(entry.at("/network/path").asString()), answer);
                int status = entry.get("status").asString().equals("undecided") ? 3 : 0;
                assertEquals(status, verdict.status(), () -> entry.get("id") + ": " + verdict.line());
                proved++;
            }
        }
        assertTrue(proved >= 180 / PART, proved + " answers proved");
    }
}
