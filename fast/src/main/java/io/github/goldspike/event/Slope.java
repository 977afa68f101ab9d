package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.BETA;
import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.DRIVE;
import static io.github.goldspike.event.EventNetwork.RESET;

/** V' = −βv + Σ I_k of a neuron where v is given. */
final class Slope {

    private Slope() {}

    static double atThreshold(EventNetwork network, double[] state, int neuron) {
        return plusCurrents(-network.constant(neuron, DRIVE), network, state, neuron);
    }

    static double atReset(EventNetwork network, double[] state, int neuron) {
        return plusCurrents(-network.constant(neuron, BETA) * network.constant(neuron, RESET), network, state, neuron);
    }

    private static double plusCurrents(double leak, EventNetwork network, double[] state, int neuron) {
        double slope = leak;
        for (int slot = network.state[neuron] + CURRENTS; slot < network.state[neuron + 1]; slot++) {
            slope += state[slot];
        }
        return slope;
    }

    /** At least |V'| and all that it is made of; currents stand from {@code from} on. */
    static double steepest(double[] constants, int row, double potential, double[] currents, int from, int rates) {
        double sum = Math.abs(constants[row + BETA] * potential);
        for (int k = 0; k < rates; k++) {
            sum += Math.abs(currents[from + k]);
        }
        return sum;
    }
}
