package io.github.goldspike.response;

/** Names one real of a {@link ResponseNetwork} by which spike times are differentiated (kernels-R7). */
public sealed interface ResponseParameter {

    /** The weight of a synapse. */
    record Weight(int synapse) implements ResponseParameter {}

    /** The delay of a synapse. */
    record Delay(int synapse) implements ResponseParameter {}

    /** The threshold of a neuron, its kernels being fixed. */
    record Threshold(int neuron) implements ResponseParameter {}

    /** A spike time of an input. */
    record InputTime(int input, int spike) implements ResponseParameter {}

    /** The coefficient c of a term of a kernel, {@code term} its index in {@link ExponentialPolynomial#terms()}. */
    record Coefficient(Kernel kernel, int term) implements ResponseParameter {}

    /** The rate a of a term of a kernel, {@code term} its index in {@link ExponentialPolynomial#terms()}. */
    record Rate(Kernel kernel, int term) implements ResponseParameter {}

    /** Names a kernel of the network; kernels that are equal are different parameters where they stand in different places. */
    sealed interface Kernel {

        /** K of a synapse. */
        record OfSynapse(int synapse) implements Kernel {}

        /** η of a neuron. */
        record Reset(int neuron) implements Kernel {}

        /** ρ of a neuron. */
        record Rest(int neuron) implements Kernel {}
    }
}
