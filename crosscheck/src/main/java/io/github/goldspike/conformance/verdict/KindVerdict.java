package io.github.goldspike.conformance.verdict;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.tolerance.LossErrorBound;
import io.github.goldspike.conformance.tolerance.ParameterRows;
import io.github.goldspike.conformance.tolerance.SpikeErrorBound;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Holds gradients by other reals than weights against the certified ones, where they are given (verdict-R18). */
final class KindVerdict {

    private static final String NO_LIMIT = "no limit is derived for it";

    private final Golden golden;
    private final Reply.Answered reply;
    private final SpikeErrorBound reach;
    private final Function<String, Errors> errors;

    /** @param errors for a quantity of this name */
    KindVerdict(Golden golden, Reply.Answered reply, SpikeErrorBound reach, Function<String, Errors> errors) {
        this.golden = golden;
        this.reply = reply;
        this.reach = reach;
        this.errors = errors;
    }

    /** One judgement for each kind that the reply gives. */
    List<Judgement> judgements() {
        Set<ParameterKind> kinds = reply.byKind().keySet();
        // Of kernels no limits are derived for them (verdict-R19).
        if (kinds.isEmpty()
                || golden.loss().isEmpty()
                || golden.network().firstKernel().isPresent()) {
            return List.of();
        }
        boolean derived = ParameterRows.KINDS.containsAll(kinds);
        Optional<Outcome<Gradient<Ball>>> known = golden.undecided().isPresent() || !derived
                ? Optional.empty()
                : new CertifiedEngine()
                        .solve(
                                golden.network(),
                                Question.ofDigits(Golden.DIGITS).withRespectTo(kinds))
                        .gradient();
        List<Judgement> judgements = new ArrayList<>();
        reply.byKind().forEach((kind, given) -> judgements.add(judgement(kind, given, known)));
        return judgements;
    }

    private Judgement judgement(
            ParameterKind kind, Map<String, BigDecimal> given, Optional<Outcome<Gradient<Ball>>> known) {
        String quantity = "gradient by " + kind.field();
        Loss loss = golden.network().loss().orElseThrow();
        boolean ofTimes = loss instanceof Loss.SpikeTimeSquare || loss instanceof Loss.FirstSpikeCrossEntropy;
        if (!ofTimes || !ParameterRows.KINDS.contains(kind)) {
            return Judgement.without(quantity, Verdict.NOT_JUDGED, NO_LIMIT);
        }
        if (known.orElse(null) instanceof Outcome.Undefined<Gradient<Ball>> undefined) {
            return Judgement.without(quantity, Verdict.OWN_CONVENTION, "undefined: " + undefined.why());
        }
        if (!(known.orElse(null) instanceof Outcome.Known<Gradient<Ball>> certified)) {
            return Judgement.without(quantity, Verdict.NOT_JUDGED, "the reference is undecided");
        }
        return held(quantity, kind, given, certified.value().values().getOrDefault(kind, List.of()));
    }

    private Judgement held(String quantity, ParameterKind kind, Map<String, BigDecimal> given, List<List<Ball>> lists) {
        Network network = golden.network();
        List<BigDecimal> expected = lists.stream()
                .flatMap(List::stream)
                .map(ball -> new BigDecimal(ball.toDecimalOrZero(Golden.DIGITS)))
                .toList();
        double[] bounds = LossErrorBound.of(reach, network).gradient(new ParameterRows(network, kind));
        List<String> places = RealPlaces.of(network, kind);
        double greatest = expected.stream()
                .mapToDouble(value -> Math.abs(value.doubleValue()))
                .max()
                .orElse(0);
        Errors found = errors.apply(quantity).ofSize(greatest);
        for (int number = 0; number < places.size(); number++) {
            BigDecimal value = given.get(places.get(number));
            if (value != null) {
                found.value(
                        "/gradient/" + kind.field() + places.get(number),
                        golden.timeline().horizon(),
                        expected.get(number),
                        value,
                        Math.max(bounds[number], greatest),
                        OptionalDouble.empty());
            }
        }
        return found.isEmpty() ? Judgement.without(quantity, Verdict.NOT_GIVEN, "") : found.result();
    }
}
