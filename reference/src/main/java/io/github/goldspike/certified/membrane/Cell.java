package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;

/**
 * The constants of one neuron as enclosures at some precision. Differences of rates are taken before rounding, so that
 * rates that nearly agree cost no digits.
 *
 * @param rheobase β(ϑ − leak), the constant that the current must exceed for V to rise at the threshold; zero for readouts
 * @param alphas synaptic rates α_k
 * @param deltas β − α_k, exactly zero where α_k = β
 */
public record Cell(
        Ball beta, Ball threshold, Ball reset, Ball leak, Ball rheobase, Ball[] alphas, Ball[] deltas, int bits) {

    /** Precision of the first search for a crossing; only if it does not decide, the full precision is used. */
    public static final int COARSE_BITS = 64;

    public static Cell of(Wiring.Neuron neuron, int bits) {
        Rational threshold = neuron.threshold().orElse(neuron.leak());
        return new Cell(
                Ball.of(neuron.beta(), bits),
                Ball.of(threshold, bits),
                Ball.of(neuron.reset(), bits),
                Ball.of(neuron.leak(), bits),
                Ball.of(neuron.beta().times(threshold.minus(neuron.leak())), bits),
                neuron.alphas().stream().map(alpha -> Ball.of(alpha, bits)).toArray(Ball[]::new),
                neuron.alphas().stream()
                        .map(alpha -> Ball.of(neuron.beta().minus(alpha), bits))
                        .toArray(Ball[]::new),
                bits);
    }

    /** The same rates for a potential that is measured from the leak and does not know a threshold. */
    public Cell withoutLeak() {
        return new Cell(beta, Ball.ZERO, Ball.ZERO, Ball.ZERO, Ball.ZERO, alphas, deltas, bits);
    }
}
