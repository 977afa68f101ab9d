package io.github.goldspike.model;

import java.util.List;

/**
 * The input currents of the neurons of a population, constant between jumps: one course that all share, or one for each neuron.
 * Which of the two the file had is kept, because gradients are returned in the shape of the file.
 *
 * @param shared whether one course stands for all neurons
 * @param courses the one shared course, or one for each neuron; before its first step a current is 0
 */
public record InputCurrent(boolean shared, List<List<Step>> courses) {

    /**
     * The current from a time on, until the next step.
     *
     * @param time of the jump, ≥ 0
     * @param value from then on, as given; its meaning depends on the network's {@link Convention}
     */
    public record Step(Rational time, Rational value) {}

    /**
     * A jump of a current.
     *
     * @param time of the jump
     * @param size new value minus old value, as given
     * @param step which of the values of the population, counted through all courses, it jumps to
     * @param first whether it jumps from 0; else it jumps from the value before {@code step}
     */
    public record Jump(Rational time, Rational size, int step, boolean first) {}

    /** @throws IllegalArgumentException if the current is shared and has not exactly one course */
    public InputCurrent {
        courses = courses.stream().map(List::copyOf).toList();
        if (shared && courses.size() != 1) {
            throw new IllegalArgumentException("a shared current has one course, not " + courses.size());
        }
    }

    /** The same course for all neurons. */
    public static InputCurrent shared(List<Step> course) {
        return new InputCurrent(true, List.of(course));
    }

    /** A course for each neuron, in the order of their indices. */
    public static InputCurrent each(List<List<Step>> courses) {
        return new InputCurrent(false, courses);
    }

    /** The course of one neuron. */
    public List<Step> of(int neuron) {
        return courses.get(shared ? 0 : neuron);
    }

    /** The jumps of one neuron's current, in order of time. */
    public List<Jump> jumps(int neuron) {
        int before = shared
                ? 0
                : courses.subList(0, neuron).stream().mapToInt(List::size).sum();
        List<Step> course = of(neuron);
        return java.util.stream.IntStream.range(0, course.size())
                .mapToObj(k -> new Jump(
                        course.get(k).time(),
                        k == 0
                                ? course.get(k).value()
                                : course.get(k).value().minus(course.get(k - 1).value()),
                        before + k,
                        k == 0))
                .toList();
    }

    /** The number of steps of all courses. */
    public int steps() {
        return courses.stream().mapToInt(List::size).sum();
    }

    void requireValid(int size) {
        if (!shared && courses.size() != size) {
            throw new InvalidNetworkException(
                    "/current/neuron", "has " + courses.size() + " currents for a population of " + size);
        }
        for (int c = 0; c < courses.size(); c++) {
            List<Step> course = courses.get(c);
            for (int k = 0; k < course.size(); k++) {
                String pointer = "/current" + (shared ? "" : "/neuron/" + c) + "/" + k + "/0";
                Rational time = course.get(k).time();
                if (time.signum() < 0) {
                    throw new InvalidNetworkException(pointer, "jump time " + time + " is negative");
                }
                if (k > 0 && time.compareTo(course.get(k - 1).time()) <= 0) {
                    throw new InvalidNetworkException(
                            pointer,
                            "jump time " + time + " is not later than "
                                    + course.get(k - 1).time());
                }
            }
        }
    }
}
