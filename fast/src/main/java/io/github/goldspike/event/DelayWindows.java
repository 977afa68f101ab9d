package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.POTENTIAL;

import io.github.goldspike.contract.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Takes a large network through windows that are no longer than its least delay, neuron by neuron, on one thread or several (event-double-D15). */
final class DelayWindows {

    private static final int DOUBLE_DIGITS = 16;
    /** Smaller networks stay in the cache anyhow. */
    private static final int FEWEST_NEURONS = 512;
    /** Neurons of a block. */
    private static final int BLOCK_BITS = 11;

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
    private final NeuronBlock[] blocks;
    private final Crew crew;
    /** As many as there are threads; the first writes where the blocks read. */
    private final Courier[] couriers;

    private final double longest;
    private double width;
    private final int spikeLimit;

    /** For each source its first spike that is not yet on its way. */
    private final int[] nextInput;

    private DelayWindows(Raster raster, double leastDelay, int spikeLimit, Crew crew) {
        this.raster = raster;
        this.crew = crew;
        this.spikeLimit = spikeLimit;
        network = raster.network;
        longest = (1 - SLACK) * leastDelay;
        width = longest;
        double[] state = new double[network.state[network.neurons]];
        boolean oneRate = true;
        for (int i = 0; i < network.neurons; i++) {
            state[network.state[i] + POTENTIAL] = network.initial[i];
            oneRate &= network.rates(i) <= 1;
        }
        int size = 1 << BLOCK_BITS;
        blocks = new NeuronBlock[(network.neurons + size - 1) / size];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = new NeuronBlock(raster, spikeLimit, state, b * size, Math.min((b + 1) * size, network.neurons));
        }
        couriers = new Courier[crew.threads()];
        for (int c = 0; c < couriers.length; c++) {
            boolean first = c == 0;
            ArrivalRecords[] records = Arrays.stream(blocks)
                    .map(block -> first ? block.arrivals() : new ArrivalRecords(size))
                    .toArray(ArrivalRecords[]::new);
            couriers[c] = new Courier(raster, oneRate, BLOCK_BITS, records);
        }
        nextInput = new int[network.sources];
        System.arraycopy(network.train, 0, nextInput, 0, network.sources);
    }

    /**
     * Finds all spikes up to the horizon; empty where the loop over all events has to do it.
     *
     * @throws CancellationException soon after the calling thread was interrupted
     */
    static Optional<Raster> run(
            EventNetwork network, double horizonHi, double horizonLo, int spikeLimit, Crew crew, Progress progress) {
        boolean shortRun = horizonHi < TRIED_WINDOWS * network.leastDelay;
        if (network.neurons < FEWEST_NEURONS || shortRun) {
            return Optional.empty();
        }
        return run(network, horizonHi, horizonLo, spikeLimit, crew, progress, QUIET);
    }

    /** @param quiet a network is quiet that has fewer than one arrival in a window for so many neurons */
    static Optional<Raster> run(
            EventNetwork network,
            double horizonHi,
            double horizonLo,
            int spikeLimit,
            Crew crew,
            Progress progress,
            int quiet) {
        double leastDelay = Math.min(network.leastDelay, horizonHi);
        if (!(leastDelay > SHORTEST_DELAY * horizonHi) || network.refractory) {
            return Optional.empty();
        }
        try {
            DelayWindows windows =
                    new DelayWindows(new Raster(network, horizonHi, horizonLo), leastDelay, spikeLimit, crew);
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
            long before = arrived();
            double nextInput = announceInputs(end);
            crew.each(couriers.length, courier -> couriers[courier].collect(end));
            crew.each(blocks.length, block -> run(block, end));
            settle();
            begin = Math.max(end, Math.min(nextInput, next()));
            if (++windows >= TRIED_WINDOWS && arrived() * quiet < windows * network.neurons) {
                return false;
            }
            chooseWidth(arrived() - before);
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

    private void run(int block, double end) {
        for (int courier = 1; courier < couriers.length; courier++) {
            blocks[block].arrivals().takeFrom(couriers[courier].records(block));
        }
        blocks[block].run(end, end + width);
    }

    private long arrived() {
        return Arrays.stream(couriers).mapToLong(Courier::arrived).sum();
    }

    /** When something arrives that is on its way, or may spike. */
    private double next() {
        double next = Double.POSITIVE_INFINITY;
        for (Courier courier : couriers) {
            next = Math.min(next, courier.next());
        }
        for (NeuronBlock block : blocks) {
            next = Math.min(next, block.leastBound());
        }
        return next;
    }

    /** Sends the inputs before a time on their way; when the first one after it comes. */
    private double announceInputs(double end) {
        double next = Double.POSITIVE_INFINITY;
        for (int source = 0; source < network.sources; source++) {
            int input = nextInput[source];
            while (input < network.train[source + 1] && network.inputHi[input] < end) {
                couriers[source % couriers.length].launch(~input, network.neurons + source);
                input++;
            }
            nextInput[source] = input;
            if (input < network.train[source + 1]) {
                next = Math.min(next, network.inputHi[input]);
            }
        }
        return next;
    }

    /** Gives the spikes of the window their places, and sends them on their way. */
    private void settle() {
        List<WindowSpike> spikes = new ArrayList<>();
        for (NeuronBlock block : blocks) {
            spikes.addAll(block.spikes());
        }
        spikes.sort(WindowSpike.ORDER);
        int share = Math.max(1, (spikes.size() + couriers.length - 1) / couriers.length);
        for (int index = 0; index < spikes.size(); index++) {
            WindowSpike next = spikes.get(index);
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
            couriers[index / share].launch(spike, neuron);
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
