package io.github.goldspike.conformance.verdict;

import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Connectivity.Matrix;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Holds loss and gradient of a reply against what they should be at the spikes of the same reply (verdict-R14). */
final class GivenVerdict {

    private final Golden truth;
    private final Reply.Answered reply;
    private final Tolerance tolerance;

    GivenVerdict(Golden truth, Reply.Answered reply, Tolerance tolerance) {
        this.truth = truth;
        this.reply = reply;
        this.tolerance = new Tolerance(tolerance.dtype());
    }

    List<Judgement> judgements() {
        Outcome<GivenGolden> golden = GivenGolden.of(truth, reply, tolerance);
        if (golden instanceof Outcome.Known<GivenGolden> known) {
            return List.of(loss(known.value()), gradient(known.value()));
        }
        String why = ((Outcome.Open<GivenGolden>) golden).why();
        return List.of(
                notJudged(Judge.GIVEN_LOSS, reply.loss(), why), notJudged(Judge.GIVEN_GRADIENT, reply.gradient(), why));
    }

    private static Judgement notJudged(String quantity, Optional<? extends Outcome<?>> found, String why) {
        return found.isPresent()
                ? Judgement.without(quantity, Verdict.NOT_JUDGED, why)
                : Judgement.without(quantity, Verdict.NOT_GIVEN, "");
    }

    private Judgement loss(GivenGolden golden) {
        return outcome(
                Judge.GIVEN_LOSS,
                golden.loss().orElseThrow(),
                reply.loss(),
                (value, found, errors) -> errors.ofSize(1)
                        .value("/loss/value", 0, value, found, golden.lossReach(), OptionalDouble.empty()));
    }

    private Judgement gradient(GivenGolden golden) {
        return outcome(
                Judge.GIVEN_GRADIENT, golden.gradient().orElseThrow(), reply.gradient(), (values, found, errors) -> {
                    errors.ofSize(GivenGolden.greatest(values));
                    for (int p = 0; p < Math.min(values.size(), found.size()); p++) {
                        matrix(p, values.get(p), golden.gradientReach().get(p), found.get(p), errors);
                    }
                });
    }

    /** What is given; its shape is judged with the whole. */
    private void matrix(
            int projection,
            List<BigDecimal> expected,
            List<Double> reach,
            List<List<Optional<BigDecimal>>> found,
            Errors errors) {
        List<List<Optional<Rational>>> rows =
                ((Matrix) truth.network().projections().get(projection).connectivity()).weights();
        int synapse = 0;
        for (int pre = 0; pre < rows.size(); pre++) {
            for (int post = 0; post < rows.get(pre).size(); post++) {
                boolean shaped = pre < found.size() && post < found.get(pre).size();
                if (rows.get(pre).get(post).isPresent()) {
                    if (shaped && found.get(pre).get(post).isPresent()) {
                        errors.value(
                                "/gradient/weights/" + projection + "/" + pre + "/" + post,
                                0,
                                expected.get(synapse),
                                found.get(pre).get(post).get(),
                                reach.get(synapse),
                                OptionalDouble.empty());
                    }
                    synapse++;
                }
            }
        }
    }

    /** Compares two values. */
    private interface Compare<G, R> {
        void with(G expected, R found, Errors errors);
    }

    private <G, R> Judgement outcome(
            String quantity, Outcome<G> expected, Optional<Outcome<R>> found, Compare<G, R> compare) {
        if (expected instanceof Outcome.Undefined<G> undefined) {
            boolean own = found.filter(Outcome.Known.class::isInstance).isPresent();
            return Judgement.without(
                    quantity, own ? Verdict.OWN_CONVENTION : Verdict.UNDEFINED, "undefined: " + undefined.why());
        }
        // Of what nobody gave nothing is said, whatever is known of the truth.
        if (found.isEmpty()) {
            return Judgement.without(quantity, Verdict.NOT_GIVEN, "");
        }
        if (expected instanceof Outcome.Open<G> open) {
            return Judgement.without(quantity, Verdict.INCONCLUSIVE, open.why());
        }
        if (found.get() instanceof Outcome.Undefined<R> undefined) {
            return Judgement.without(
                    quantity,
                    Verdict.DISAGREES,
                    "undefined: " + undefined.why() + "; but at the spikes that were given it has a value");
        }
        Errors errors = new Errors(quantity, tolerance, List.of());
        compare.with(((Outcome.Known<G>) expected).value(), ((Outcome.Known<R>) found.get()).value(), errors);
        return errors.isEmpty() ? Judgement.without(quantity, Verdict.NOT_GIVEN, "") : errors.result();
    }
}
