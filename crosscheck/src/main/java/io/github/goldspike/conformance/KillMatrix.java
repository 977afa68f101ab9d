package io.github.goldspike.conformance;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.Case.Prepared;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import io.github.goldspike.conformance.report.Diagnosis;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Method;
import io.github.goldspike.diagnosis.Mistake;
import io.github.goldspike.mutants.Mutant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Every mutant of the event-driven engine through the same cases: which of them catch it, and what it is taken for.
 *
 * @hidden for the command line alone: a user of the module cannot name the types of these signatures
 */
@SuppressWarnings("exports")
public final class KillMatrix {

    /**
     * A mutant and what became of it.
     *
     * @param mistake what it does wrong
     * @param byCorpus cases of the corpus in which it is wrong, in order
     * @param byFuzz random networks in which it is wrong, in order
     * @param diagnoses what it is taken for
     */
    public record Row(Mistake mistake, List<String> byCorpus, List<String> byFuzz, List<Diagnosis> diagnoses) {

        /** Number of cases in which it is wrong. */
        public int caught() {
            return byCorpus.size() + byFuzz.size();
        }

        /** Whether the diagnosis that explains most names the mistake. */
        public boolean named() {
            return !diagnoses.isEmpty() && diagnoses.get(0).mistake().number() == mistake.number();
        }
    }

    private record Asked(String id, Golden golden, boolean random) {}

    private final List<Asked> cases = new ArrayList<>();
    private final Predictions predictions = new Predictions();

    /** @param plan cases; their golden answers are computed once for all mutants */
    public KillMatrix(ConformancePlan plan) {
        this(plan.cases());
    }

    KillMatrix(List<Case> tried) {
        for (Case one : tried) {
            if (one.prepare(Claims.everything()) instanceof Prepared.Ready ready) {
                cases.add(new Asked(one.id(), ready.golden(), one instanceof RandomCase));
            }
        }
    }

    /** The row of a mutant. */
    public Row of(Mutant mutant) {
        Mistake mistake = Mistake.all().stream()
                .filter(one -> one.id().equals(mutant.mistake()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no mistake " + mutant.mistake()));
        return row(mistake, mutant.engine(), mutant);
    }

    private Row row(Mistake mistake, Engine<Double> engine, Mutant mutant) {
        InProcess asked = new InProcess(engine, mutant.method());
        List<CaseResult> results =
                cases.stream().map(one -> asked.ask(one.id, one.golden)).toList();
        return new Row(
                mistake,
                caught(results, one -> !one.random),
                caught(results, one -> one.random),
                Diagnostician.of(results, Dtype.FLOAT64, predictions));
    }

    private List<String> caught(List<CaseResult> results, Predicate<Asked> which) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (which.test(cases.get(i)) && results.get(i).outcome().against()) {
                ids.add(results.get(i).id());
            }
        }
        return ids;
    }

    /** A table in Markdown, with the first case of each kind that catches a mutant, and in how many cases it is wrong. */
    public static String table(List<Row> rows) {
        StringBuilder text = new StringBuilder("| note | mutant | of the corpus | random networks | diagnosed as |\n");
        text.append("|---|---|---|---|---|\n");
        for (Row row : rows) {
            text.append(String.join(
                            " | ",
                            "| " + row.mistake.number(),
                            row.mistake.id(),
                            shown(row.byCorpus),
                            shown(row.byFuzz),
                            row.named()
                                    ? "itself"
                                    : row.diagnoses.isEmpty()
                                            ? "–"
                                            : row.diagnoses.get(0).mistake().id()))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String shown(List<String> ids) {
        return ids.isEmpty() ? "–" : ids.size() + ", first " + ids.get(0);
    }

    /** The first thing that is held against an engine, if there is one; what was not judged is not. */
    Optional<String> against(Engine<Double> engine, Method method) {
        InProcess asked = new InProcess(engine, method);
        return cases.stream()
                .map(one -> asked.ask(one.id, one.golden))
                .filter(result -> result.outcome().against() && result.outcome() != Outcome.NOT_JUDGED)
                .map(CaseResult::toString)
                .findFirst();
    }
}
