package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Limits;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.contract.ParameterKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that users of real libraries reported, in the sample engine: random networks alone, without the corpus, show them all. */
class ReportedMistakesTest {

    private static final boolean CAMPAIGN = Integer.getInteger("goldspike.tries.factor", 1) > 1;
    private static final int NETWORKS = CAMPAIGN ? 300 : 40;
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Claims CLAIMS = new Claims(
            EnumSet.allOf(Feature.class),
            Optional.of(Set.of("first-spike-cross-entropy", "spike-time-square")),
            Set.of(ParameterKind.WEIGHTS),
            Map.of(),
            Map.of());

    /** Golden answers are computed once for all engines. */
    private record Known(String id, Prepared prepared) implements Case {
        @Override
        public Prepared prepare(Claims claims) {
            return prepared;
        }
    }

    private static final List<Case> CASES = new ArrayList<>();

    private static synchronized List<Case> cases() {
        if (CASES.isEmpty()) {
            RandomCase.of(1, NETWORKS).forEach(one -> CASES.add(new Known(one.id(), one.prepare(CLAIMS))));
        }
        return CASES;
    }

    private static Report report(String mistake) throws IOException {
        String engine = ROOT.resolve("crosscheck/src/test/resources/conformance/reported_engine.py")
                .toString();
        String sample = ROOT.resolve("crosscheck/examples/sample_engine.py").toString();
        ConformancePlan plan = new ConformancePlan();
        plan.cases().addAll(cases());
        return plan.with(List.of("python3", engine, sample, mistake), Limits.DEFAULT)
                .run(result -> {});
    }

    @Test
    void theRightEngineIsBlamedForNothing() throws IOException {
        Report report = report("right");
        assertTrue(report.agrees(), report.results().toString());
        assertTrue(report.repetitions().isEmpty());
    }

    /** Those that few networks show; in a campaign there are all of them, and 300 networks. */
    static Stream<String> mistakes() {
        return Stream.of(
                        "peak-after-own-spike-mistimed",
                        "simultaneous-rates-merged",
                        "no-search-where-it-falls",
                        "parallel-synapse-lost",
                        "exponential-overflows",
                        "forward-euler",
                        "exponential-euler",
                        "exact-grid-interpolated",
                        "delay-plus-step",
                        "delay-of-a-step-at-least",
                        "refractory-rounded",
                        "inputs-lost-while-refractory",
                        "potential-runs-on-while-refractory",
                        "current-frozen-while-refractory",
                        "tau-by-sign",
                        "self-connections-skipped",
                        "no-reset",
                        "impulse-into-the-potential",
                        "times-rounded",
                        "milliseconds",
                        "weight-is-peak",
                        "spikes-past-the-horizon",
                        "gradients-accumulate",
                        "potentials-left-over")
                .limit(CAMPAIGN ? Long.MAX_VALUE : 5);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aReportedMistakeIsCaughtByRandomNetworksAlone(String mistake) throws IOException {
        List<CaseResult> results = report(mistake).results();
        long caught =
                results.stream().filter(result -> result.outcome().against()).count();
        System.out.println(mistake + ": " + caught + " of " + results.size());
        assertTrue(caught > 0, mistake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradients-accumulate", "potentials-left-over"})
    void anEngineThatKeepsSomethingIsToldSoWithThePair(String mistake) throws IOException {
        Report report = report(mistake);
        assertFalse(report.repetitions().isEmpty());
        String sentence = report.repetitions().get(0).sentence();
        assertTrue(
                sentence.matches("the answer to fuzz-1-\\d+ depends on what came before: (gradient|spikes): .*"
                        + " \\((the first time|after fuzz-1-\\d+), then (the same once more|after fuzz-1-\\d+)\\)"),
                sentence);
        assertFalse(report.agrees());
    }
}
