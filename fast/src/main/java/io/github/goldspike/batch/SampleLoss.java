package io.github.goldspike.batch;

/** What is to be made small. */
public interface SampleLoss {

    /** The loss for the sample that the simulation ran last. */
    double value(Simulation simulation, Weights weights, int label);

    /** The loss and its derivatives for the sample that the simulation ran last; the caller runs the way back. */
    LossDerivatives derivatives(Simulation simulation, Weights weights, int label);
}
