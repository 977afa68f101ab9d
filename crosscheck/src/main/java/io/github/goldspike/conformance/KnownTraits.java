package io.github.goldspike.conformance;

import io.github.goldspike.conformance.Evidence.Side;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Fault;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import io.github.goldspike.conformance.report.Observations;
import io.github.goldspike.conformance.report.Observations.Observation;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;

/** What the replies of an engine have in common that it disagrees by, named or not: facts, and no guess at their cause. */
final class KnownTraits {

    /** Of the spikes so many are as near to their crossings as the estimated accuracy says (verdict-R15). */
    private static final double COVERED = 0.95;

    /** An error of more than this share of the time is not called an accuracy. */
    private static final double COARSE = 1e-3;

    private static final int LOOKED_AT = 24;
    private static final int FEWEST = 3;

    private final List<CaseResult> results;
    private final Dtype dtype;
    private final List<CaseResult> wrong;

    KnownTraits(List<CaseResult> results, Dtype dtype) {
        this.results = results;
        this.dtype = dtype;
        wrong = results.stream()
                .filter(result -> result.outcome() == Outcome.DISAGREES)
                .filter(result -> result.golden().isPresent() && spikes(result).isPresent())
                .toList();
    }

    private static java.util.Optional<Reply.Answered> spikes(CaseResult result) {
        return result.reply()
                .filter(Reply.Answered.class::isInstance)
                .map(Reply.Answered.class::cast)
                .filter(reply -> reply.spikes().isPresent());
    }

    /** The estimated accuracy of crossings, if most counts are right, and most times are wrong by little, but by more than rounding. */
    OptionalDouble accuracy() {
        List<Evidence> evidence = Diagnostician.evenly(wrong, LOOKED_AT).stream()
                .map(result -> new Evidence(result, new Tolerance(dtype), new Predictions()))
                .toList();
        long counted = evidence.stream().filter(Evidence::countsAreRight).count();
        double[] errors = evidence.stream()
                .filter(Evidence::countsAreRight)
                .flatMap(one -> one.errors().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double[] times = wrong.stream()
                .flatMap(result -> result.golden().orElseThrow().spikes().values())
                .mapToDouble(BigDecimal::doubleValue)
                .sorted()
                .toArray();
        // Times on steps have the accuracy of the step, and say more than that.
        boolean onSteps = EngineTraits.of(results, dtype).step().isPresent();
        if (onSteps || 2 * counted < evidence.size() || errors.length < FEWEST || times.length == 0) {
            return OptionalDouble.empty();
        }
        double time = times[times.length / 2];
        double most = errors[(int) (COVERED * (errors.length - 1))];
        boolean byRounding = most <= 0x1p10 * dtype.unitRoundoff() * Math.max(1, time);
        if (byRounding || most > COARSE * time) {
            return OptionalDouble.empty();
        }
        double unit = Math.pow(10, Math.floor(Math.log10(most)) - 1);
        return OptionalDouble.of(Math.ceil(most / unit) * unit);
    }

    /** All that is known, beside the diagnoses. */
    Observations observations(Diagnostician.Findings findings, OptionalDouble declared, OptionalDouble estimated) {
        List<Observation> known = new ArrayList<>();
        declared.ifPresent(value -> known.add(new Observation(
                "accuracy-declared",
                String.format(Locale.ROOT, "the engine declares that its spike times are right to %.2g", value))));
        estimated.ifPresent(value -> known.add(new Observation(
                "accuracy-estimated",
                String.format(
                        Locale.ROOT,
                        "19 of 20 spikes are within %.2g of the crossings that the engine's own earlier spikes imply"
                                + " (estimated from the spikes; it changes no verdict; \"accuracy\" in the start reply would)",
                        value))));
        unexplained(findings, known);
        counts(known);
        times(known);
        scaled(Side.LOSS, "loss", known);
        scaled(Side.GRADIENT, "gradient", known);
        late(known);
        tooLong(known);
        Overflow.of(results).ifPresent(known::add);
        return new Observations(known);
    }

    private void unexplained(Diagnostician.Findings findings, List<Observation> known) {
        if (findings.open() > 0) {
            known.add(new Observation(
                    "not-explained",
                    findings.open() + " of " + findings.lookedAt()
                            + " disagreements that were looked at are not explained by the catalogue"));
        } else if (findings.lookedAt() == 0 && !wrong.isEmpty()) {
            known.add(new Observation(
                    "inexact-times", "nothing is wrong that the accuracy of the spike times would not account for"));
        }
    }

    /** −1, 0 or 1 for each neuron. */
    private int[] signs(ToIntBiFunction<List<BigDecimal>, List<BigDecimal>> sign) {
        List<Integer> signs = new ArrayList<>();
        for (CaseResult result : wrong) {
            Golden golden = result.golden().orElseThrow();
            golden.spikes().forEach((name, trains) -> {
                List<List<BigDecimal>> found =
                        spikes(result).orElseThrow().spikes().orElseThrow().getOrNone(name);
                for (int n = 0; n < Math.min(trains.size(), found.size()); n++) {
                    signs.add(sign.applyAsInt(trains.get(n), found.get(n)));
                }
            });
        }
        return signs.stream()
                .mapToInt(Integer::intValue)
                .filter(one -> one != 0)
                .toArray();
    }

    private static boolean all(int[] signs, int sign) {
        for (int one : signs) {
            if (one != sign) {
                return false;
            }
        }
        return signs.length >= FEWEST;
    }

    private void counts(List<Observation> known) {
        int[] signs = signs((right, found) -> Integer.compare(found.size(), right.size()));
        if (all(signs, -1)) {
            known.add(new Observation("counts-too-small", "wherever a number of spikes is wrong, it is too small"));
        } else if (all(signs, 1)) {
            known.add(new Observation("counts-too-great", "wherever a number of spikes is wrong, it is too great"));
        }
    }

    private void times(List<Observation> known) {
        EngineTraits.of(results, dtype)
                .step()
                .ifPresent(step -> known.add(new Observation(
                        "times-on-steps",
                        "all spike times are multiples of dt = "
                                + BigDecimal.valueOf(step).stripTrailingZeros().toPlainString())));
        int[] signs = signs(this::firstShift);
        if (all(signs, 1)) {
            known.add(new Observation("times-late", "wherever a first spike is at a wrong time, it is late"));
        } else if (all(signs, -1)) {
            known.add(new Observation("times-early", "wherever a first spike is at a wrong time, it is early"));
        }
        scale(wrong.stream().flatMap(result -> ratios(result).stream()).toList())
                .ifPresent(scale -> known.add(new Observation(
                        "times-scaled",
                        String.format(Locale.ROOT, "all first spike times are %.4g times the right ones", scale))));
        long descending = wrong.stream().filter(KnownTraits::descends).count();
        if (descending > 0) {
            known.add(new Observation(
                    "times-unsorted",
                    "in " + descending + " of the replies spikes of a neuron are not in the order of their times"));
        }
    }

    private static boolean descends(CaseResult result) {
        return spikes(result)
                .orElseThrow()
                .spikes()
                .orElseThrow()
                .neurons()
                .anyMatch(train -> IntStream.range(1, train.size())
                        .anyMatch(k -> train.get(k).compareTo(train.get(k - 1)) < 0));
    }

    /** What all ratios are, if it is not 1. */
    private static OptionalDouble scale(List<Double> ratios) {
        DoubleSummaryStatistics all =
                ratios.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        double spread = 1e-3 * Math.abs(all.getMax());
        return all.getCount() >= FEWEST && all.getMax() - all.getMin() < spread && Math.abs(all.getMax() - 1) > 1e-2
                ? OptionalDouble.of(all.getMax())
                : OptionalDouble.empty();
    }

    /** One factor in all losses, or in all gradients, given the engine's own spikes. */
    private void scaled(Side side, String what, List<Observation> known) {
        List<Double> ratios = Diagnostician.evenly(wrong, LOOKED_AT).stream()
                .map(result -> new Evidence(result, new Tolerance(dtype), new Predictions()))
                .filter(one -> one.isWrong(side))
                .flatMap(one -> one.ratios(side).stream())
                .toList();
        scale(ratios)
                .ifPresent(scale -> known.add(new Observation(
                        what + "-scaled",
                        String.format(
                                Locale.ROOT,
                                "wherever it is wrong, the %s given its spikes is %.4g times the right one",
                                what,
                                scale))));
    }

    /** Spikes that are none of the network's, because it has ended. */
    private void late(List<Observation> known) {
        long cases = wrong.stream()
                .filter(result -> spikes(result)
                        .orElseThrow()
                        .spikes()
                        .orElseThrow()
                        .values()
                        .anyMatch(time -> Rational.of(time)
                                        .compareTo(result.golden()
                                                .orElseThrow()
                                                .network()
                                                .horizon())
                                > 0))
                .count();
        if (cases > 0) {
            known.add(new Observation(
                    "spikes-after-horizon", "there are spikes after the horizon in " + cases + " of the replies"));
        }
    }

    /** Programs that compute in steps need as many as there are up to the end. */
    private void tooLong(List<Observation> known) {
        DoubleSummaryStatistics hung = horizons(
                result -> result.fault().filter(Fault.Hang.class::isInstance).isPresent());
        DoubleSummaryStatistics answered = horizons(result ->
                result.reply().filter(Reply.Answered.class::isInstance).isPresent());
        if (hung.getCount() > 0 && answered.getCount() > 0 && hung.getMin() > answered.getMax()) {
            known.add(new Observation(
                    "too-slow-for-late-ends",
                    String.format(
                            Locale.ROOT,
                            "it hangs where the network lasts up to %.4g and more, and answers all that last up to %.4g: a program"
                                    + " that computes in steps may say {\"times-at-most\": %.0f} in its start reply",
                            hung.getMin(),
                            answered.getMax(),
                            Math.ceil(answered.getMax()))));
        }
    }

    private DoubleSummaryStatistics horizons(Predicate<CaseResult> which) {
        return results.stream()
                .filter(which)
                .flatMap(result -> result.network().stream())
                .mapToDouble(network -> network.horizon().toDouble())
                .summaryStatistics();
    }

    private int firstShift(List<BigDecimal> right, List<BigDecimal> found) {
        if (right.isEmpty() || found.isEmpty()) {
            return 0;
        }
        double off = found.get(0).subtract(right.get(0)).doubleValue();
        double rounding = 0x1p14 * dtype.unitRoundoff() * right.get(0).doubleValue();
        return Math.abs(off) <= rounding ? 0 : off > 0 ? 1 : -1;
    }

    private static List<Double> ratios(CaseResult result) {
        List<Double> ratios = new ArrayList<>();
        result.golden().orElseThrow().spikes().forEach((name, trains) -> {
            List<List<BigDecimal>> found =
                    spikes(result).orElseThrow().spikes().orElseThrow().getOrNone(name);
            for (int n = 0; n < Math.min(trains.size(), found.size()); n++) {
                if (!trains.get(n).isEmpty()
                        && !found.get(n).isEmpty()
                        && trains.get(n).get(0).signum() > 0) {
                    ratios.add(found.get(n).get(0).doubleValue()
                            / trains.get(n).get(0).doubleValue());
                }
            }
        });
        return ratios;
    }
}
