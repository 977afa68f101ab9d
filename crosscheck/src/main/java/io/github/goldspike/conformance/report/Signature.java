package io.github.goldspike.conformance.report;

import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * In which way an engine fails at a network; two failures with the same signature fail in the same way
 * (shrinking-S1).
 *
 * @param name for people
 */
public record Signature(String name) {

    /** The way in which a case fails; empty if nothing in it is held against the engine. */
    public static Optional<Signature> of(CaseResult result) {
        return switch (result.outcome()) {
            case FAULT -> result.fault().map(fault -> new Signature(fault.kind()));
            case ERRORED -> Optional.of(new Signature("errored"));
            case DISAGREES ->
                result.judgements().stream()
                        .filter(judgement -> judgement.verdict() == Verdict.DISAGREES)
                        .findFirst()
                        .map(judgement -> of(judgement, result));
            case AGREES, EXCUSED, INCONCLUSIVE, SKIPPED, UNCLAIMED, NOT_JUDGED -> Optional.empty();
        };
    }

    /** Of the first quantity that is wrong: the others may be wrong because it is. */
    private static Signature of(Judgement judgement, CaseResult result) {
        if (result.golden().isEmpty()) {
            // On a grid the raster is held to the grid's, and the message says the rest.
            return new Signature(of(judgement, false));
        }
        Golden golden = result.golden().get();
        Reply.Answered reply = (Reply.Answered) result.reply().orElseThrow();
        return new Signature(
                switch (judgement.quantity()) {
                    case "spikes" -> spikes(golden.spikes(), reply.spikes().orElseThrow());
                    case "loss" -> of(judgement, undefined(reply.loss()));
                    case "gradient" -> of(judgement, undefined(reply.gradient()));
                    default -> of(judgement, false);
                });
    }

    private static boolean undefined(Optional<? extends Outcome<?>> outcome) {
        return outcome.filter(Outcome.Undefined.class::isInstance).isPresent();
    }

    private static String of(Judgement judgement, boolean undefined) {
        boolean value = judgement.share().orElse(0) > 1;
        return undefined
                ? judgement.quantity() + " undefined"
                : value ? judgement.quantity() : "shape of " + judgement.quantity();
    }

    private static String spikes(ByNeuron<BigDecimal> expected, ByNeuron<BigDecimal> found) {
        boolean shaped = expected.names().stream()
                        .allMatch(population -> found.has(population)
                                && expected.get(population).size()
                                        == found.get(population).size())
                && found.names().stream()
                        .allMatch(population -> expected.has(population)
                                || found.get(population).stream().allMatch(List::isEmpty));
        if (!shaped) {
            return "shape of spikes";
        }
        boolean counted = expected.names().stream()
                .allMatch(population -> counts(expected.get(population)).equals(counts(found.get(population))));
        return counted ? "spike time" : "spike count";
    }

    private static List<Integer> counts(List<List<BigDecimal>> trains) {
        return trains.stream().map(List::size).toList();
    }
}
