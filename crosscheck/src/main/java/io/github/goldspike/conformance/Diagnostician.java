package io.github.goldspike.conformance;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import io.github.goldspike.conformance.report.Diagnosis;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.diagnosis.Mistake;
import io.github.goldspike.diagnosis.Prediction;
import io.github.goldspike.diagnosis.Suspect;
import io.github.goldspike.diagnosis.Traits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Looks for the mistakes of the catalogue that explain the cases in which an engine disagrees: the one that explains most, then the
 * one that explains most of the rest (proofs-notes/mistakes.md).
 */
final class Diagnostician {

    /** Networks with more spikes than that are not simulated again; the plain simulator is slow. */
    private static final int MOST_SPIKES = 80;

    /** Cases that are looked at. */
    private static final int MOST_CASES = 24;

    /** A suspect that explains none of so many of them is dropped. */
    private static final int CHANCES = 8;

    private static final int MOST_DIAGNOSES = 3;

    private final Dtype dtype;
    private final Traits traits;
    private final Predictions predictions;

    private Diagnostician(Dtype dtype, Traits traits, Predictions predictions) {
        this.dtype = dtype;
        this.traits = traits;
        this.predictions = predictions;
    }

    /**
     * The diagnoses of a run.
     *
     * @param results of all its cases
     * @param predictions what the programs with mistakes answer, as far as it is known already
     */
    static List<Diagnosis> of(List<CaseResult> results, Dtype dtype, Predictions predictions) {
        List<CaseResult> wrong = results.stream()
                .filter(result -> result.outcome() == Outcome.DISAGREES)
                .filter(result -> result.golden().orElseThrow().spikeCount() <= MOST_SPIKES)
                .sorted(Comparator.comparingInt(
                        result -> result.golden().orElseThrow().spikeCount()))
                .toList();
        return wrong.isEmpty()
                ? List.of()
                : new Diagnostician(dtype, EngineTraits.of(results, dtype), predictions).diagnose(evenly(wrong));
    }

    /** Some of a list, the first and the last among them. */
    private static List<CaseResult> evenly(List<CaseResult> cases) {
        return cases.size() <= MOST_CASES
                ? cases
                : IntStream.range(0, MOST_CASES)
                        .mapToObj(k -> cases.get(k * (cases.size() - 1) / (MOST_CASES - 1)))
                        .toList();
    }

    /** A suspect and the cases that it explains. */
    private record Lead(Mistake mistake, Suspect suspect, Set<CaseResult> explained) {}

    private List<Diagnosis> diagnose(List<CaseResult> wrong) {
        List<Diagnosis> diagnoses = new ArrayList<>();
        Set<CaseResult> rest = new LinkedHashSet<>(wrong);
        while (!rest.isEmpty() && diagnoses.size() < MOST_DIAGNOSES) {
            List<Lead> leads = leads(rest);
            Optional<Lead> best = leads.stream().max(Comparator.comparingInt(lead -> lead.explained.size()));
            if (best.isEmpty()) {
                break;
            }
            diagnoses.add(diagnosis(best.get(), leads, wrong.size()));
            rest.removeAll(best.get().explained);
        }
        return diagnoses;
    }

    private static Diagnosis diagnosis(Lead best, List<Lead> leads, int tried) {
        return new Diagnosis(
                best.mistake,
                best.suspect.detail(),
                best.explained.stream().map(CaseResult::id).toList(),
                tried,
                leads.stream()
                        .filter(lead -> lead.explained.equals(best.explained))
                        .map(Lead::mistake)
                        .filter(mistake -> mistake.number() != best.mistake.number())
                        .distinct()
                        .toList());
    }

    private List<Lead> leads(Set<CaseResult> cases) {
        List<Lead> leads = new ArrayList<>();
        for (Mistake mistake : Mistake.all()) {
            for (Suspect suspect : mistake.suspects(traits)) {
                Set<CaseResult> explained = explained(suspect, cases);
                if (!explained.isEmpty()) {
                    leads.add(new Lead(mistake, suspect, explained));
                }
            }
        }
        return leads;
    }

    private Set<CaseResult> explained(Suspect suspect, Set<CaseResult> cases) {
        Set<CaseResult> explained = new LinkedHashSet<>();
        int tried = 0;
        for (CaseResult result : cases) {
            if (tried++ == CHANCES && explained.isEmpty()) {
                break;
            }
            if (explains(suspect, result)) {
                explained.add(result);
            }
        }
        return explained;
    }

    private boolean explains(Suspect suspect, CaseResult result) {
        Golden golden = result.golden().orElseThrow();
        if (suspect instanceof Suspect.Answering answering) {
            Optional<Prediction> prediction = predictions.of(answering, golden.network());
            return prediction.isPresent() && new ReplyMatcher(result, dtype).explainedBy(prediction.get());
        }
        return EngineTraits.rounded(result, (Suspect.Rounding) suspect, dtype)
                && Judge.of(golden, (Reply.Answered) result.reply().orElseThrow(), Dtype.FLOAT32).stream()
                        .noneMatch(judgement -> judgement.verdict() == Verdict.DISAGREES);
    }
}
