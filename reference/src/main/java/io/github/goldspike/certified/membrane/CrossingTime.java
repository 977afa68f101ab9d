package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.root.RisingFunction;
import io.github.goldspike.root.RisingZero;
import java.util.Optional;

/**
 * Encloses a crossing that is known to be the only one in a bracket (crossing-C6): V − ϑ as the function whose zero
 * is wanted.
 */
public final class CrossingTime implements RisingFunction {

    private final Wiring.Neuron neuron;
    private final Trajectory membrane;

    private CrossingTime(Wiring.Neuron neuron, Trajectory membrane) {
        this.neuron = neuron;
        this.membrane = membrane;
    }

    /**
     * @param neuron whose membrane it is
     * @param membrane at full precision
     * @param bracket of the only crossing
     * @return an enclosure of the crossing, measured from the start of the membrane; empty if the precision does not suffice
     */
    public static Optional<Ball> enclose(
            Wiring.Neuron neuron, Trajectory membrane, FirstCrossing.Outcome.Bracket bracket) {
        return RisingZero.enclose(new CrossingTime(neuron, membrane), bracket.low(), bracket.high());
    }

    @Override
    public int bits() {
        return membrane.cell().bits();
    }

    @Override
    public RisingFunction withBits(int bits) {
        return new CrossingTime(neuron, membrane.withCell(Cell.of(neuron, bits)));
    }

    @Override
    public Ball value(Ball time) {
        return membrane.excess(membrane.after(time));
    }

    @Override
    public Ball slope(Ball time) {
        return membrane.slope(membrane.after(time));
    }

    @Override
    public Ball guess(Ball low, Ball high) {
        return new DoubleApproximation(membrane).crossing(low, high);
    }
}
