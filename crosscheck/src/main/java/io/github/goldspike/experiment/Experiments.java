package io.github.goldspike.experiment;

import java.util.List;

/** All experiments. */
public final class Experiments {

    private Experiments() {}

    public static List<Experiment> all() {
        return List.of(new XorExperiment(), new IrisExperiment(), new YinYangExperiment(), new SurrogateExperiment());
    }
}
