package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One quantity over all cases of a run.
 *
 * @param quantity its name
 * @param verdicts in how many cases each came out
 * @param values numbers that were compared in the cases that agree
 * @param fewestDigits the least of the digits in those, and in which case
 * @param mostConditioned the greatest error in units of κ·u in those
 * @param mostShare the greatest share of what sound arithmetic reaches in those
 */
public record QuantitySummary(
        String quantity,
        Map<Verdict, Integer> verdicts,
        long values,
        Optional<Extreme> fewestDigits,
        Optional<Extreme> mostConditioned,
        Optional<Extreme> mostShare) {

    /** A number and where it is reached. */
    public record Extreme(double value, String id, String place) {}

    private record Of(String id, Judgement judgement) {}

    /** The quantities of a report that were judged at all. */
    static List<QuantitySummary> of(Report report) {
        List<QuantitySummary> summaries = new ArrayList<>();
        List<String> quantities = report.results().stream()
                .flatMap(result -> result.judgements().stream())
                .map(Judgement::quantity)
                .distinct()
                .toList();
        for (String quantity : quantities) {
            List<Of> judgements = report.results().stream()
                    .flatMap(result -> result.judgements().stream().map(judgement -> new Of(result.id(), judgement)))
                    .filter(of -> of.judgement.quantity().equals(quantity))
                    .toList();
            if (!judgements.isEmpty()) {
                summaries.add(of(quantity, judgements));
            }
        }
        return summaries;
    }

    private static QuantitySummary of(String quantity, List<Of> judgements) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        judgements.forEach(of -> verdicts.merge(of.judgement.verdict(), 1, Integer::sum));
        List<Of> agreeing = judgements.stream()
                .filter(of -> of.judgement.verdict() == Verdict.AGREES)
                .toList();
        return new QuantitySummary(
                quantity,
                verdicts,
                agreeing.stream().mapToLong(of -> of.judgement.values()).sum(),
                extreme(agreeing, of -> of.digits().stream().boxed().findFirst(), Comparator.reverseOrder()),
                extreme(agreeing, of -> of.conditioned().stream().boxed().findFirst(), Comparator.naturalOrder()),
                extreme(agreeing, of -> of.share().stream().boxed().findFirst(), Comparator.naturalOrder()));
    }

    private static Optional<Extreme> extreme(
            List<Of> judgements, Function<Judgement, Optional<Double>> number, Comparator<Double> order) {
        return judgements.stream()
                .flatMap(of -> number.apply(of.judgement).stream()
                        .map(value -> new Extreme(value, of.id, of.judgement.detail())))
                .max(Comparator.comparing(Extreme::value, order));
    }
}
