package io.github.goldspike.batch;

/** What is to be made small. */
public interface SampleLoss {

    /** The loss for the sample that the simulation ran last. */
    double value(Simulation simulation, Weights weights, int label);

    /**
     * Adds the gradient for the sample that the simulation ran last.
     *
     * @return the loss
     */
    double backward(Simulation simulation, Weights weights, int label, Weights gradient);
}
