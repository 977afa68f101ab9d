package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.HI;
import static io.github.goldspike.event.EventNetwork.LO;
import static io.github.goldspike.event.EventNetwork.POTENTIAL;

import java.util.Arrays;

/** The states of those neurons whose potentials are the loss, just after each of their events. */
final class Recording {

    private final EventNetwork network;
    private final Track[] tracks;

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

    /** Whether the potential is held from this event on. */
    boolean held(int neuron, int index) {
        return tracks[neuron].held[index];
    }

    private int width(int neuron) {
        return CURRENTS + network.rates(neuron);
    }
}
