package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.Trajectory;
import io.github.goldspike.certified.membrane.Wiring;
import java.util.List;

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

    /** Where an arrival stands to a restart. */
    private enum Side {
        BEFORE,
        AT,
        AFTER,
        OPEN
    }

    /**
     * @param neuron a refractory one
     * @param index of its spike in the raster
     * @param arrivals of the neuron, in order of time
     * @param next how many of them come before its next spike
     */
    static RefractoryEnd of(
            Wiring wiring,
            Wiring.Neuron neuron,
            int index,
            Raster.Spike spike,
            List<Raster.Arrival> arrivals,
            int next,
            int bits) {
        Ball refractory = Ball.of(neuron.refractory(), bits);
        Ball time = spike.time().plus(refractory);
        Ball[] currents = new Trajectory(Cell.of(neuron, bits), Ball.ZERO, spike.currents())
                .held(refractory)
                .start()
                .currents();
        SymbolicTime exact = spike.exact().plus(neuron.refractory());
        Order order = Order.PROVED;
        int before = spike.causes();
        for (int a = spike.causes(); a < next; a++) {
            Raster.Arrival arrival = arrivals.get(a);
            Wiring.Connection synapse = wiring.synapses().get(arrival.synapse());
            Side side = side(arrival, exact, time);
            if (side == Side.AFTER) {
                continue;
            }
            if (side == Side.OPEN || before < a) {
                order = Order.OPEN;
            } else if (side == Side.AT && synapse.weight().signum() != 0) {
                order = later(order, arrival.source() == index ? Order.OWN_ARRIVAL : Order.TIED);
            }
            before = a + 1;
            Ball since = time.minus(arrival.time());
            Ball decay = Ball.of(neuron.alphas().get(synapse.rate()), bits)
                    .times(since)
                    .negate()
                    .exp();
            currents[synapse.rate()] = currents[synapse.rate()].plus(
                    Ball.of(synapse.weight(), bits).times(decay));
        }
        return new RefractoryEnd(index, time, exact, before, currents, order);
    }

    private static Order later(Order a, Order b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Of the same crossing the delays decide, else the enclosures. */
    private static Side side(Raster.Arrival arrival, SymbolicTime exact, Ball time) {
        if (arrival.exact().crossing() == exact.crossing()) {
            int early = exact.compareTo(arrival.exact());
            return early > 0 ? Side.BEFORE : early == 0 ? Side.AT : Side.AFTER;
        }
        if (arrival.time().isLessThan(time)) {
            return Side.BEFORE;
        }
        return arrival.time().isGreaterThan(time) ? Side.AFTER : Side.OPEN;
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
