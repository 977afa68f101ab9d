package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Limits;
import io.github.goldspike.conformance.report.Observations.Observation;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.diagnosis.Mistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes that the catalogue does not have, or has in other words, in the sample engine: each is caught, and named as what it is or not at all; what is known of
 * its replies is true.
 */
class UnseenMistakesTest {

    private static final boolean CAMPAIGN = Integer.getInteger("goldspike.tries.factor", 1) > 1;
    private static final int NETWORKS = CAMPAIGN ? 300 : 20;
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /**
     * One or two mistakes.
     *
     * @param called what they may be called, if anything
     * @param known what has to be known of the replies
     */
    private record Unseen(String mistakes, Set<String> called, Set<String> known) {}

    private static Unseen unseen(String mistakes, Set<String> called, String... known) {
        return new Unseen(mistakes, called, Set.of(known));
    }

    static Stream<Unseen> mistakes() {
        Set<String> nothing = Set.of();
        return Stream.of(
                        unseen("gradient-doubled", nothing, "gradient-scaled"),
                        unseen("sorted-as-text", nothing, "times-unsorted"),
                        unseen("reset-to-leak", Set.of("reset-to-rest")),
                        unseen("refractory-from-arrival", nothing),
                        unseen("threshold-on-current", nothing),
                        unseen("slope-of-wrong-sign", nothing),
                        unseen("reset-missing-in-own-term", nothing),
                        unseen("loss-by-number-of-neurons", nothing),
                        unseen("delays-twice", nothing),
                        unseen("first-spike-dropped", nothing, "counts-too-small"),
                        unseen("second-projection-ignored", nothing),
                        // Over parallel synapses, and in one train, it is what these do.
                        unseen("simultaneous-overwritten", Set.of("parallel-synapse-lost", "inputs-merged")),
                        unseen("time-in-binary32", Set.of("binary32-declared-binary64")),
                        unseen("ends-early", nothing, "counts-too-small"),
                        unseen("currents-left-over", nothing),
                        unseen("leak-as-current", nothing),
                        unseen("one-threshold", nothing),
                        unseen("no-inhibition", nothing),
                        unseen("gradient-transposed", nothing),
                        unseen("old-arrivals-forgotten", nothing),
                        unseen("delays-twice,cut-at-reset", Set.of("cut-at-reset")),
                        unseen("one-threshold,penalty-sign", Set.of("penalty-sign")),
                        unseen("no-inhibition,gradient-doubled", nothing, "gradient-scaled"),
                        unseen("first-spike-dropped,gradient-transposed", nothing, "counts-too-small"),
                        unseen("leak-as-current,loss-by-number-of-neurons", nothing))
                .limit(CAMPAIGN ? Long.MAX_VALUE : 2);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeThatNobodyHasSeenIsCaughtAndNotNamedWrongly(Unseen unseen) throws IOException {
        String engine = ROOT.resolve("crosscheck/src/test/resources/conformance/unseen_engine.py")
                .toString();
        String sample = ROOT.resolve("crosscheck/examples/sample_engine.py").toString();
        ConformancePlan plan = new ConformancePlan();
        plan.cases().addAll(RandomCase.of(81, NETWORKS));
        Report report = plan.with(List.of("python3", engine, sample, unseen.mistakes), Limits.DEFAULT)
                .run(result -> {});
        long against = report.results().stream()
                .filter(result -> result.outcome().against())
                .count();
        assertTrue(against > 0 || !report.repetitions().isEmpty(), unseen.mistakes);
        report.diagnoses().forEach(diagnosis -> {
            Set<String> names = Stream.concat(Stream.of(diagnosis.mistake()), diagnosis.alike().stream())
                    .map(Mistake::id)
                    .collect(Collectors.toSet());
            assertTrue(unseen.called.stream().anyMatch(names::contains), () -> unseen + " is called " + names);
        });
        Map<String, String> known = report.observations().all().stream()
                .collect(Collectors.toMap(Observation::id, Observation::sentence, (one, other) -> one));
        assertTrue(known.keySet().containsAll(unseen.known), () -> unseen + ": " + known);
        if (unseen.known.contains("gradient-scaled")) {
            assertEquals(
                    "wherever it is wrong, the gradient given its spikes is 2.000 times the right one",
                    known.get("gradient-scaled"));
        }
    }
}
