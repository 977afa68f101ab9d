package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.Report;
import io.github.goldspike.contract.ParameterKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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
            EnumSet.complementOf(EnumSet.of(Feature.KERNELS)),
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
        return plan.with(List.of("python3", engine, sample, mistake), Patience.LIMITS)
                .run(result -> {});
    }

    @Test
    void theRightEngineIsBlamedForNothing() throws IOException {
        Report report = report("right");
        assertTrue(report.agrees(), report.results().toString());
        assertTrue(report.repetitions().isEmpty());
    }

    /** What each is called: ids of mistakes, or of what is known of the replies. */
    private static final Map<String, Set<String>> NAMES = names();

    private static Map<String, Set<String>> names() {
        Map<String, Set<String>> names = new HashMap<>();
        names.put("peak-after-own-spike-mistimed", Set.of("peak-after-own-spike-mistimed"));
        names.put("simultaneous-rates-merged", Set.of("one-current-at-once"));
        names.put("no-search-where-it-falls", Set.of("no-search-after-falling"));
        names.put("parallel-synapse-lost", Set.of("parallel-synapse-lost"));
        names.put("exponential-overflows", Set.of("overflow"));
        names.put("forward-euler", Set.of("euler"));
        names.put("exponential-euler", Set.of("exponential-euler"));
        names.put("exact-grid-interpolated", Set.of("interpolated-on-grid"));
        names.put("delay-plus-step", Set.of("delays-plus-step"));
        names.put("delay-of-a-step-at-least", Set.of("delays-at-least-a-step"));
        names.put("refractory-rounded", Set.of("refractory-on-steps"));
        // A jump of a current that comes while the neuron is held is an input, too.
        names.put("inputs-lost-while-refractory", Set.of("arrivals-lost-while-held", "currents-lost-while-held"));
        names.put("potential-runs-on-while-refractory", Set.of("moves-while-held"));
        names.put("current-frozen-while-refractory", Set.of("currents-frozen-while-held"));
        names.put("tau-by-sign", Set.of("alpha-by-sign"));
        names.put("self-connections-skipped", Set.of("self-connections-skipped"));
        names.put("no-reset", Set.of("no-reset"));
        names.put("impulse-into-the-potential", Set.of("impulses"));
        names.put("times-rounded", Set.of("times-rounded"));
        names.put("milliseconds", Set.of("other-unit"));
        names.put("weight-is-peak", Set.of("weight-is-peak"));
        names.put("spikes-past-the-horizon", Set.of("spikes-after-horizon"));
        names.put("gradients-accumulate", Set.of("repetition"));
        names.put("potentials-left-over", Set.of("repetition"));
        names.put("silent-at-horizon", Set.of("silent-at-horizon"));
        names.put("input-at-zero-without-gradient", Set.of("input-at-zero-without-gradient"));
        names.put("epsilon-in-sums", Set.of("epsilon-in-sums"));
        names.put("bisected-to-1e-7, cut-at-reset", Set.of("accuracy-estimated", "cut-at-reset"));
        names.put("penalty-sign, gradient-sign", Set.of("penalty-sign", "gradient-sign"));
        names.put("delays-ignored, weights-by-tau-syn", Set.of("delays-ignored", "weights-by-tau-syn"));
        names.put("refractory-ignored, square-without-half", Set.of("refractory-ignored", "square-without-half"));
        return names;
    }

    /** Mistakes that a report names, other ones that give the same numbers among them; and what it knows. */
    private static Set<String> named(Report report) {
        Set<String> named = new HashSet<>();
        report.diagnoses().forEach(diagnosis -> {
            named.add(diagnosis.mistake().id());
            diagnosis.alike().forEach(other -> named.add(other.id()));
        });
        report.observations().all().forEach(known -> named.add(known.id()));
        if (!report.repetitions().isEmpty()) {
            named.add("repetition");
        }
        return named;
    }

    /** Whether each diagnosis is of the mistake, or cannot be told from it in what it explains. */
    private static boolean right(String mistake, Report report) {
        return report.diagnoses().stream()
                .allMatch(diagnosis ->
                        NAMES.get(mistake).contains(diagnosis.mistake().id())
                                || diagnosis.alike().stream()
                                        .anyMatch(other -> NAMES.get(mistake).contains(other.id())));
    }

    @Test
    void aReportedMistakeIsNamedAndNoneIsNamedWrongly() throws IOException {
        int rightly = 0;
        List<String> all = CAMPAIGN
                ? NAMES.keySet().stream().sorted().toList()
                : List.of("delay-plus-step", "penalty-sign, gradient-sign", "gradients-accumulate");
        for (String mistake : all) {
            Report report = report(mistake);
            boolean isNamed = named(report).containsAll(NAMES.get(mistake));
            rightly += isNamed ? 1 : 0;
            System.out.println(mistake + ": " + (isNamed ? "named" : "not named") + ", " + named(report));
            assertTrue(right(mistake, report), () -> mistake + " is called " + named(report));
        }
        assertTrue(rightly >= (CAMPAIGN ? 24 : all.size()), rightly + " of " + all.size() + " are named");
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
