package io.github.goldspike.contract;

import java.util.Locale;

/** The kinds of reals of a network file that answers can be differentiated by. */
public enum ParameterKind {
    /** Weights as given, by projection and synapse. */
    WEIGHTS,
    /** Delays as given, by projection: one if all synapses share it, else one for each synapse. */
    DELAYS,
    /** Synaptic rates or time constants, whichever is given, by projection and value. */
    ALPHA,
    /** Membrane rates or time constants, whichever is given, by population and value. */
    BETA,
    /** Thresholds, by population and value; readouts have none. */
    THRESHOLD,
    /** Reset potentials, by population and value. */
    RESET,
    /** Resting potentials, by population and value; an initial potential that is not given follows them. */
    LEAK,
    /** Spike times of the sources, by population, in the order of its units and their trains. */
    INPUTS,
    /** Potentials at time 0, by population and value; there are none where the file does not give them, and they follow the leak. */
    INITIAL,
    /** Values of the input currents as given, by population, in the order of its courses and their steps. */
    CURRENT,
    /** Times at which the input currents jump, in the order of {@link #CURRENT}. */
    CURRENT_TIMES,
    /** Coefficients and rates of kernels, by projection, term by term the coefficient and then the rate. */
    KERNEL,
    /** Coefficients and rates of the responses to a neuron's own spikes, by population, term by term as in {@link #KERNEL}. */
    RESET_KERNEL;

    /** The name on the command line and in answers. */
    public String field() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name in the entries of a Jacobian, where it stands for one value. */
    public String entry() {
        return switch (this) {
            case WEIGHTS -> "weight";
            case DELAYS -> "delay";
            case INPUTS -> "input";
            case CURRENT_TIMES -> "current-time";
            default -> field();
        };
    }

    /** Whether the values of this kind belong to projections; else they belong to populations. */
    public boolean ofProjections() {
        return this == WEIGHTS || this == DELAYS || this == ALPHA || this == KERNEL;
    }
}
