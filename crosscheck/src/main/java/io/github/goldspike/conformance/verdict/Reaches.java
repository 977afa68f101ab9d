package io.github.goldspike.conformance.verdict;

import io.github.goldspike.conformance.tolerance.LossErrorBound;
import io.github.goldspike.conformance.tolerance.SpikeErrorBound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How far a sound loss and a sound gradient may be from the certified ones, in units of u (verdict-R7 to verdict-R10). */
final class Reaches {

    private final Golden golden;
    private final LossErrorBound off;

    Reaches(Golden golden, SpikeErrorBound spikes) {
        this.golden = golden;
        off = LossErrorBound.of(spikes, golden.network());
    }

    double loss(BigDecimal value) {
        return atLeast(off.loss(), golden.lossCondition(), value);
    }

    /** For each projection that of each of its synapses, in file order. */
    List<double[]> gradient(List<List<BigDecimal>> values) {
        // verdict-R9: a sum that is exactly zero may be one of terms as large as the others.
        double floor = values.stream()
                .flatMap(List::stream)
                .mapToDouble(value -> Math.abs(value.doubleValue()))
                .max()
                .orElse(0);
        List<double[]> bounds = off.gradient(golden.network());
        List<double[]> reaches = new ArrayList<>();
        for (int p = 0; p < values.size(); p++) {
            double[] entries = new double[values.get(p).size()];
            for (int s = 0; s < entries.length; s++) {
                double bound = Math.max(bounds.get(p)[s], floor);
                entries[s] = atLeast(
                        bound, golden.gradientCondition(p, s), values.get(p).get(s));
            }
            reaches.add(entries);
        }
        return reaches;
    }

    /** verdict-R9: what rounding the file alone does is never held against an engine. */
    private static double atLeast(double reach, OptionalDouble condition, BigDecimal value) {
        return Math.max(reach, condition.orElse(0) * Math.abs(value.doubleValue()));
    }
}
