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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each rule of the checker (certificate-K1 to certificate-K9), broken on purpose, lets a lie pass or is seen by a test of single steps. */
class BrokenCheckersTest {

    private static final Path SOURCE = Path.of("src/main/java/io/github/goldspike/checker/Checker.java");

    /** All of them in the campaign, or with {@code goldspike.breaks.every=1}. */
    private static final boolean ALL =
            Integer.getInteger("goldspike.breaks.every", 0) == 1 || Integer.getInteger("goldspike.tries.factor", 1) > 1;

    /** Where a run of all of them goes on that was interrupted. */
    private static final int FIRST = Integer.getInteger("goldspike.breaks.first", 0);

    /** Those alone in whose words this is found. */
    private static final Pattern ONLY = Pattern.compile(System.getProperty("goldspike.breaks.only", ""));

    /** Of {@link BrokenRules}, those of a default run: seen within seconds. */
    private static final List<Integer> SOME = List.of(3, 4, 14, 28);

    /** Whose lies are told. */
    private static final int NETWORKS = ALL ? 4 : 1;

    private static final int ROUNDS = 8;

    /** Of single steps; the first that fails is named. */
    private static final List<Class<?>> TESTS = List.of(
            ArithmeticTest.class,
            FalseClaimsTest.class,
            FalseCertificateTest.class,
            StrictReadingTest.class,
            RangesTest.class,
            MutationTest.class);

    /** Those of {@link BrokenRules} that are tried. */
    private static List<BrokenRules.Edit> edits() {
        return ALL
                ? BrokenRules.EDITS.subList(FIRST, BrokenRules.EDITS.size()).stream()
                        .filter(edit -> ONLY.matcher(edit.what()).find())
                        .toList()
                : SOME.stream().map(BrokenRules.EDITS::get).toList();
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

    private static List<Lies.Refused> pool() throws IOException {
        Lies lies = new Lies(true);
        for (int seed = 0; seed < NETWORKS; seed++) {
            FalseStoriesTest.to(lies).lie(seed);
            FalseFormsTest.to(lies).lie(seed);
            FalseTiesTest.to(lies).lie(seed);
        }
        for (int seed = 0; seed < 3 * NETWORKS; seed++) {
            FalseProofsTest.to(lies).lie(seed);
        }
        return ofEachFamily(lies.refused());
    }

    /** What is said of a broken rule is said by the break: the same tests, with the checker as it is, see nothing. */
    @Test
    void theCheckerAsItIsPassesWhereABrokenOneIsSeen() throws IOException {
        BrokenChecker whole = BrokenChecker.of(Files.readString(SOURCE));
        List<String> accepted = pool().stream()
                .filter(lie -> whole.accepts(lie.network(), lie.answer()))
                .map(Lies.Refused::family)
                .toList();
        assertEquals(List.of(), accepted);
        for (Class<?> tests : ALL ? TESTS : List.of(ArithmeticTest.class)) {
            assertEquals(Optional.empty(), whole.failureOf(tests));
        }
    }

    @Test
    void everyBrokenRuleIsSeen() throws IOException {
        List<Lies.Refused> pool = pool();
        String source = Files.readString(SOURCE);
        List<String> survivors = new ArrayList<>();
        for (BrokenRules.Edit edit : edits()) {
            BrokenChecker broken = BrokenChecker.of(source.replace(edit.pattern(), edit.replacement()));
            Optional<String> seen = pool.stream()
                    .filter(lie -> broken.accepts(lie.network(), lie.answer()))
                    .map(Lies.Refused::family)
                    .findFirst()
                    .or(() -> TESTS.stream()
                            .map(broken::failureOf)
                            .flatMap(Optional::stream)
                            .findFirst());
            System.out.println(edit.rule() + " " + edit.what() + ": " + seen.orElse("SURVIVES"));
            // One that is redundant is not seen; if it is, it is not redundant.
            if (seen.isEmpty() != BrokenRules.REDUNDANT.containsKey(edit.what())) {
                survivors.add(edit + " " + seen);
            }
        }
        assertEquals(List.of(), survivors);
    }
}
