package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.BETA;
import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.HI;
import static io.github.goldspike.event.EventNetwork.LO;
import static io.github.goldspike.event.EventNetwork.PER_RATE;
import static io.github.goldspike.event.EventNetwork.POTENTIAL;
import static io.github.goldspike.event.EventNetwork.RATES;
import static io.github.goldspike.event.EventNetwork.REFRACTORY;
import static io.github.goldspike.event.EventNetwork.RESET;
import static io.github.goldspike.event.EventNetwork.THRESHOLD;

import io.github.goldspike.contract.Progress;
import io.github.goldspike.simd.Exponential;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Takes the events of a network in the order of their times; a neuron's state is advanced only when something happens to it
 * (event-double-D5).
 */
public final class EventSimulation {

    private static final int EVENTS_BETWEEN_REPORTS = 1 << 14;
    private static final int DOUBLE_DIGITS = 16;
    private static final int FETCHED_AHEAD = 16;
    /** Rate times time from which on times are too coarse for that rate (event-double-D13). */
    private static final double COARSE = 0x1p80;
    /** e^{−x} is 0 beyond. */
    private static final double FADED = 800;

    private final EventNetwork network;
    private final Raster raster;
    private final int spikeLimit;
    private final Progress progress;
    private final Optional<Recording> recording;

    private final double[] constants;
    private final double[] state;
    /** Until when neurons are held at their reset potential; empty if none ever is. */
    private final double[] heldHi;

    private final double[] heldLo;
    private final double[] scratch;
    private final CrossingQueue crossings;
    private final Arrivals arrivals;
    private final FirstCrossing crossing;
    private final Kernel kernel = new Kernel();
    private final NearMisses nearMisses;
    private final double latest;
    /** Before this time no rate is too fast for the resolution of times. */
    private final double resolved;

    private int untilFetch = 1;
    /** Written only so that the reads are not left out. */
    private double fetched;

    private EventSimulation(
            EventNetwork network,
            double horizonHi,
            double horizonLo,
            int spikeLimit,
            Optional<Recording> recording,
            Progress progress) {
        this.network = network;
        this.raster = new Raster(network, horizonHi, horizonLo);
        this.arrivals = new Arrivals(raster);
        this.spikeLimit = spikeLimit;
        this.recording = recording;
        this.progress = progress;
        constants = network.constants;
        state = new double[network.state[network.neurons]];
        heldHi = new double[network.refractory ? network.neurons : 0];
        heldLo = new double[heldHi.length];
        int mostRates = 0;
        for (int i = 0; i < network.neurons; i++) {
            state[network.state[i] + POTENTIAL] = network.initial[i];
            mostRates = Math.max(mostRates, network.rates(i));
        }
        resolved = resolved(network);
        scratch = new double[mostRates];
        crossings = new CrossingQueue(network.neurons);
        crossing = new FirstCrossing(network);
        nearMisses = new NearMisses(raster.doubts);
        latest = FirstCrossing.latest(horizonHi);
    }

    /**
     * Finds all spikes up to the horizon.
     *
     * @param spikeLimit spikes after which the network counts as a runaway; the raster is then not complete
     * @throws CancellationException soon after the calling thread was interrupted
     */
    public static Raster run(EventNetwork network, double horizon, int spikeLimit) {
        return run(network, horizon, 0, spikeLimit, Optional.empty(), Progress.SILENT);
    }

    /**
     * The same on several threads, where the network is large and its least delay not too short (event-double-D15); the number of threads
     * changes no bit.
     *
     * @param spikeLimit spikes after which the network counts as a runaway; the raster is then not complete
     * @param threads at least 1
     * @throws CancellationException soon after the calling thread was interrupted
     */
    public static Raster run(EventNetwork network, double horizon, int spikeLimit, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("there must be a thread, not " + threads);
        }
        try (ThreadedCrew crew = new ThreadedCrew(threads)) {
            return run(network, horizon, 0, spikeLimit, crew, Optional.empty(), Progress.SILENT);
        }
    }

    static Raster run(
            EventNetwork network,
            double horizonHi,
            double horizonLo,
            int spikeLimit,
            Optional<Recording> recording,
            Progress progress) {
        return run(network, horizonHi, horizonLo, spikeLimit, Crew.ALONE, recording, progress);
    }

    private static Raster run(
            EventNetwork network,
            double horizonHi,
            double horizonLo,
            int spikeLimit,
            Crew crew,
            Optional<Recording> recording,
            Progress progress) {
        if (recording.isEmpty() && horizonHi <= resolved(network)) {
            Optional<Raster> raster = DelayWindows.run(network, horizonHi, horizonLo, spikeLimit, crew, progress);
            if (raster.isPresent()) {
                return raster.get();
            }
        }
        return loop(network, horizonHi, horizonLo, spikeLimit, recording, progress);
    }

    /** The loop of event-double-D5. */
    static Raster loop(
            EventNetwork network,
            double horizonHi,
            double horizonLo,
            int spikeLimit,
            Optional<Recording> recording,
            Progress progress) {
        EventSimulation simulation =
                new EventSimulation(network, horizonHi, horizonLo, spikeLimit, recording, progress);
        simulation.run();
        return simulation.raster;
    }

    private static double resolved(EventNetwork network) {
        double fastest = 0;
        for (int i = 0; i < network.neurons; i++) {
            fastest = Math.max(fastest, network.constant(i, BETA));
            for (int k = 0; k < network.rates(i); k++) {
                fastest = Math.max(fastest, network.constant(i, RATES + PER_RATE * k));
            }
        }
        return COARSE / fastest;
    }

    private void run() {
        for (int source = 0; source < network.sources; source++) {
            announceInput(source, network.train[source]);
        }
        for (int i = 0; i < network.neurons; i++) {
            record(i);
            predict(i);
        }
        int untilReport = EVENTS_BETWEEN_REPORTS;
        while (raster.complete()) {
            if (--untilReport == 0) {
                untilReport = EVENTS_BETWEEN_REPORTS;
                report();
            }
            boolean arrivalComes = arrivals.hasFirst();
            if (crossingIsNext(arrivalComes)) {
                int neuron = crossings.first();
                switch (crossings.key(neuron)) {
                    case EXACT -> fire(neuron);
                    case BOUND -> locate(neuron);
                    default -> {
                        crossings.remove(neuron);
                        predict(neuron);
                    }
                }
            } else if (arrivalComes) {
                arrive();
            } else {
                break;
            }
        }
        nearMisses.end();
        for (int i = 0; i < network.neurons && recording.isPresent(); i++) {
            if (recording.get().wants(i)) {
                advance(i, raster.horizonHi, raster.horizonLo);
            }
        }
    }

    private void report() {
        if (Thread.interrupted()) {
            throw new CancellationException("interrupted after " + raster.size() + " spikes");
        }
        progress.reached(arrivals.hasFirst() ? arrivals.firstHi() : raster.horizonHi, raster.size(), DOUBLE_DIGITS);
    }

    /** A crossing at the very time of an arrival comes before it: the potential is continuous there. */
    private boolean crossingIsNext(boolean arrivalComes) {
        if (crossings.isEmpty() || !arrivalComes) {
            return !crossings.isEmpty();
        }
        int neuron = crossings.first();
        double hi = crossings.hi(neuron);
        double arrival = arrivals.firstHi();
        return hi < arrival || (hi == arrival && crossings.lo(neuron) <= arrivals.firstLo());
    }

    private void announceInput(int source, int input) {
        int unit = network.neurons + source;
        int first = network.fanOut[unit];
        if (input < network.train[source + 1] && first < network.fanOut[unit + 1]) {
            arrivals.launch(~input, first);
        }
    }

    /** The first spike that arrives reaches all synapses of the same delay. */
    private void arrive() {
        double hi = arrivals.firstHi();
        double lo = arrivals.firstLo();
        int spike = arrivals.firstSpike();
        int first = arrivals.firstSynapse();
        int next = arrivals.endSynapse();
        arrivals.removeFirst();
        if (spike < 0) {
            int source = network.inputSource[~spike];
            if (first == network.fanOut[network.neurons + source]) {
                announceInput(source, ~spike + 1);
            }
        }
        fetchAhead();
        fetch(first, next);
        for (int synapse = first; synapse < next; synapse++) {
            deliver(synapse, hi, lo, spike);
        }
    }

    /** The same for arrivals that come later. */
    private void fetchAhead() {
        if (--untilFetch > 0) {
            return;
        }
        untilFetch = FETCHED_AHEAD;
        int end = Math.min(FETCHED_AHEAD, arrivals.known());
        for (int k = 0; k < end; k++) {
            int synapse = arrivals.knownSynapse(k);
            fetch(synapse, synapse + 1);
        }
    }

    /**
     * Reads one double of every state and time that deliveries will need. It changes nothing, but lets these reads, which in a large
     * network miss the caches, wait for memory side by side instead of one after the other.
     */
    private void fetch(int first, int next) {
        double sum = fetched;
        for (int synapse = first; synapse < next; synapse++) {
            int neuron = network.target[synapse];
            sum += network.weight[synapse]
                    + state[network.slot[synapse]]
                    + network.row[neuron]
                    + network.state[neuron]
                    + crossings.hi(neuron);
        }
        fetched = sum;
    }

    private void deliver(int synapse, double hi, double lo, int spike) {
        int neuron = network.target[synapse];
        int at = network.state[neuron];
        double s = (hi - state[at + HI]) + (lo - state[at + LO]);
        advance(neuron, hi, lo);
        double weight = network.weight[synapse];
        if (weight != 0) {
            nearMisses.change(neuron, hi);
        }
        int row = network.row[neuron];
        double threshold = constants[row + THRESHOLD];
        if (threshold - state[at + POTENTIAL] <= 0x1p-30 * Math.abs(threshold) && weight != 0) {
            Ambiguity.arrivalNearThreshold(network, state, neuron, raster.count(neuron), weight, hi)
                    .ifPresent(raster.doubts::add);
        }
        if (s * constants[row + BETA] <= 0x1p-30 && weight != 0) {
            noteArrivalAfterSpike(neuron, weight, hi, lo, spike);
        }
        if (heldHi.length > 0 && weight != 0) {
            noteArrivalAtRestart(neuron, weight, hi, lo, spike);
        }
        double current = state[network.slot[synapse]] + weight;
        state[network.slot[synapse]] = current;
        requireInRange(neuron, current, hi);
        record(neuron);
        if (weight > 0 && !keyHolds(neuron, hi, lo)) {
            predict(neuron);
        } else {
            crossings.loosen(neuron);
        }
    }

    private void noteArrivalAfterSpike(int neuron, double weight, double hi, double lo, int spike) {
        int last = raster.last(neuron);
        if (last != Raster.NONE && last != spike) {
            double since = (hi - raster.time(last)) + (lo - raster.timeLow(last));
            Ambiguity.arrivalAfterSpike(
                            network, state, neuron, raster.count(neuron) - 1, since, raster.slope(last), weight, hi)
                    .ifPresent(raster.doubts::add);
        }
    }

    /** The neuron is let go at the time of this arrival: V has a kink in the difference of the two times (event-double-D7). */
    private void noteArrivalAtRestart(int neuron, double weight, double hi, double lo, int spike) {
        int last = raster.last(neuron);
        if (last == Raster.NONE || constants[network.row[neuron] + REFRACTORY] == 0) {
            return;
        }
        double change = Math.abs(weight * ((hi - heldHi[neuron]) + (lo - heldLo[neuron])));
        int at = network.state[neuron] + CURRENTS;
        double scale = FirstCrossing.scale(constants, network.row[neuron], state, at, network.rates(neuron));
        if (change <= FirstCrossing.ROUNDING * scale) {
            raster.restartTies.add(new RestartTie(last, change, spike == last));
        }
    }

    private boolean held(int neuron) {
        if (heldHi.length == 0) {
            return false;
        }
        int at = network.state[neuron];
        return TwoDoubles.before(state[at + HI], state[at + LO], heldHi[neuron], heldLo[neuron]);
    }

    /** Brings the state of a neuron to a time that is not before its last event. */
    private void advance(int neuron, double hi, double lo) {
        if (held(neuron)) {
            if (TwoDoubles.before(hi, lo, heldHi[neuron], heldLo[neuron])) {
                decay(neuron, hi, lo);
                return;
            }
            decay(neuron, heldHi[neuron], heldLo[neuron]);
            raster.restarts(raster.last(neuron), Slope.atReset(network, state, neuron));
            record(neuron);
        }
        int at = network.state[neuron];
        double s = (hi - state[at + HI]) + (lo - state[at + LO]);
        if (hi > resolved && hi < Double.POSITIVE_INFINITY) {
            requireResolved(neuron, s, hi);
        }
        if (s > 0) {
            double potential = kernel.step(constants, network.row[neuron], state, at, network.state[neuron + 1], s);
            state[at + POTENTIAL] = potential;
            state[at + HI] = hi;
            state[at + LO] = lo;
            requireInRange(neuron, potential, hi);
        }
    }

    /** Ends the run where a potential, a current or a slope is beyond the range of binary64: what is ∞ once, or NaN, stays so. */
    private void requireInRange(int neuron, double value, double time) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            breakOff(Ambiguity.Kind.RANGE, neuron, time);
        }
    }

    private void breakOff(Ambiguity.Kind kind, int neuron, double time) {
        if (raster.complete()) {
            raster.doubts.add(new Ambiguity(kind, neuron, raster.count(neuron), time, 0, true));
            raster.breakOff();
        }
    }

    /** Times are known to 2⁻¹⁰⁴ of themselves: is that too coarse for the neuron's fastest rate, over a step that has not faded (event-double-D13)? */
    private void requireResolved(int neuron, double s, double hi) {
        double fastest = network.constant(neuron, BETA);
        for (int k = 0; k < network.rates(neuron); k++) {
            fastest = Math.max(fastest, network.constant(neuron, RATES + PER_RATE * k));
        }
        if (fastest * hi > COARSE && fastest * s < FADED) {
            breakOff(Ambiguity.Kind.RESOLUTION, neuron, hi);
        }
    }

    /** The same while the potential is held: the currents go on. */
    private void decay(int neuron, double hi, double lo) {
        int at = network.state[neuron];
        double s = (hi - state[at + HI]) + (lo - state[at + LO]);
        int constant = network.row[neuron] + RATES;
        for (int slot = at + CURRENTS; slot < network.state[neuron + 1]; slot++, constant += PER_RATE) {
            state[slot] *= Exponential.exp(-constants[constant] * s);
        }
        state[at + HI] = hi;
        state[at + LO] = lo;
    }

    /** Whether the neuron is queued with a time before which no crossing can come, by event-double-D3. */
    private boolean keyHolds(int neuron, double hi, double lo) {
        if (!crossings.contains(neuron) || heldHi.length > 0) {
            return false;
        }
        double wait = (crossings.hi(neuron) - hi) + (crossings.lo(neuron) - lo);
        int at = network.state[neuron];
        return FirstCrossing.excluded(constants, network.row[neuron], state, at, network.state[neuron + 1], wait);
    }

    /** Queues a time before which the neuron does not cross, unless it is queued with an earlier one. */
    private void predict(int neuron) {
        int at = network.state[neuron];
        int rates = network.state[neuron + 1] - at - CURRENTS;
        double wait = FirstCrossing.notBefore(
                constants, network.row[neuron], state[at + POTENTIAL], state, at + CURRENTS, rates);
        if (wait == FirstCrossing.NEVER) {
            crossings.loosen(neuron);
        } else if (Double.isNaN(wait)) {
            breakOff(Ambiguity.Kind.RANGE, neuron, state[at + HI]);
        } else if (held(neuron)) {
            queue(neuron, heldHi[neuron], heldLo[neuron], wait, CrossingQueue.Key.BOUND);
        } else {
            queue(neuron, state[at + HI], state[at + LO], wait, CrossingQueue.Key.BOUND);
        }
    }

    private void queue(int neuron, double hi, double lo, double wait, CrossingQueue.Key key) {
        double sum = hi + wait;
        double rest = TwoDoubles.lost(hi, wait, sum) + lo;
        double keyHi = sum + rest;
        double keyLo = TwoDoubles.lost(sum, rest, keyHi);
        boolean exact = key == CrossingQueue.Key.EXACT;
        double kept = (keyHi - hi) + (keyLo - lo);
        if (exact && keyHi <= latest && Math.abs(kept - wait) > 0x1p-24 * wait) {
            breakOff(Ambiguity.Kind.RESOLUTION, neuron, keyHi);
        }
        if (keyHi > latest || (exact && !beforeHorizon(neuron, keyHi, keyLo))) {
            crossings.remove(neuron);
        } else if (exact) {
            crossings.put(neuron, keyHi, keyLo, key);
        } else {
            crossings.tighten(neuron, keyHi, keyLo);
        }
    }

    private boolean beforeHorizon(int neuron, double hi, double lo) {
        double beyond = (hi - raster.horizonHi) + (lo - raster.horizonLo);
        if (Math.abs(beyond) <= FirstCrossing.horizonRounding(network.constant(neuron, BETA), hi)) {
            raster.doubts.add(
                    new Ambiguity(Ambiguity.Kind.HORIZON, neuron, raster.count(neuron), hi, Math.abs(beyond), true));
        }
        return beyond <= 0;
    }

    /** Finds the crossing itself. */
    private void locate(int neuron) {
        int at = network.state[neuron];
        int rates = network.rates(neuron);
        int row = network.row[neuron];
        double hi = state[at + HI];
        double lo = state[at + LO];
        double[] currents = state;
        int from = at + CURRENTS;
        if (held(neuron)) {
            double hold = (heldHi[neuron] - hi) + (heldLo[neuron] - lo);
            for (int k = 0; k < rates; k++) {
                scratch[k] = state[from + k] * Exponential.exp(-constants[row + RATES + PER_RATE * k] * hold);
            }
            currents = scratch;
            from = 0;
            hi = heldHi[neuron];
            lo = heldLo[neuron];
        }
        requireInRange(neuron, Slope.steepest(constants, row, state[at + POTENTIAL], currents, from, rates), hi);
        double wait = crossing.find(row, state[at + POTENTIAL], currents, from, rates, latest - hi);
        if (crossing.nearMiss()) {
            Ambiguity doubt =
                    new Ambiguity(Ambiguity.Kind.GRAZING, neuron, raster.count(neuron), hi, crossing.missedBy(), true);
            nearMisses.expect(doubt, hi + crossing.missedFrom());
        }
        if (wait == FirstCrossing.NEVER) {
            crossings.remove(neuron);
        } else {
            queue(neuron, hi, lo, wait, CrossingQueue.Key.EXACT);
        }
    }

    private void fire(int neuron) {
        double hi = crossings.hi(neuron);
        double lo = crossings.lo(neuron);
        if (raster.size() >= spikeLimit) {
            raster.doubts.add(new Ambiguity(Ambiguity.Kind.SPIKES, neuron, raster.count(neuron), hi, 0, true));
            raster.breakOff();
            return;
        }
        advance(neuron, hi, lo);
        nearMisses.change(neuron, hi);
        int at = network.state[neuron];
        int row = network.row[neuron];
        double slope = Slope.atThreshold(network, state, neuron);
        requireInRange(neuron, slope, hi);
        if (!raster.complete()) {
            return;
        }
        Ambiguity.nearGrazing(network, state, neuron, raster.count(neuron), slope, hi)
                .ifPresent(raster.doubts::add);
        crossings.remove(neuron);
        int spike = raster.add(neuron, hi, lo, slope);
        state[at + POTENTIAL] = constants[row + RESET];
        state[at + HI] = hi;
        state[at + LO] = lo;
        double hold = constants[row + REFRACTORY];
        if (hold > 0) {
            double sum = hi + hold;
            double rest = TwoDoubles.lost(hi, hold, sum) + lo;
            heldHi[neuron] = sum + rest;
            heldLo[neuron] = TwoDoubles.lost(sum, rest, heldHi[neuron]);
        } else {
            raster.restarts(spike, Slope.atReset(network, state, neuron));
        }
        record(neuron);
        predict(neuron);
        int first = network.fanOut[neuron];
        if (first < network.fanOut[neuron + 1]) {
            arrivals.launch(spike, first);
        }
    }

    private void record(int neuron) {
        if (recording.isPresent() && recording.get().wants(neuron)) {
            recording.get().add(neuron, state, network.state[neuron], held(neuron));
        }
    }
}
