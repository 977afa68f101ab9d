package io.github.goldspike.study;

import java.util.List;
import java.util.Optional;

/** All studies. */
public final class Studies {

    private Studies() {}

    /** Those that are run without a program. */
    public static List<Study> all() {
        return List.of(
                new DigitsStudy(),
                new StepsStudy(),
                new PrecisionStudy(Optional.empty()),
                new GrazingStudy(),
                new SurrogateStudy(),
                new CostStudy());
    }

    /** Work against precision, of a program beside the engines of this project. */
    public static Study precision(Program program) {
        return new PrecisionStudy(Optional.of(program));
    }
}
