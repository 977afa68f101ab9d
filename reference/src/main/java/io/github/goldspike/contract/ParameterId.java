package io.github.goldspike.contract;

/**
 * Names one real of a network file.
 *
 * @param kind what it is
 * @param owner index of its projection or of its population in the network
 * @param index which of the owner's values of that kind, in the order of the file; values that are {@code null} do not count
 */
public record ParameterId(ParameterKind kind, int owner, int index) {

    /** The weight of a synapse, {@code synapse} its index in the projection's {@code synapses()}. */
    public static ParameterId weight(int projection, int synapse) {
        return new ParameterId(ParameterKind.WEIGHTS, projection, synapse);
    }
}
