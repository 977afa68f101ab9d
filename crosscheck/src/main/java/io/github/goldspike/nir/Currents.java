package io.github.goldspike.nir;

import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The input currents of the neurons of a population, collected as jumps. */
final class Currents {

    private final List<SortedMap<Rational, Rational>> jumps = new ArrayList<>();

    Currents(int neurons) {
        for (int n = 0; n < neurons; n++) {
            jumps.add(new TreeMap<>());
        }
    }

    /** From {@code time} on so much more. */
    void jump(int neuron, Rational time, Rational size) {
        jumps.get(neuron).merge(time, size, Rational::plus);
    }

    /** Empty if no current ever flows. */
    Optional<InputCurrent> course() {
        List<List<InputCurrent.Step>> courses = new ArrayList<>();
        for (SortedMap<Rational, Rational> neuron : jumps) {
            List<InputCurrent.Step> course = new ArrayList<>();
            Rational value = Rational.ZERO;
            for (var jump : neuron.entrySet()) {
                if (jump.getValue().signum() != 0) {
                    value = value.plus(jump.getValue());
                    course.add(new InputCurrent.Step(jump.getKey(), value));
                }
            }
            courses.add(course);
        }
        return courses.stream().allMatch(List::isEmpty) ? Optional.empty() : Optional.of(InputCurrent.each(courses));
    }
}
