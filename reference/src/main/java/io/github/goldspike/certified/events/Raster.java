package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import java.util.List;
import java.util.Optional;

/**
 * What the event loop found.
 *
 * @param spikes all proved spikes, so ordered that every spike comes after those that it depends on
 * @param trains for each neuron the indices of its spikes in {@code spikes}
 * @param arrivals for each neuron everything that arrived, in the order in which it was taken up
 * @param restarts for each neuron the ends of the refractory periods after its spikes; none where there is no such period
 * @param provedUntil for each neuron the time up to which its spikes are proved to be all; the horizon if nothing is open
 * @param differentiableUntil for each neuron the time up to which all arrivals are known, those over weights of zero included,
 *     which matter for derivatives alone
 * @param undecided what stayed open
 */
public record Raster(
        List<Spike> spikes,
        List<List<Integer>> trains,
        List<List<Arrival>> arrivals,
        List<List<RefractoryEnd>> restarts,
        List<Ball> provedUntil,
        List<Ball> differentiableUntil,
        List<Unresolved> undecided) {

    /** The end of the refractory period before a spike, after which its neuron's potential started again. */
    public Optional<RefractoryEnd> restartBefore(Spike spike) {
        List<RefractoryEnd> ends = restarts.get(spike.neuron);
        return spike.index == 0 || ends.isEmpty() ? Optional.empty() : Optional.of(ends.get(spike.index - 1));
    }

    /**
     * A spike.
     *
     * @param neuron which neuron
     * @param index how many spikes of the neuron came before
     * @param time enclosure of f
     * @param slope enclosure of V'(f⁻), positive
     * @param currents enclosures of I_k(f⁻)
     * @param exact identity of the time
     * @param causes the first so many arrivals of the neuron came before f
     * @param tied whether an arrival over a synapse of nonzero weight has exactly the time f
     */
    public record Spike(
            int neuron,
            int index,
            Ball time,
            Ball slope,
            Ball[] currents,
            SymbolicTime exact,
            int causes,
            boolean tied) {

        Spike withTie() {
            return new Spike(neuron, index, time, slope, currents, exact, causes, true);
        }
    }

    /**
     * A spike arriving over one synapse.
     *
     * @param synapse index in the wiring
     * @param source index of the spike in {@link Raster#spikes}, or {@link #INPUT} for an input spike
     * @param input index of the input spike among those of all sources, or −1 for the spike of a neuron
     * @param time enclosure of the arrival
     * @param exact identity of the arrival
     */
    public record Arrival(int synapse, int source, int input, Ball time, SymbolicTime exact) {
        public static final int INPUT = -1;

        static Arrival ofInput(int synapse, int input, Ball time, SymbolicTime exact) {
            return new Arrival(synapse, INPUT, input, time, exact);
        }

        static Arrival ofSpike(int synapse, int source, Ball time, SymbolicTime exact) {
            return new Arrival(synapse, source, -1, time, exact);
        }
    }
}
