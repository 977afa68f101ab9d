package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.membrane.Cell;

/**
 * The end e + ρ of the refractory period after a spike e: the potential, held until then, starts again from the reset
 * (events-E7).
 *
 * @param spike index of e in the raster
 * @param time enclosure of e + ρ
 * @param exact identity of e + ρ
 * @param before the first so many arrivals of the neuron came before or at that time
 * @param currents I_k then
 * @param order what is proved of the order of arrivals and this time
 */
public record RefractoryEnd(int spike, Ball time, SymbolicTime exact, int before, Ball[] currents, Order order) {

    /** In ascending order of how little is left of the derivatives of what follows. */
    public enum Order {
        /** No arrival is at this time, but for such as have weight zero. */
        PROVED,
        /** The spike e itself arrives at this time: derivatives exist but by the delay and by ρ alone. */
        OWN_ARRIVAL,
        /** Another spike arrives at exactly this time: derivatives are one-sided. */
        TIED,
        /** Some arrival is not separated from this time. */
        OPEN
    }

    /** V' just after: β(leak − r) + Σ I_k. */
    public Ball slope(Cell cell) {
        Ball slope = cell.beta().times(cell.leak().minus(cell.reset()));
        for (Ball current : currents) {
            slope = slope.plus(current);
        }
        return slope;
    }
}
