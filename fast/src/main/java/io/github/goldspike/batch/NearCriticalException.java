package io.github.goldspike.batch;

/** A neuron reaches its threshold with a slope at the level of rounding: whether it spikes is not decided in double precision. */
public final class NearCriticalException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    NearCriticalException(int neuron, double time, double slope) {
        super("neuron " + neuron + " touches its threshold at " + time + " with slope " + slope);
    }
}
