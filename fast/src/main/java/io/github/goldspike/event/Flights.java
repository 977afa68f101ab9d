package io.github.goldspike.event;

/** The spikes of a raster and the inputs of its network on their way to synapses, none of them beyond the horizon. */
final class Flights {

    private final EventNetwork network;
    private final Raster raster;
    private final FlightQueue queue;
    private double arrivalHi;
    private double arrivalLo;

    private Flights(Raster raster, FlightQueue queue) {
        this.raster = raster;
        this.network = raster.network;
        this.queue = queue;
    }

    static Flights forward(Raster raster) {
        return new Flights(raster, FlightQueue.earliestFirst());
    }

    static Flights backward(Raster raster) {
        return new Flights(raster, FlightQueue.latestFirst());
    }

    FlightQueue queue() {
        return queue;
    }

    /** The unit that a spike comes from; inputs are given as their complements. */
    int unit(int spike) {
        return spike >= 0 ? raster.neuron(spike) : network.neurons + network.inputSource[~spike];
    }

    /** Sends a spike to a synapse; whether it arrives up to the horizon. */
    boolean launch(int spike, int synapse) {
        boolean arrives = reaches(spike, synapse);
        if (arrives) {
            queue.add(arrivalHi, arrivalLo, spike, synapse);
        }
        return arrives;
    }

    /** Sends the first spike on to another synapse, if it arrives there up to the horizon. */
    void passOn(int synapse) {
        if (reaches(queue.firstSpike(), synapse)) {
            queue.replaceFirst(arrivalHi, arrivalLo, synapse);
        } else {
            queue.removeFirst();
        }
    }

    double arrivalHi() {
        return arrivalHi;
    }

    double arrivalLo() {
        return arrivalLo;
    }

    /** Whether a spike arrives at a synapse up to the horizon; then {@link #arrivalHi} and {@link #arrivalLo} are when. */
    boolean reaches(int spike, int synapse) {
        double hi = spike >= 0 ? raster.time(spike) : network.inputHi[~spike];
        double lo = spike >= 0 ? raster.timeLow(spike) : network.inputLo[~spike];
        double delay = network.delay[synapse];
        double sum = hi + delay;
        double rest = TwoDoubles.lost(hi, delay, sum) + lo;
        arrivalHi = sum + rest;
        arrivalLo = TwoDoubles.lost(sum, rest, arrivalHi);
        return !raster.afterHorizon(arrivalHi, arrivalLo);
    }
}
