package io.github.goldspike.certified.membrane;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.root.RisingFunction;
import io.github.goldspike.root.RisingZero;
import java.util.List;
import java.util.Optional;

/**
 * Encloses a crossing that is known to be the only one in a bracket (crossing-C6): V − ϑ as the function whose zero
 * is wanted.
 */
public final class CrossingTime implements RisingFunction {

    private final Cells cells;
    private final Trajectory membrane;

    private CrossingTime(Cells cells, Trajectory membrane) {
        this.cells = cells;
        this.membrane = membrane;
    }

    /**
     * @param cells the constants of its neuron
     * @param membrane at full precision
     * @param bracket of the only crossing
     * @return an enclosure of the crossing, measured from the start of the membrane; empty if the precision does not suffice
     */
    public static Optional<Ball> enclose(Cells cells, Trajectory membrane, CrossingSearch.Bracket bracket) {
        return RisingZero.enclose(new CrossingTime(cells, membrane), bracket.low(), bracket.high());
    }

    /** The bracket narrowed, so that the crossing is not taken for one that comes long before it. */
    public static CrossingSearch.Bracket narrowed(Cells cells, Trajectory membrane, CrossingSearch.Bracket bracket) {
        List<Ball> ends = RisingZero.narrowed(new CrossingTime(cells, membrane), bracket.low(), bracket.high());
        return new CrossingSearch.Bracket(ends.get(0), ends.get(1));
    }

    @Override
    public int bits() {
        return membrane.cell().bits();
    }

    @Override
    public RisingFunction withBits(int bits) {
        return new CrossingTime(cells, membrane.withCell(cells.at(bits)));
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
