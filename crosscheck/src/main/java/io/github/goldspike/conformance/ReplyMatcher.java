package io.github.goldspike.conformance;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Outcome.Known;
import io.github.goldspike.contract.Outcome.Undefined;
import io.github.goldspike.diagnosis.Prediction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the reply of an engine is that of a program with a mistake (proofs-notes/mistakes.md, "When a mistake explains a case").
 */
final class ReplyMatcher {

    /** Roundings that numbers may be apart: more than most networks cost, and less than any mistake makes. */
    private static final double ROUNDINGS = 0x1p14;

    private static final String SPIKES = "spikes";
    private static final String LOSS = "loss";
    private static final String GRADIENT = "gradient";

    private final Golden golden;
    private final double tolerance;
    private final Map<String, Outcome<List<List<Double>>>> given = new LinkedHashMap<>();
    private final Map<String, Outcome<List<List<Double>>>> right = new LinkedHashMap<>();
    private final Set<String> wrong;

    /** @param result a case in which the engine disagrees */
    ReplyMatcher(CaseResult result, Dtype dtype) {
        golden = result.golden().orElseThrow();
        tolerance = ROUNDINGS * dtype.unitRoundoff();
        wrong = result.judgements().stream()
                .filter(judgement -> judgement.verdict() == Verdict.DISAGREES)
                .map(Judgement::quantity)
                .collect(Collectors.toSet());
        right.put(SPIKES, new Known<>(trains(golden.spikes())));
        golden.loss().ifPresent(loss -> right.put(LOSS, loss.map(ReplyMatcher::single)));
        golden.gradient().ifPresent(gradient -> right.put(GRADIENT, gradient.map(ReplyMatcher::doubles)));
        Reply.Answered reply = (Reply.Answered) result.reply().orElseThrow();
        reply.spikes().ifPresent(spikes -> given.put(SPIKES, new Known<>(trains(spikes))));
        reply.loss().ifPresent(loss -> given.put(LOSS, loss.map(ReplyMatcher::single)));
        reply.gradient().ifPresent(gradient -> given.put(GRADIENT, gradient.map(ReplyMatcher::synapses)));
    }

    /** Whether a program that answers so would explain the reply, where the right answer does not. */
    boolean explainedBy(Prediction predicted) {
        Map<String, Outcome<List<List<Double>>>> expected = new LinkedHashMap<>();
        expected.put(SPIKES, new Known<>(trains(predicted.spikes())));
        predicted.loss().ifPresent(loss -> expected.put(LOSS, loss.map(ReplyMatcher::single)));
        predicted.gradient().ifPresent(gradient -> expected.put(GRADIENT, gradient));
        boolean told = false;
        for (Map.Entry<String, Outcome<List<List<Double>>>> quantity : expected.entrySet()) {
            String name = quantity.getKey();
            Outcome<List<List<Double>>> found = given.get(name);
            boolean ownConvention = found instanceof Known && quantity.getValue() instanceof Undefined;
            if (found != null && !ownConvention) {
                if (!alike(name, found, quantity.getValue())) {
                    return false;
                }
                told |= wrong.contains(name) && !alike(name, right.get(name), quantity.getValue());
            }
        }
        return told;
    }

    private boolean alike(String name, Outcome<List<List<Double>>> found, Outcome<List<List<Double>>> expected) {
        if (found instanceof Known<List<List<Double>>> one && expected instanceof Known<List<List<Double>>> other) {
            return alike(name, one.value(), other.value());
        }
        return found instanceof Undefined && expected instanceof Undefined;
    }

    private boolean alike(String name, List<List<Double>> found, List<List<Double>> expected) {
        double floor = switch (name) {
            case SPIKES -> 0;
            case LOSS -> 1;
            default ->
                expected.stream()
                        .flatMap(List::stream)
                        .mapToDouble(Math::abs)
                        .max()
                        .orElse(0);
        };
        boolean alike = found.size() == expected.size();
        for (int i = 0; alike && i < found.size(); i++) {
            alike = found.get(i).size() == expected.get(i).size();
            for (int k = 0; alike && k < found.get(i).size(); k++) {
                double target = expected.get(i).get(k);
                double size = Math.max(Math.abs(target), floor);
                // What has overflowed is like nothing; its tolerance would admit everything.
                alike = Double.isFinite(size) && Math.abs(found.get(i).get(k) - target) <= tolerance * size;
            }
        }
        return alike;
    }

    /** Of the populations that can spike; an engine may leave others out. */
    private <N extends Number> List<List<Double>> trains(ByNeuron<N> spikes) {
        List<List<Double>> trains = new ArrayList<>();
        for (String population : golden.spikes().names()) {
            trains.addAll(doubles(spikes.getOrNone(population)));
        }
        return trains;
    }

    private static <N extends Number> List<List<Double>> single(N value) {
        return List.of(List.of(value.doubleValue()));
    }

    private static <N extends Number> List<List<Double>> doubles(List<List<N>> values) {
        return values.stream()
                .map(list -> list.stream().map(Number::doubleValue).toList())
                .toList();
    }

    /** By projection, without the places where there is no synapse. */
    private static List<List<Double>> synapses(List<List<List<Optional<BigDecimal>>>> matrices) {
        return matrices.stream()
                .map(matrix -> matrix.stream()
                        .flatMap(List::stream)
                        .flatMap(Optional::stream)
                        .map(BigDecimal::doubleValue)
                        .toList())
                .toList();
    }
}
