package io.github.goldspike.grid.certified;

import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What the input current of a neuron adds to V in each step: C·c, in the convention {@code current} C·β·c (grids-N3). */
final class Drives {

    /** C·c, exactly if that is rational, and its derivative by β. */
    record Drive(Optional<Rational> exact, Fixed value, Fixed byBeta) {}

    static final Drive NONE = new Drive(Optional.of(Rational.ZERO), Fixed.ZERO, Fixed.ZERO);

    private final List<NavigableMap<Integer, Drive>> ofUnit = new ArrayList<>();

    Drives(Circuit circuit, FixedPoint point, StepFactors factors) {
        boolean kernel = circuit.network().convention() == Convention.KERNEL;
        for (Circuit.Group group : circuit.groups()) {
            for (int unit = group.from(); unit < group.to(); unit++) {
                NavigableMap<Integer, Drive> drives = new TreeMap<>();
                ofUnit.add(drives);
                if (circuit.network().populations().get(group.population()) instanceof Population.Neurons neurons
                        && neurons.current().isPresent()) {
                    Rational beta = circuit.neuron(unit).beta();
                    StepFactors.Gaining gain = factors.constantGain(beta);
                    for (InputCurrent.Step step : neurons.current().get().of(unit - group.from())) {
                        drives.put(
                                circuit.stepOf(step.time()),
                                kernel ? drive(point, gain, step.value()) : scaled(point, gain, step.value(), beta));
                    }
                }
            }
        }
    }

    private static Drive drive(FixedPoint point, StepFactors.Gaining gain, Rational current) {
        return new Drive(
                gain.factor().exact().map(current::times),
                gain.factor()
                        .exact()
                        .map(factor -> point.of(factor.times(current)))
                        .orElseGet(() ->
                                point.times(point.of(current), gain.factor().value())),
                point.times(point.of(current), gain.byBeta().value()));
    }

    private static Drive scaled(FixedPoint point, StepFactors.Gaining gain, Rational given, Rational beta) {
        Drive kernel = drive(point, gain, given.times(beta));
        Fixed byFactor = point.times(point.of(given), gain.factor().value());
        return new Drive(kernel.exact(), kernel.value(), kernel.byBeta().plus(byFactor));
    }

    /** What acts in a step: what the latest jump not after it leads to. */
    Drive of(int unit, int step) {
        NavigableMap<Integer, Drive> drives = ofUnit.get(unit);
        if (drives.isEmpty()) {
            return NONE;
        }
        var latest = drives.floorEntry(step);
        return latest == null ? NONE : latest.getValue();
    }

    /** All drives of a neuron. */
    Iterable<Drive> all(int unit) {
        return ofUnit.get(unit).values();
    }
}
