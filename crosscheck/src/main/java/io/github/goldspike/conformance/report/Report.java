package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.protocol.Implementation;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import java.nio.file.Path;
import java.util.EnumMap;
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
        Observations observations) {

    /** One without observations. */
    public Report(
            List<String> command,
            Optional<Implementation> implementation,
            int planned,
            List<CaseResult> results,
            Optional<String> ended,
            List<Diagnosis> diagnoses,
            List<Counterexample> counterexamples,
            Optional<String> folder) {
        this(command, implementation, planned, results, ended, diagnoses, counterexamples, folder, Observations.NONE);
    }

    public Report {
        command = List.copyOf(command);
        results = List.copyOf(results);
        diagnoses = List.copyOf(diagnoses);
        counterexamples = List.copyOf(counterexamples);
    }

    /** The same with its counterexamples written to a folder. */
    public Report keptIn(String folder) {
        return new Report(
                command,
                implementation,
                planned,
                results,
                ended,
                diagnoses,
                counterexamples,
                Optional.of(folder),
                observations);
    }

    /** The same with these observations. */
    public Report observing(Observations observed) {
        return new Report(
                command, implementation, planned, results, ended, diagnoses, counterexamples, folder, observed);
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

    /** Whether everything that was planned was tried, something was judged, and nothing is held against the engine. */
    public boolean agrees() {
        return ended.isEmpty()
                && results.stream().noneMatch(result -> result.outcome().against())
                && results.stream().anyMatch(result -> result.outcome() == Outcome.AGREES)
                && !inconclusive();
    }

    /** Whether nothing is held against the engine, but of more than half of the judged cases nothing follows (verdict-R16). */
    public boolean inconclusive() {
        Map<Outcome, Integer> counts = counts();
        int open = counts.getOrDefault(Outcome.INCONCLUSIVE, 0);
        int settled = counts.getOrDefault(Outcome.AGREES, 0) + counts.getOrDefault(Outcome.EXCUSED, 0);
        return results.stream().noneMatch(result -> result.outcome().against()) && open > settled;
    }
}
