package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each rule of the checker (certificate-K1 to certificate-K9), broken on purpose, lets a lie pass or is seen by a test of single steps. */
class BrokenCheckersTest {

    private static final Path SOURCE = Path.of("src/main/java/io/github/goldspike/checker/Checker.java");

    /** By default one edit in so many. */
    private static final int EVERY =
            Integer.getInteger("goldspike.breaks.every", Integer.getInteger("goldspike.tries.factor", 1) > 1 ? 1 : 14);

    private static final int NETWORKS = 4;
    private static final int ROUNDS = 8;

    /** Those of {@link BrokenRules} that are tried. */
    private static List<BrokenRules.Edit> edits() {
        List<BrokenRules.Edit> edits = new ArrayList<>();
        for (int k = 0; k < BrokenRules.EDITS.size(); k += EVERY) {
            edits.add(BrokenRules.EDITS.get(k));
        }
        return edits;
    }

    @Test
    void eachEditIsInOnePlace() throws IOException {
        String source = Files.readString(SOURCE);
        for (BrokenRules.Edit edit : BrokenRules.EDITS) {
            assertEquals(source.indexOf(edit.pattern()), source.lastIndexOf(edit.pattern()), edit.toString());
            assertTrue(source.contains(edit.pattern()), edit.toString());
        }
        assertTrue(BrokenRules.EDITS.size() >= 40, "there are " + BrokenRules.EDITS.size());
    }

    /** A few of each, one family after the other, so that what sees a break comes early. */
    private static List<Lies.Refused> ofEachFamily(List<Lies.Refused> lies) {
        Map<String, Integer> seen = new HashMap<>();
        Map<Integer, List<Lies.Refused>> rounds = new TreeMap<>();
        for (Lies.Refused lie : lies) {
            int round = seen.merge(lie.family(), 1, Integer::sum);
            rounds.computeIfAbsent(round, none -> new ArrayList<>()).add(lie);
        }
        return rounds.values().stream().limit(ROUNDS).flatMap(List::stream).toList();
    }

    @Test
    void everyBrokenRuleIsSeen() throws IOException {
        Lies lies = new Lies(true);
        for (int seed = 0; seed < NETWORKS; seed++) {
            FalseStoriesTest.to(lies).lie(seed);
            FalseFormsTest.to(lies).lie(seed);
        }
        for (int seed = 0; seed < 3 * NETWORKS; seed++) {
            FalseProofsTest.to(lies).lie(seed);
        }
        List<Lies.Refused> pool = ofEachFamily(lies.refused());
        String source = Files.readString(SOURCE);
        List<String> survivors = new ArrayList<>();
        for (BrokenRules.Edit edit : edits()) {
            BrokenChecker broken = BrokenChecker.of(source.replace(edit.pattern(), edit.replacement()));
            Optional<String> seen = pool.stream()
                    .filter(lie -> broken.accepts(lie.network(), lie.answer()))
                    .map(Lies.Refused::family)
                    .findFirst()
                    .or(() -> broken.failureOf(ArithmeticTest.class))
                    .or(() -> broken.failureOf(FalseCertificateTest.class))
                    .or(() -> broken.failureOf(RangesTest.class))
                    .or(() -> broken.failureOf(StrictReadingTest.class))
                    .or(() -> broken.failureOf(MutationTest.class));
            System.out.println(edit.rule() + " " + edit.what() + ": " + seen.orElse("SURVIVES"));
            if (seen.isEmpty()) {
                survivors.add(edit.toString());
            }
        }
        assertEquals(List.of(), survivors);
    }
}
