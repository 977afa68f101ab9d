package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.BETA;
import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.HI;
import static io.github.goldspike.event.EventNetwork.LO;
import static io.github.goldspike.event.EventNetwork.PER_RATE;
import static io.github.goldspike.event.EventNetwork.POTENTIAL;
import static io.github.goldspike.event.EventNetwork.RATES;
import static io.github.goldspike.event.EventNetwork.RESET;

import java.util.Arrays;

/** The states of neurons whose potentials are asked for afterwards, just after each of their events. */
final class Recording {

    private final EventNetwork network;
    private final Track[] tracks;
    private final Kernel kernel = new Kernel();

    /** The states of one neuron, one after the other: time, potential, currents and whether it is held. */
    private static final class Track {
        private double[] states = new double[64];
        private boolean[] held = new boolean[16];
        private int size;
    }

    /** @param neurons those that are recorded */
    Recording(EventNetwork network, int[] neurons) {
        this.network = network;
        tracks = new Track[network.neurons];
        for (int neuron : neurons) {
            tracks[neuron] = new Track();
        }
    }

    boolean wants(int neuron) {
        return tracks[neuron] != null;
    }

    void add(int neuron, double[] state, int at, boolean held) {
        Track track = tracks[neuron];
        int width = CURRENTS + network.rates(neuron);
        if (track.size > 0 && sameTime(track.states, (track.size - 1) * width, state, at)) {
            track.size--;
        }
        if (track.size == track.held.length) {
            track.held = Arrays.copyOf(track.held, 2 * track.size);
        }
        if ((track.size + 1) * width > track.states.length) {
            track.states = Arrays.copyOf(track.states, 2 * (track.size + 1) * width);
        }
        System.arraycopy(state, at, track.states, track.size * width, width);
        track.held[track.size++] = held;
    }

    private static boolean sameTime(double[] one, int oneAt, double[] other, int otherAt) {
        return one[oneAt + HI] == other[otherAt + HI] && one[oneAt + LO] == other[otherAt + LO];
    }

    int size(int neuron) {
        return tracks[neuron].size;
    }

    double timeHi(int neuron, int index) {
        return tracks[neuron].states[index * width(neuron) + HI];
    }

    double timeLo(int neuron, int index) {
        return tracks[neuron].states[index * width(neuron) + LO];
    }

    double potential(int neuron, int index) {
        return tracks[neuron].states[index * width(neuron) + POTENTIAL];
    }

    double current(int neuron, int index, int rate) {
        return tracks[neuron].states[index * width(neuron) + CURRENTS + rate];
    }

    /** The last event that is not after a time. */
    int before(int neuron, double hi, double lo) {
        int low = 0;
        int high = size(neuron);
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            double middleHi = timeHi(neuron, middle);
            if (middleHi < hi || (middleHi == hi && timeLo(neuron, middle) <= lo)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** V less what potentials are counted from, from the left at a time. */
    double potentialBefore(int neuron, double hi, double lo) {
        int event = before(neuron, hi, lo);
        double u = (hi - timeHi(neuron, event)) + (lo - timeLo(neuron, event));
        if (u == 0 && event > 0) {
            event--;
            u = (hi - timeHi(neuron, event)) + (lo - timeLo(neuron, event));
        }
        return potential(neuron, event, u);
    }

    /** V less the resting potential, a time u after an event and before the next. */
    double potential(int neuron, int event, double u) {
        int row = network.row[neuron];
        if (held(neuron, event)) {
            return network.constants[row + RESET];
        }
        kernel.over(u, network.constants[row + BETA]);
        double potential = potential(neuron, event) * kernel.membrane;
        for (int k = 0; k < network.rates(neuron); k++) {
            int constant = row + RATES + PER_RATE * k;
            kernel.rate(network.constants[constant], network.constants[constant + 1]);
            potential += current(neuron, event, k) * kernel.response;
        }
        return potential;
    }

    /** The same through the filter of the membrane once more: ∫₀ᵘ e^{−β(u−t)} (V − leak)(t) dt (eventprop-V13). */
    double filtered(int neuron, int event, double u) {
        int row = network.row[neuron];
        kernel.over(u, network.constants[row + BETA]);
        double filtered = potential(neuron, event) * (u * kernel.membrane);
        for (int k = 0; k < network.rates(neuron); k++) {
            int constant = row + RATES + PER_RATE * k;
            double alpha = network.constants[constant];
            kernel.rate(alpha, network.constants[constant + 1]);
            filtered -= current(neuron, event, k) * kernel.byMembraneRate(alpha);
        }
        return filtered;
    }

    /** Whether the potential is held from this event on. */
    boolean held(int neuron, int index) {
        return tracks[neuron].held[index];
    }

    private int width(int neuron) {
        return CURRENTS + network.rates(neuron);
    }
}
