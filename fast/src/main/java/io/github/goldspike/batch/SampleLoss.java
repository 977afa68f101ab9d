package io.github.goldspike.batch;

/** What is to be made small. */
public interface SampleLoss {

    /**
     * Adds the gradient for the sample that the simulation ran last.
     *
     * @return the loss
     */
    double backward(Simulation simulation, Weights weights, int label, Weights gradient);
}
