package io.github.goldspike.model;

/**
 * The synaptic time constants of a projection: one for all, one for each source unit (the paper's α_j), or one for each
 * target neuron.
 *
 * @param axis what the values of {@code constant} are counted along
 * @param constant the values, shared exactly if {@code axis} is {@code ALL}
 */
public record SynapticDecay(Axis axis, TimeConstant constant) implements SynapticResponse {

    /** What a list of synaptic time constants is counted along. */
    public enum Axis {
        /** One value for all synapses. */
        ALL,
        /** One value for each source unit. */
        PRE,
        /** One value for each target neuron. */
        POST
    }

    /** @throws IllegalArgumentException if the values are shared and {@code axis} is not {@code ALL}, or the other way round */
    public SynapticDecay {
        if ((axis == Axis.ALL) != constant.given().shared()) {
            throw new IllegalArgumentException("axis " + axis + " does not fit " + constant);
        }
    }

    /** The same decay at all synapses. */
    public static SynapticDecay shared(TimeConstant constant) {
        return new SynapticDecay(Axis.ALL, constant);
    }

    /** α of the synapse from unit {@code pre} to neuron {@code post}, exact. */
    public Rational alpha(int pre, int post) {
        return constant.rate(
                switch (axis) {
                    case ALL -> 0;
                    case PRE -> pre;
                    case POST -> post;
                });
    }

    /** JSON pointer of the list, relative to the projection. */
    String pointer() {
        String field = "/" + constant.synapticField();
        return switch (axis) {
            case ALL -> field;
            case PRE -> field + "/pre";
            case POST -> field + "/post";
        };
    }
}
