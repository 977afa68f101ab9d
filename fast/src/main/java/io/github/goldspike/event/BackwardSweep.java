package io.github.goldspike.event;

import java.util.Arrays;

/**
 * Visits the events of a raster from the last to the first (event-double-D8). What is carried backward, and
 * what happens to it at an event, is up to the sweep; the order of events and each neuron's time are kept here.
 */
abstract class BackwardSweep {

    final EventNetwork network;
    final Raster raster;
    /** ∂ℓ/∂f of the spikes at fixed other times, as far as it has been collected. */
    final double[] bySpike;
    /** The same for the times of inputs. */
    final double[] byInput;

    private final double[] timeHi;
    private final double[] timeLo;
    /** For each neuron the last spike that is not after its time, or {@link Raster#NONE}. */
    private final int[] lastSpike;

    private final boolean[] held;

    BackwardSweep(Raster raster) {
        this.raster = raster;
        network = raster.network;
        bySpike = new double[raster.size()];
        byInput = new double[network.inputHi.length];
        timeHi = new double[network.neurons];
        timeLo = new double[network.neurons];
        lastSpike = new int[network.neurons];
        held = new boolean[network.neurons];
    }

    /** From the end to the beginning of a stretch of length s without events, which begins at a time. */
    abstract void flow(int neuron, double s, double beginHi, double beginLo);

    /** The same while the neuron is held at its reset potential. */
    abstract void hold(int neuron, double s, double beginHi, double beginLo);

    /** A neuron with a refractory time is let go after a spike. */
    abstract void restart(int neuron, int spike);

    /** A spike arrives at a neuron; returns ∂ℓ/∂(time of the arrival). */
    abstract double arrival(int neuron, int synapse, boolean whileHeld);

    /** A neuron spikes. */
    abstract void spike(int neuron, int spike);

    /** All events of a neuron have been visited. */
    abstract void beginning(int neuron);

    /** Whether nothing is carried backward for a neuron, so that its time need not be kept. */
    abstract boolean idle(int neuron);

    /**
     * Visits the spikes up to number {@code last} and all arrivals before it, or, if {@code last} is the last spike of the raster,
     * all arrivals up to the horizon.
     */
    final void run(int last) {
        Arrays.fill(timeHi, raster.horizonHi);
        Arrays.fill(timeLo, raster.horizonLo);
        Arrays.fill(held, false);
        Arrays.fill(lastSpike, Raster.NONE);
        for (int spike = 0; spike <= last; spike++) {
            lastSpike[raster.neuron(spike)] = spike;
        }
        Flights flights = Flights.backward(raster);
        for (int input = 0; input < network.inputHi.length; input++) {
            launch(flights, ~input);
        }
        for (int spike = 0; spike <= last; spike++) {
            launch(flights, spike);
        }
        FlightQueue queue = flights.queue();
        for (int spike = last; spike >= 0; spike--) {
            while (!queue.isEmpty()
                    && !TwoDoubles.before(
                            queue.firstHi(), queue.firstLo(), raster.time(spike), raster.timeLow(spike))) {
                arrive(flights);
            }
            int neuron = raster.neuron(spike);
            advance(neuron, raster.time(spike), raster.timeLow(spike));
            spike(neuron, spike);
            held[neuron] = false;
            lastSpike[neuron] = raster.previous(spike);
        }
        while (!queue.isEmpty()) {
            arrive(flights);
        }
        for (int i = 0; i < network.neurons; i++) {
            advance(i, 0, 0);
            beginning(i);
        }
    }

    private void launch(Flights flights, int spike) {
        int unit = flights.unit(spike);
        int synapse = network.fanOut[unit + 1] - 1;
        while (synapse >= network.fanOut[unit] && !flights.launch(spike, synapse)) {
            synapse--;
        }
    }

    private void arrive(Flights flights) {
        FlightQueue queue = flights.queue();
        double hi = queue.firstHi();
        double lo = queue.firstLo();
        int spike = queue.firstSpike();
        int last = queue.firstSynapse();
        int begin = network.fanOut[flights.unit(spike)];
        int synapse = last;
        double sum = 0;
        for (; synapse >= begin && network.delay[synapse] == network.delay[last]; synapse--) {
            int neuron = network.target[synapse];
            if (!idle(neuron)) {
                advance(neuron, hi, lo);
                sum += arrival(neuron, synapse, held[neuron]);
            }
        }
        if (synapse >= begin) {
            flights.passOn(synapse);
        } else {
            queue.removeFirst();
        }
        if (spike >= 0) {
            bySpike[spike] += sum;
        } else {
            byInput[~spike] += sum;
        }
    }

    private void advance(int neuron, double hi, double lo) {
        if (idle(neuron)) {
            timeHi[neuron] = hi;
            timeLo[neuron] = lo;
            held[neuron] = false;
        }
        double hold = network.constant(neuron, EventNetwork.REFRACTORY);
        int spike = lastSpike[neuron];
        if (hold > 0 && spike != Raster.NONE && !held[neuron]) {
            double sum = raster.time(spike) + hold;
            double rest = TwoDoubles.lost(raster.time(spike), hold, sum) + raster.timeLow(spike);
            double restartHi = sum + rest;
            double restartLo = TwoDoubles.lost(sum, rest, restartHi);
            if (TwoDoubles.before(hi, lo, restartHi, restartLo)) {
                if (!TwoDoubles.before(timeHi[neuron], timeLo[neuron], restartHi, restartLo)) {
                    step(neuron, restartHi, restartLo);
                    restart(neuron, spike);
                }
                held[neuron] = true;
            }
        }
        step(neuron, hi, lo);
    }

    private void step(int neuron, double hi, double lo) {
        double s = (timeHi[neuron] - hi) + (timeLo[neuron] - lo);
        if (s > 0) {
            if (held[neuron]) {
                hold(neuron, s, hi, lo);
            } else {
                flow(neuron, s, hi, lo);
            }
            timeHi[neuron] = hi;
            timeLo[neuron] = lo;
        }
    }
}
