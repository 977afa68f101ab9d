package io.github.goldspike.conformance;

import io.github.goldspike.conformance.protocol.Fault;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import io.github.goldspike.conformance.report.Observations.Observation;
import io.github.goldspike.conformance.tolerance.Timeline;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.ResponseKernel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A time over a time constant of which a program may take the exponential: whether it fails where that is beyond binary64, and nowhere else. */
enum Overflow {
    /** Of the last thing that happens to a neuron, over its own τ. */
    MEMBRANE {
        @Override
        double exponent(Golden golden) {
            return greatest(golden.timeline().neurons().stream().map(neuron -> neuron.beta() * latest(neuron)));
        }
    },
    /** Of the last thing that happens, over the least synaptic τ. */
    SYNAPSE {
        @Override
        double exponent(Golden golden) {
            return fastestSynapse(golden.network())
                    * greatest(golden.timeline().neurons().stream().map(Overflow::latest));
        }
    },
    /** Of the end, over the least τ. */
    HORIZON {
        @Override
        double exponent(Golden golden) {
            double membrane = greatest(golden.timeline().neurons().stream().map(Timeline.Neuron::beta));
            return Math.max(membrane, fastestSynapse(golden.network()))
                    * golden.network().horizon().toDouble();
        }
    };

    /** exp of more is beyond binary64. */
    private static final double MOST = 709.78;

    /** So many cases show it, where there are other reasons. */
    private static final int FEWEST = 3;

    abstract double exponent(Golden golden);

    /** What is known of an engine with these results. */
    static Optional<Observation> of(List<CaseResult> results) {
        List<Golden> failed = results.stream()
                .filter(Overflow::fails)
                .flatMap(result -> result.golden().stream())
                .toList();
        List<Golden> fine = results.stream()
                .filter(result -> result.outcome() == Outcome.AGREES)
                .flatMap(result -> result.golden().stream())
                .toList();
        return Stream.of(values())
                .filter(one -> !failed.isEmpty()
                        && failed.stream().allMatch(golden -> one.exponent(golden) >= MOST)
                        && fine.stream().allMatch(golden -> one.exponent(golden) < MOST))
                .findFirst()
                .map(one -> new Observation(
                        "overflow",
                        String.format(
                                Locale.ROOT,
                                "it fails where t/τ comes to %.0f and more, and nowhere else: e^(t/τ) is beyond the range there",
                                failed.stream().mapToDouble(one::exponent).min().orElse(MOST))))
                .or(() -> amongOthers(results));
    }

    /** The same where it fails for other reasons, too, but in less than half of the other cases: a fact with its counts. */
    private static Optional<Observation> amongOthers(List<CaseResult> results) {
        // A silent network is right without any exponential.
        List<CaseResult> judged = results.stream()
                .filter(result -> result.golden()
                        .filter(golden -> golden.spikeCount() > 0)
                        .isPresent())
                .filter(result ->
                        fails(result) || result.outcome() == Outcome.DISAGREES || result.outcome() == Outcome.AGREES)
                .toList();
        return Stream.of(values()).flatMap(one -> one.shareOf(judged).stream()).findFirst();
    }

    private Optional<Observation> shareOf(List<CaseResult> judged) {
        Map<Boolean, List<CaseResult>> beyond = judged.stream()
                .collect(Collectors.partitioningBy(
                        result -> exponent(result.golden().orElseThrow()) >= MOST));
        List<CaseResult> others = beyond.get(false);
        long wrong = others.stream()
                .filter(result -> result.outcome() != Outcome.AGREES)
                .count();
        boolean all = beyond.get(true).stream().noneMatch(result -> result.outcome() == Outcome.AGREES);
        return beyond.get(true).size() < FEWEST || !all || 2 * wrong >= others.size()
                ? Optional.empty()
                : Optional.of(new Observation(
                        "overflow",
                        String.format(
                                Locale.ROOT,
                                "it fails in all %d cases where t/τ comes to %.0f and more, and in %d of %d others:"
                                        + " e^(t/τ) is beyond the range there",
                                beyond.get(true).size(),
                                beyond.get(true).stream()
                                        .mapToDouble(result ->
                                                exponent(result.golden().orElseThrow()))
                                        .min()
                                        .orElse(MOST),
                                wrong,
                                others.size())));
    }

    private static boolean fails(CaseResult result) {
        return result.outcome() == Outcome.ERRORED
                || result.fault().filter(Fault.NotReal.class::isInstance).isPresent();
    }

    private static double latest(Timeline.Neuron neuron) {
        return DoubleStream.concat(
                        neuron.arrivals().stream().mapToDouble(Timeline.Arrival::time),
                        neuron.spikes().stream().mapToDouble(Timeline.Spike::time))
                .max()
                .orElse(0);
    }

    private static double fastestSynapse(Network network) {
        return greatest(network.projections().stream().flatMap(Overflow::rates).map(Rational::toDouble));
    }

    private static Stream<Rational> rates(Projection projection) {
        return projection
                .kernel()
                .map(kernel -> kernel.terms().stream().map(ResponseKernel.Term::rate))
                .orElseGet(() -> projection.decay().constant().given().values().stream());
    }

    private static double greatest(Stream<Double> values) {
        return values.mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
