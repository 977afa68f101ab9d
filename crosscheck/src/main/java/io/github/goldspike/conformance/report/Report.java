package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.protocol.Implementation;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a run.
 *
 * @param command that starts the engine
 * @param implementation what the engine says about itself, if it ever said it
 * @param planned number of cases that were to be tried
 * @param results of those that were tried, in order
 * @param ended why it was not all of them, if so
 * @param diagnoses mistakes that explain what the engine disagrees in
 * @param counterexamples small networks at which the engine fails, one for each way
 * @param folder where they are written, if they are
 * @param repetitions networks to which the engine gave two answers
 * @param known failures that are expected, if somebody said so
 * @param observations what was found out beside verdicts
 */
public record Report(
        List<String> command,
        Optional<Implementation> implementation,
        int planned,
        List<CaseResult> results,
        Optional<String> ended,
        List<Diagnosis> diagnoses,
        List<Counterexample> counterexamples,
        Optional<String> folder,
        List<Repetition> repetitions,
        Optional<KnownFailures> known,
        Observations observations) {

    /** What a run alone says. */
    public Report(
            List<String> command,
            Optional<Implementation> implementation,
            int planned,
            List<CaseResult> results,
            Optional<String> ended,
            List<Diagnosis> diagnoses,
            List<Counterexample> counterexamples,
            Optional<String> folder) {
        this(
                command,
                implementation,
                planned,
                results,
                ended,
                diagnoses,
                counterexamples,
                folder,
                List.of(),
                Optional.empty(),
                Observations.NONE);
    }

    public Report {
        command = List.copyOf(command);
        results = List.copyOf(results);
        diagnoses = List.copyOf(diagnoses);
        counterexamples = List.copyOf(counterexamples);
        repetitions = List.copyOf(repetitions);
    }

    /** The same with its counterexamples written to a folder. */
    public Report keptIn(String name) {
        return new Report(
                command,
                implementation,
                planned,
                results,
                ended,
                diagnoses,
                counterexamples,
                Optional.of(name),
                repetitions,
                known,
                observations);
    }

    /** The same with failures that are expected. */
    public Report expecting(KnownFailures expected) {
        return new Report(
                command,
                implementation,
                planned,
                results,
                ended,
                diagnoses,
                counterexamples,
                folder,
                repetitions,
                Optional.of(expected),
                observations);
    }

    /** The same with networks to which the engine gave two answers. */
    public Report repeating(List<Repetition> found) {
        return new Report(
                command,
                implementation,
                planned,
                results,
                ended,
                diagnoses,
                counterexamples,
                folder,
                found,
                known,
                observations);
    }

    /** The same with these observations. */
    public Report observing(Observations observed) {
        return new Report(
                command,
                implementation,
                planned,
                results,
                ended,
                diagnoses,
                counterexamples,
                folder,
                repetitions,
                known,
                observed);
    }

    /** Of a run that was interrupted before it began. */
    public static Report notBegun(List<String> command) {
        return new Report(
                command,
                Optional.empty(),
                0,
                List.of(),
                Optional.of("interrupted"),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** The cases that are held against the engine. */
    List<CaseResult> against() {
        return results.stream().filter(result -> result.outcome().against()).toList();
    }

    /** Those of them that nobody expected. */
    List<CaseResult> unexpected() {
        return against().stream()
                .filter(result -> known.isEmpty() || !known.get().expects(result.id()))
                .toList();
    }

    /** Cases that were expected to fail, and agree. */
    List<CaseResult> newlyPassing() {
        return results.stream()
                .filter(result -> result.outcome() == Outcome.AGREES
                        && known.filter(expected -> expected.expects(result.id()))
                                .isPresent())
                .toList();
    }

    /** Failures by reason, the most frequent first: how an engine failed, see {@link Signature}. */
    static Map<String, List<CaseResult>> reasons(List<CaseResult> against) {
        Map<String, List<CaseResult>> reasons = new LinkedHashMap<>();
        for (CaseResult result : against) {
            String reason = Signature.of(result).map(Signature::name).orElse("other");
            reasons.computeIfAbsent(reason, one -> new ArrayList<>()).add(result);
        }
        Map<String, List<CaseResult>> sorted = new LinkedHashMap<>();
        reasons.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** How many cases each feature would add, or each restriction fewer, by its name, if nothing else changed; the most first. */
    Map<String, Integer> unlocks() {
        Map<String, Integer> unlocks = new LinkedHashMap<>();
        results.stream()
                .filter(result -> result.outcome() == Outcome.UNCLAIMED)
                .map(result -> result.message().replaceFirst("^needs ", ""))
                .filter(needs -> !needs.contains(","))
                .forEach(needs -> unlocks.merge(needs, 1, Integer::sum));
        Map<String, Integer> sorted = new LinkedHashMap<>();
        unlocks.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Whether the engine never said who it is. */
    public boolean neverStarted() {
        return implementation.isEmpty() && !results.isEmpty();
    }

    /** Where the network of a counterexample is written, if it is. */
    Optional<String> file(Counterexample counterexample) {
        return folder.map(name -> Path.of(name)
                .resolve(counterexample.id() + Counterexample.NETWORK)
                .toString());
    }

    /** How many cases ended in each way; those in which none did are left out. */
    public Map<Outcome, Integer> counts() {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
        return counts;
    }

    /** Whether everything that was planned was tried, something was judged, and nothing is held against the engine that was not expected. */
    public boolean agrees() {
        return ended.isEmpty()
                && unexpected().isEmpty()
                && repetitions.isEmpty()
                && results.stream().anyMatch(result -> result.outcome() == Outcome.AGREES)
                && !inconclusive();
    }

    /** Whether nothing is held against the engine, but of more than half of the judged cases nothing follows (verdict-R16). */
    public boolean inconclusive() {
        Map<Outcome, Integer> counts = counts();
        int open = counts.getOrDefault(Outcome.INCONCLUSIVE, 0);
        int settled = counts.getOrDefault(Outcome.AGREES, 0) + counts.getOrDefault(Outcome.EXCUSED, 0);
        return unexpected().isEmpty() && repetitions.isEmpty() && open > settled;
    }
}
