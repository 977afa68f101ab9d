package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.POTENTIAL;

import io.github.goldspike.contract.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Takes a large network through windows that are no longer than its least delay, neuron by neuron (event-double-D15). */
final class DelayWindows {

    private static final int DOUBLE_DIGITS = 16;
    /** Smaller networks stay in the cache anyhow. */
    private static final int FEWEST_NEURONS = 512;
    /** Neurons of a block. */
    private static final int BLOCK_BITS = 11;

    private static final int IN_BLOCK = (1 << BLOCK_BITS) - 1;
    private static final double SLACK = 0x1p-20;
    private static final double SHORTEST_DELAY = 0x1p-30;
    /** Windows with more arrivals for each neuron are halved. */
    private static final int MANY = 64;
    /** So many windows make up for the compilation of what takes them (performance.md), and show whether a network is quiet. */
    private static final int TRIED_WINDOWS = 8;

    /** A network is quiet with fewer than one arrival in a window for so many neurons. */
    private static final int QUIET = 8;

    private final EventNetwork network;
    private final Raster raster;
    private final Flights flights;
    private final NeuronBlock[] blocks;
    /** Where each block reads what arrives. */
    private final ArrivalRecords[] records;

    private final boolean oneRate;
    private final double longest;
    private double width;
    private final int spikeLimit;

    /** Where the spikes on their way are next. */
    private final ArrivalList cursors = new ArrivalList();
    /** For each source its first spike that is not yet on its way. */
    private final int[] nextInput;

    private double nextTime;
    private long arrived;

    private DelayWindows(Raster raster, double leastDelay, int spikeLimit) {
        this.raster = raster;
        this.spikeLimit = spikeLimit;
        network = raster.network;
        flights = Flights.forward(raster);
        longest = (1 - SLACK) * leastDelay;
        width = longest;
        double[] state = new double[network.state[network.neurons]];
        boolean single = true;
        for (int i = 0; i < network.neurons; i++) {
            state[network.state[i] + POTENTIAL] = network.initial[i];
            single &= network.rates(i) <= 1;
        }
        oneRate = single;
        int size = 1 << BLOCK_BITS;
        blocks = new NeuronBlock[(network.neurons + size - 1) / size];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = new NeuronBlock(raster, spikeLimit, state, b * size, Math.min((b + 1) * size, network.neurons));
        }
        records = Arrays.stream(blocks).map(NeuronBlock::arrivals).toArray(ArrivalRecords[]::new);
        nextInput = new int[network.sources];
        System.arraycopy(network.train, 0, nextInput, 0, network.sources);
    }

    /**
     * Finds all spikes up to the horizon; empty where the loop over all events has to do it.
     *
     * @throws CancellationException soon after the calling thread was interrupted
     */
    static Optional<Raster> run(
            EventNetwork network, double horizonHi, double horizonLo, int spikeLimit, Progress progress) {
        boolean shortRun = horizonHi < TRIED_WINDOWS * network.leastDelay;
        if (network.neurons < FEWEST_NEURONS || shortRun) {
            return Optional.empty();
        }
        return run(network, horizonHi, horizonLo, spikeLimit, progress, QUIET);
    }

    /** @param quiet a network is quiet that has fewer than one arrival in a window for so many neurons */
    static Optional<Raster> run(
            EventNetwork network, double horizonHi, double horizonLo, int spikeLimit, Progress progress, int quiet) {
        double leastDelay = Math.min(network.leastDelay, horizonHi);
        if (!(leastDelay > SHORTEST_DELAY * horizonHi) || network.refractory) {
            return Optional.empty();
        }
        DelayWindows windows = new DelayWindows(new Raster(network, horizonHi, horizonLo), leastDelay, spikeLimit);
        try {
            return windows.run(progress, quiet) ? Optional.of(windows.raster) : Optional.empty();
        } catch (NeuronBlock.LeftToTheLoopException leftToTheLoop) {
            return Optional.empty();
        }
    }

    private boolean run(Progress progress, int quiet) {
        double begin = 0;
        long windows = 0;
        while (begin <= raster.horizonHi && raster.complete()) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted after " + raster.size() + " spikes");
            }
            progress.reached(begin, raster.size(), DOUBLE_DIGITS);
            double end = begin + width;
            nextTime = Double.POSITIVE_INFINITY;
            long before = arrived;
            announceInputs(end);
            collect(end);
            for (NeuronBlock block : blocks) {
                block.run(end, end + width);
                nextTime = Math.min(nextTime, block.leastBound());
            }
            settle();
            begin = Math.max(end, nextTime);
            if (++windows >= TRIED_WINDOWS && arrived * quiet < windows * network.neurons) {
                return false;
            }
            chooseWidth(arrived - before);
        }
        for (NeuronBlock block : blocks) {
            block.end();
        }
        takeDoubts(Double.POSITIVE_INFINITY);
        return true;
    }

    private void chooseWidth(long inWindow) {
        if (inWindow > (long) MANY * network.neurons) {
            width /= 2;
        } else if (4 * inWindow < (long) MANY * network.neurons) {
            width = Math.min(longest, 2 * width);
        }
    }

    private void announceInputs(double end) {
        for (int source = 0; source < network.sources; source++) {
            int input = nextInput[source];
            while (input < network.train[source + 1] && network.inputHi[input] < end) {
                launch(~input, network.neurons + source);
                input++;
            }
            nextInput[source] = input;
            if (input < network.train[source + 1]) {
                nextTime = Math.min(nextTime, network.inputHi[input]);
            }
        }
    }

    private void launch(int spike, int unit) {
        int first = network.fanOut[unit];
        if (first < network.fanOut[unit + 1] && flights.reaches(spike, first)) {
            cursors.add(flights.arrivalHi(), flights.arrivalLo(), spike, first, network.fanOut[unit + 1]);
            nextTime = Math.min(nextTime, flights.arrivalHi());
        }
    }

    /**
     * Writes what arrives in the window to the blocks, and moves each cursor out of it. Cursors stay in the order of their spikes: what is
     * written in the order of times needs no sorting.
     */
    private void collect(double windowEnd) {
        int kept = 0;
        for (int cursor = 0; cursor < cursors.size; cursor++) {
            if (cursors.hi[cursor] >= windowEnd || passOn(cursor, windowEnd)) {
                nextTime = Math.min(nextTime, cursors.hi[cursor]);
                cursors.copy(cursor, cursors, kept++);
            }
        }
        cursors.size = kept;
    }

    /** False if the spike arrives nowhere after the window. */
    private boolean passOn(int cursor, double windowEnd) {
        int spike = cursors.spike[cursor];
        int end = cursors.end[cursor];
        double hi = cursors.hi[cursor];
        double lo = cursors.lo[cursor];
        int synapse = cursors.first[cursor];
        while (true) {
            int next = network.endOfDelay(synapse, end);
            send(spike, hi, lo, synapse, next);
            if (next == end || !flights.reaches(spike, next)) {
                return false;
            }
            synapse = next;
            hi = flights.arrivalHi();
            lo = flights.arrivalLo();
            if (hi >= windowEnd) {
                cursors.set(cursor, hi, lo, spike, synapse, end);
                return true;
            }
        }
    }

    /** Writes one arrival at some synapses. */
    private void send(int spike, double hi, double lo, int first, int next) {
        for (int synapse = first; synapse < next; synapse++) {
            int target = network.target[synapse];
            int rate = oneRate ? 0 : network.slot[synapse] - network.state[target] - CURRENTS;
            records[target >> BLOCK_BITS].add(hi, lo, network.weight[synapse], spike, target & IN_BLOCK, rate);
        }
        arrived += next - first;
    }

    /** Gives the spikes of the window their places, and sends them on their way. */
    private void settle() {
        List<WindowSpike> spikes = new ArrayList<>();
        for (NeuronBlock block : blocks) {
            spikes.addAll(block.spikes());
        }
        spikes.sort(WindowSpike.ORDER);
        for (WindowSpike next : spikes) {
            int neuron = next.neuron();
            if (raster.size() >= spikeLimit) {
                takeDoubts(next.hi());
                raster.doubts.add(
                        new Ambiguity(Ambiguity.Kind.SPIKES, neuron, raster.count(neuron), next.hi(), 0, true));
                raster.breakOff();
                return;
            }
            int spike = raster.add(neuron, next.hi(), next.lo(), next.slope());
            raster.restarts(spike, next.restartSlope());
            launch(spike, neuron);
        }
    }

    /** Takes what is open from the blocks, up to a time. */
    private void takeDoubts(double latest) {
        List<Ambiguity> doubts = new ArrayList<>();
        for (NeuronBlock block : blocks) {
            doubts.addAll(block.doubts());
            block.doubts().clear();
        }
        doubts.removeIf(doubt -> doubt.time() > latest);
        doubts.sort(Comparator.comparingDouble(Ambiguity::time).thenComparingInt(Ambiguity::neuron));
        raster.doubts.addAll(doubts);
    }
}
