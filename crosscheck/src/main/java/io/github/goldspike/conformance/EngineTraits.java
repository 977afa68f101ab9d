package io.github.goldspike.conformance;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.diagnosis.Suspect;
import io.github.goldspike.diagnosis.Traits;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What the replies of an engine have in common, whatever its mistake. */
final class EngineTraits {

    private static final List<Double> DIGITS = List.of(5.0, 4.0, 2.5, 2.0, 1.25, 1.0);
    private static final int FEWEST_SPIKES = 4;
    private static final double ROUNDINGS = 64;

    private EngineTraits() {}

    static Traits of(List<CaseResult> results, Dtype dtype) {
        int most = 0;
        int inAll = 0;
        for (CaseResult result : results) {
            List<List<Double>> trains = trains(result).toList();
            most = Math.max(most, trains.stream().mapToInt(List::size).max().orElse(0));
            inAll = Math.max(inAll, trains.stream().mapToInt(List::size).sum());
        }
        double[] times = results.stream()
                .flatMap(EngineTraits::trains)
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return new Traits(most, inAll, step(times, dtype.unitRoundoff()));
    }

    private static Stream<List<Double>> trains(CaseResult result) {
        return result
                .reply()
                .filter(Reply.Answered.class::isInstance)
                .flatMap(reply -> ((Reply.Answered) reply).spikes())
                .stream()
                .flatMap(ByNeuron::neurons)
                .map(train -> train.stream().map(Number::doubleValue).toList());
    }

    /** The greatest step of few digits of which all times are multiples, if it is so much greater than rounding that this is no chance. */
    private static OptionalDouble step(double[] times, double unit) {
        if (times.length < FEWEST_SPIKES) {
            return OptionalDouble.empty();
        }
        for (int exponent = 0; exponent >= -6; exponent--) {
            for (double digits : DIGITS) {
                double step = Double.parseDouble(digits + "e" + exponent);
                if (multiples(times, step, unit)) {
                    return OptionalDouble.of(step);
                }
            }
        }
        return OptionalDouble.empty();
    }

    private static boolean multiples(double[] times, double step, double unit) {
        for (double time : times) {
            double off = Math.abs(time - Math.rint(time / step) * step);
            double rounding = ROUNDINGS * unit * Math.abs(time);
            if (off > rounding || rounding > step / 16) {
                return false;
            }
        }
        return true;
    }

    /** Whether a reply has spikes, all at times of binary32 or at the decimals that are printed for such. */
    static boolean rounded(CaseResult result, Suspect.Rounding suspect, Dtype dtype) {
        List<Double> times = trains(result).flatMap(List::stream).toList();
        return Math.scalb(1.0, -suspect.significand()) > dtype.unitRoundoff()
                && !times.isEmpty()
                && times.stream().allMatch(time -> {
                    float nearest = (float) (double) time;
                    return nearest == time || Double.parseDouble(Float.toString(nearest)) == time;
                });
    }
}
