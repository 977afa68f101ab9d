package io.github.goldspike.study;

import java.util.List;

/** All studies. */
public final class Studies {

    private Studies() {}

    public static List<Study> all() {
        return List.of(
                new DigitsStudy(),
                new StepsStudy(),
                new PrecisionStudy(),
                new GrazingStudy(),
                new SurrogateStudy(),
                new CostStudy());
    }
}
