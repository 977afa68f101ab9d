package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.BETA;
import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.HI;
import static io.github.goldspike.event.EventNetwork.LO;
import static io.github.goldspike.event.EventNetwork.POTENTIAL;
import static io.github.goldspike.event.EventNetwork.RESET;
import static io.github.goldspike.event.EventNetwork.THRESHOLD;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Neurons that stand side by side, as many as a cache holds, taken through one window after the other, each by itself
 * (event-double-D15). What a block writes belongs to it alone, so blocks may be run side by side.
 */
final class NeuronBlock {

    /** Something that only the loop over all events settles: an end of the run before the horizon, or a crossing at the horizon. */
    static final class LeftToTheLoopException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LeftToTheLoopException() {
            super("left to the loop", null, false, false);
        }
    }

    /** Spikes of a window that may be found in vain; without this a neuron could spike in one window for ever. */
    private static final int BEYOND_THE_LIMIT = 1 << 14;

    private final Raster raster;
    private final EventNetwork network;
    private final double[] constants;
    private final double latest;
    private final long mostSpikes;
    private final int from;
    private final int to;

    /** States of all neurons; a block touches those of its own. */
    private final double[] state;

    /** For each neuron a time before which it does not cross unless something arrives. */
    private final double[] bound;

    private double leastBound = Double.NEGATIVE_INFINITY;
    private final int[] count;
    private final double[] lastHi;
    private final double[] lastLo;
    private final double[] lastSlope;

    private final ArrivalRecords arrivals;
    private final List<WindowSpike> spikes = new ArrayList<>();
    private final List<Ambiguity> doubts = new ArrayList<>();
    private final NearMisses nearMisses = new NearMisses(doubts);
    private final Kernel kernel = new Kernel();
    private final FirstCrossing crossing;
    private final Optional<Lockstep> lockstep;
    /** Neurons, counted from the block's first, that still have arrivals. */
    private final int[] waiting;

    private double crossingHi;
    private double crossingLo;

    /**
     * The neurons from one on to before another.
     *
     * @param spikeLimit spikes after which the network counts as a runaway
     * @param state of all neurons at time 0
     */
    NeuronBlock(Raster raster, int spikeLimit, double[] state, int from, int to) {
        this.raster = raster;
        mostSpikes = (long) spikeLimit + BEYOND_THE_LIMIT;
        this.network = raster.network;
        this.state = state;
        this.from = from;
        this.to = to;
        latest = FirstCrossing.latest(raster.horizonHi);
        constants = network.constants;
        bound = new double[to - from];
        Arrays.fill(bound, Double.NEGATIVE_INFINITY);
        count = new int[to - from];
        lastHi = new double[to - from];
        lastLo = new double[to - from];
        lastSlope = new double[to - from];
        arrivals = new ArrivalRecords(to - from);
        crossing = new FirstCrossing(network);
        lockstep =
                alike() ? Optional.of(new Lockstep(state, constants, network.row[from], to - from)) : Optional.empty();
        waiting = new int[to - from];
    }

    /** Whether all neurons have the same constants, and one synaptic rate. */
    private boolean alike() {
        boolean alike = true;
        for (int neuron = from; neuron < to; neuron++) {
            alike &= network.row[neuron] == network.row[from] && network.rates(neuron) == 1;
        }
        return alike;
    }

    /** Where what arrives in the next window is to be written, with neurons counted from the block's first. */
    ArrivalRecords arrivals() {
        return arrivals;
    }

    /** Spikes of the last window, those of a neuron in the order of their times. */
    List<WindowSpike> spikes() {
        return spikes;
    }

    /** What was left open so far, and was not taken away. */
    List<Ambiguity> doubts() {
        return doubts;
    }

    /** A time before which there is no crossing unless something arrives. */
    double leastBound() {
        return leastBound;
    }

    /** Nothing changes any more. */
    void end() {
        nearMisses.end();
    }

    /**
     * Takes all neurons through their arrivals, and crossings up to the end of the window.
     *
     * @param nextEnd the end of the window after this one, roughly
     * @throws LeftToTheLoopException where a run ends early
     */
    void run(double windowEnd, double nextEnd) {
        spikes.clear();
        if (arrivals.size() == 0 && leastBound > windowEnd) {
            return;
        }
        arrivals.sort();
        if (lockstep.isPresent()) {
            deliverInLockstep(lockstep.get());
        } else {
            deliverEach();
        }
        leastBound = FirstCrossing.NEVER;
        for (int k = 0; k < to - from; k++) {
            boolean busy = arrivals.begin(k) < arrivals.begin(k + 1);
            if (busy && !mayCrossUntil(from + k, nextEnd, 0)) {
                // Something will arrive again soon: that nothing comes up to the next end is cheap to see, and enough.
                bound[k] = nextEnd;
            } else if (busy || bound[k] <= windowEnd) {
                bound[k] = crossUntil(from + k, windowEnd, 0);
            }
            leastBound = Math.min(leastBound, bound[k]);
        }
        arrivals.clear();
    }

    private void deliverEach() {
        for (int k = 0; k < to - from; k++) {
            for (int place = arrivals.begin(k); place < arrivals.begin(k + 1); place++) {
                int arrival = arrivals.at(place);
                if (mayCrossUntil(from + k, arrivals.hi(arrival), arrivals.lo(arrival))) {
                    crossUntil(from + k, arrivals.hi(arrival), arrivals.lo(arrival));
                }
                deliver(from + k, arrival);
            }
        }
    }

    /** The first arrivals of all neurons, then the second of those that have one, and so on. */
    private void deliverInLockstep(Lockstep lanes) {
        int active = 0;
        for (int k = 0; k < to - from; k++) {
            waiting[active] = k;
            active += arrivals.begin(k) < arrivals.begin(k + 1) ? 1 : 0;
        }
        for (int round = 0; active > 0; round++) {
            for (int lane = 0; lane < active; lane++) {
                int arrival = arrivals.at(arrivals.begin(waiting[lane]) + round);
                lanes.put(
                        lane,
                        network.state[from + waiting[lane]],
                        arrivals.hi(arrival),
                        arrivals.lo(arrival),
                        arrivals.weight(arrival));
            }
            int mayCross = lanes.times(active);
            for (int index = 0; index < mayCross; index++) {
                int lane = lanes.named(index);
                int arrival = arrivals.at(arrivals.begin(waiting[lane]) + round);
                crossUntil(from + waiting[lane], arrivals.hi(arrival), arrivals.lo(arrival));
                lanes.restart(lane);
            }
            if (nearMisses.isEmpty()) {
                int unusual = lanes.deliver(active);
                for (int index = 0; index < unusual; index++) {
                    deliverOne(lanes.named(index), round);
                }
            } else {
                for (int lane = 0; lane < active; lane++) {
                    deliverOne(lane, round);
                }
            }
            int left = 0;
            for (int lane = 0; lane < active; lane++) {
                int k = waiting[lane];
                waiting[left] = k;
                left += arrivals.begin(k) + round + 1 < arrivals.begin(k + 1) ? 1 : 0;
            }
            active = left;
        }
    }

    private void deliverOne(int lane, int round) {
        int k = waiting[lane];
        deliver(from + k, arrivals.at(arrivals.begin(k) + round));
    }

    /** An arrival at a neuron that does not cross before it. */
    private void deliver(int neuron, int arrival) {
        double hi = arrivals.hi(arrival);
        double lo = arrivals.lo(arrival);
        int at = network.state[neuron];
        int row = network.row[neuron];
        double s = (hi - state[at + HI]) + (lo - state[at + LO]);
        advance(neuron, hi, lo);
        double weight = arrivals.weight(arrival);
        if (weight != 0) {
            nearMisses.change(neuron, hi);
            double threshold = constants[row + THRESHOLD];
            if (threshold - state[at + POTENTIAL] <= 0x1p-30 * Math.abs(threshold)) {
                Ambiguity.arrivalNearThreshold(network, state, neuron, count[neuron - from], weight, hi)
                        .ifPresent(doubts::add);
            }
            if (s * constants[row + BETA] <= 0x1p-30) {
                noteArrivalAfterSpike(neuron, weight, hi, lo, arrivals.spike(arrival));
            }
        }
        int slot = at + CURRENTS + arrivals.rate(arrival);
        state[slot] += weight;
        requireInRange(state[slot]);
    }

    private void noteArrivalAfterSpike(int neuron, double weight, double hi, double lo, int spike) {
        int k = neuron - from;
        if (count[k] == 0 || (spike >= 0 && raster.neuron(spike) == neuron && isLast(k, spike))) {
            return;
        }
        double since = (hi - lastHi[k]) + (lo - lastLo[k]);
        Ambiguity.arrivalAfterSpike(network, state, neuron, count[k] - 1, since, lastSlope[k], weight, hi)
                .ifPresent(doubts::add);
    }

    private boolean isLast(int k, int spike) {
        return raster.time(spike) == lastHi[k] && raster.timeLow(spike) == lastLo[k];
    }

    /** Whether event-double-D3 does not exclude a crossing up to a time. */
    private boolean mayCrossUntil(int neuron, double hi, double lo) {
        int at = network.state[neuron];
        double wait = (hi - state[at + HI]) + (lo - state[at + LO]);
        return !FirstCrossing.excluded(constants, network.row[neuron], state, at, network.state[neuron + 1], wait);
    }

    /** Lets a neuron spike up to a time at which the next happens to it, or a window ends; a bound of its next crossing after that. */
    private double crossUntil(int neuron, double stopHi, double stopLo) {
        while (true) {
            int at = network.state[neuron];
            int row = network.row[neuron];
            int rates = network.state[neuron + 1] - at - CURRENTS;
            double wait = FirstCrossing.notBefore(constants, row, state[at + POTENTIAL], state, at + CURRENTS, rates);
            if (Double.isNaN(wait)) {
                throw new LeftToTheLoopException();
            }
            if (wait == FirstCrossing.NEVER) {
                return FirstCrossing.NEVER;
            }
            after(at, wait);
            if (crossingHi > latest) {
                return FirstCrossing.NEVER;
            }
            if (TwoDoubles.before(stopHi, stopLo, crossingHi, crossingLo)) {
                return Math.nextDown(crossingHi);
            }
            wait = find(neuron, at, row, rates);
            if (wait == FirstCrossing.NEVER) {
                return FirstCrossing.NEVER;
            }
            after(at, wait);
            if (crossingHi > latest || !beforeHorizon(at, row, wait)) {
                return FirstCrossing.NEVER;
            }
            if (TwoDoubles.before(stopHi, stopLo, crossingHi, crossingLo)) {
                return Math.nextDown(crossingHi);
            }
            fire(neuron);
        }
    }

    private double find(int neuron, int at, int row, int rates) {
        double hi = state[at + HI];
        requireInRange(Slope.steepest(constants, row, state[at + POTENTIAL], state, at + CURRENTS, rates));
        double wait = crossing.find(row, state[at + POTENTIAL], state, at + CURRENTS, rates, latest - hi);
        if (crossing.nearMiss()) {
            Ambiguity doubt =
                    new Ambiguity(Ambiguity.Kind.GRAZING, neuron, count[neuron - from], hi, crossing.missedBy(), true);
            nearMisses.expect(doubt, hi + crossing.missedFrom());
        }
        return wait;
    }

    /** Sets {@link #crossingHi} and {@link #crossingLo} to a time after the neuron's last event. */
    private void after(int at, double wait) {
        double hi = state[at + HI];
        double sum = hi + wait;
        double rest = TwoDoubles.lost(hi, wait, sum) + state[at + LO];
        crossingHi = sum + rest;
        crossingLo = TwoDoubles.lost(sum, rest, crossingHi);
    }

    /** Whether the crossing is one up to the horizon; within rounding of it, or where its wait was lost, the loop says what is open. */
    private boolean beforeHorizon(int at, int row, double wait) {
        double kept = (crossingHi - state[at + HI]) + (crossingLo - state[at + LO]);
        double beyond = (crossingHi - raster.horizonHi) + (crossingLo - raster.horizonLo);
        if (Math.abs(kept - wait) > 0x1p-24 * wait
                || Math.abs(beyond) <= FirstCrossing.horizonRounding(constants[row + BETA], crossingHi)) {
            throw new LeftToTheLoopException();
        }
        return beyond <= 0;
    }

    private void fire(int neuron) {
        int at = network.state[neuron];
        int row = network.row[neuron];
        int k = neuron - from;
        advance(neuron, crossingHi, crossingLo);
        nearMisses.change(neuron, crossingHi);
        double slope = Slope.atThreshold(network, state, neuron);
        requireInRange(slope);
        Ambiguity.nearGrazing(network, state, neuron, count[k], slope, crossingHi)
                .ifPresent(doubts::add);
        if (spikes.size() >= mostSpikes) {
            throw new LeftToTheLoopException();
        }
        spikes.add(new WindowSpike(neuron, crossingHi, crossingLo, slope, Slope.atReset(network, state, neuron)));
        count[k]++;
        lastHi[k] = crossingHi;
        lastLo[k] = crossingLo;
        lastSlope[k] = slope;
        state[at + POTENTIAL] = constants[row + RESET];
        state[at + HI] = crossingHi;
        state[at + LO] = crossingLo;
    }

    private void advance(int neuron, double hi, double lo) {
        int at = network.state[neuron];
        double s = (hi - state[at + HI]) + (lo - state[at + LO]);
        if (s > 0) {
            double potential = kernel.step(constants, network.row[neuron], state, at, network.state[neuron + 1], s);
            state[at + POTENTIAL] = potential;
            state[at + HI] = hi;
            state[at + LO] = lo;
            requireInRange(potential);
        }
    }

    private static void requireInRange(double value) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new LeftToTheLoopException();
        }
    }
}
