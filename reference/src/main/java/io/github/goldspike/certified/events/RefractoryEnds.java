package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.RefractoryEnd.Order;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.Trajectory;
import io.github.goldspike.certified.membrane.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where the potentials of a raster start again after their holds, and what had arrived by then (events-E7). */
final class RefractoryEnds {

    private RefractoryEnds() {}

    /** Those of all neurons, with the indices of the spikes and the arrivals of each. */
    static List<List<RefractoryEnd>> of(
            Wiring wiring,
            List<Raster.Spike> spikes,
            List<List<Integer>> trains,
            List<List<Raster.Arrival>> arrivals,
            int bits) {
        return IntStream.range(0, trains.size())
                .mapToObj(i -> of(wiring, wiring.neurons().get(i), spikes, trains.get(i), arrivals.get(i), bits))
                .toList();
    }

    /**
     * Those of one neuron; none if it has no refractory period.
     *
     * @param spikes of the whole raster
     * @param train indices of the neuron's own
     * @param arrivals at the neuron, in order of time
     */
    private static List<RefractoryEnd> of(
            Wiring wiring,
            Wiring.Neuron neuron,
            List<Raster.Spike> spikes,
            List<Integer> train,
            List<Raster.Arrival> arrivals,
            int bits) {
        List<RefractoryEnd> ends = new ArrayList<>();
        for (int k = 0; neuron.isRefractory() && k < train.size(); k++) {
            int next = k + 1 < train.size() ? spikes.get(train.get(k + 1)).causes() : arrivals.size();
            ends.add(of(wiring, neuron, train.get(k), spikes.get(train.get(k)), arrivals, next, bits));
        }
        return ends;
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
    private static RefractoryEnd of(
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
}
