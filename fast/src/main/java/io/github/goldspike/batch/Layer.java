package io.github.goldspike.batch;

/**
 * A layer of leaky integrate-and-fire neurons, V' = −βV + I, each of which hears every unit of the layer before. A spike adds its
 * weight to I, which decays at the rate α; V and I start at 0.
 *
 * @param inputs number of units before
 * @param neurons number of neurons
 * @param alpha inverse synaptic time constant α > 0
 * @param beta inverse membrane time constant β > 0, may equal α
 * @param threshold ϑ > 0
 * @param reset V after a spike, below ϑ; far below the neuron spikes only once
 */
public record Layer(int inputs, int neurons, double alpha, double beta, double threshold, double reset) {

    /** Rows of weights are padded with zeros to full vectors of this many neurons. */
    static final int BLOCK = 8;

    /** @throws IllegalArgumentException naming the value that is out of range */
    public Layer {
        require(inputs > 0, "inputs", inputs);
        require(neurons > 0, "neurons", neurons);
        require(alpha > 0 && alpha < Double.POSITIVE_INFINITY, "alpha", alpha);
        require(beta > 0 && beta < Double.POSITIVE_INFINITY, "beta", beta);
        require(threshold > 0 && threshold < Double.POSITIVE_INFINITY, "threshold", threshold);
        require(reset < threshold && reset > Double.NEGATIVE_INFINITY, "reset", reset);
    }

    private static void require(boolean holds, String name, double value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }

    /** Length of a row of weights: the neurons, and zeros up to a full block. */
    public int stride() {
        return (neurons + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** β ϑ: V can cross the threshold only while I exceeds it (batch-B1). */
    double drive() {
        return beta * threshold;
    }

    double fastRate() {
        return Math.max(alpha, beta);
    }

    /** By how much β stays behind the faster rate: e^{−βs} = e^{−Ms}(1 + this · ψ(s)) (batch-B1). */
    double membraneGap() {
        return beta < alpha ? alpha - beta : 0;
    }

    /** By how much α stays behind the faster rate. */
    double currentGap() {
        return alpha < beta ? beta - alpha : 0;
    }

    /** |β − α|. */
    double rateGap() {
        return Math.abs(beta - alpha);
    }
}
