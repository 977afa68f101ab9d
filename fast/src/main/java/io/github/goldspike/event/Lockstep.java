package io.github.goldspike.event;

import static io.github.goldspike.event.EventNetwork.BETA;
import static io.github.goldspike.event.EventNetwork.CURRENTS;
import static io.github.goldspike.event.EventNetwork.HI;
import static io.github.goldspike.event.EventNetwork.LO;
import static io.github.goldspike.event.EventNetwork.POTENTIAL;
import static io.github.goldspike.event.EventNetwork.RATES;
import static io.github.goldspike.event.EventNetwork.THRESHOLD;

import io.github.goldspike.simd.Lanes;

/**
 * An arrival at each of many neurons with the same constants and one synaptic rate, side by side: the usual case of what
 * {@link NeuronBlock} does for one, to the bit (event-double-D15). A lane that is not usual is named and left as it was. The loops call
 * nothing, so that processors take several lanes at once.
 */
final class Lockstep {

    /** Vectors would take a second of CPU to be compiled and are no faster here (performance.md). */
    private final Lanes lanes = Lanes.scalar();

    private final double[] state;
    private final double alpha;
    private final double beta;
    private final double distance;
    private final double threshold;
    /** For each lane where the state of its neuron begins. */
    private final int[] at;

    private final double[] hi;
    private final double[] lo;
    private final double[] weight;
    /** From the neuron's last event to the arrival. */
    private final double[] time;

    private final double[] membrane;
    private final double[] fall;
    private final int[] named;

    /**
     * Lanes for neurons with the same constants.
     *
     * @param state of all neurons
     * @param row where their constants begin
     * @param neurons how many there may be
     */
    Lockstep(double[] state, double[] constants, int row, int neurons) {
        this.state = state;
        beta = constants[row + BETA];
        alpha = constants[row + RATES];
        distance = constants[row + RATES + 1];
        threshold = constants[row + THRESHOLD];
        at = new int[neurons];
        hi = new double[neurons];
        lo = new double[neurons];
        weight = new double[neurons];
        time = new double[neurons];
        membrane = new double[neurons];
        fall = new double[neurons];
        named = new int[neurons];
    }

    /** Puts an arrival at the neuron with this state into a lane. */
    void put(int lane, int stateAt, double arrivalHi, double arrivalLo, double arrivalWeight) {
        at[lane] = stateAt;
        hi[lane] = arrivalHi;
        lo[lane] = arrivalLo;
        weight[lane] = arrivalWeight;
    }

    /** A lane that was named last. */
    int named(int index) {
        return named[index];
    }

    /** Sets the time of a lane anew, after its neuron has spiked. */
    void restart(int lane) {
        time[lane] = (hi[lane] - state[at[lane] + HI]) + (lo[lane] - state[at[lane] + LO]);
    }

    /** Sets the times of so many lanes; names those, and returns their number, in which event-double-D3 does not exclude a crossing before the arrival. */
    int times(int active) {
        int mayCross = 0;
        for (int lane = 0; lane < active; lane++) {
            int from = at[lane];
            double wait = (hi[lane] - state[from + HI]) + (lo[lane] - state[from + LO]);
            double potential = state[from + POTENTIAL];
            double rise = Math.max(state[from + CURRENTS], 0) - beta * potential;
            time[lane] = wait;
            named[mayCross] = lane;
            mayCross += FirstCrossing.excluded(rise, wait, threshold - potential) ? 0 : 1;
        }
        return mayCross;
    }

    /** Adds the arrivals of so many lanes; names those in which it did not, and returns their number. */
    int deliver(int active) {
        lanes.exp(-beta, time, membrane, 0, active);
        lanes.expm1(-distance, time, fall, 0, active);
        double near = 0x1p-30 * Math.abs(threshold);
        // A rate 0 and steps too short for the usual form of h are never usual.
        double shortest = alpha == 0 ? Double.POSITIVE_INFINITY : Kernel.NEGLIGIBLE;
        boolean slower = alpha < beta;
        int unusual = 0;
        for (int lane = 0; lane < active; lane++) {
            int from = at[lane];
            double x = distance * time[lane];
            double mean = -fall[lane] / distance;
            double decay = membrane[lane];
            double current = slower ? decay / (1 + fall[lane]) : decay * (1 + fall[lane]);
            double response = slower ? current * mean : decay * mean;
            double potential = decay * state[from + POTENTIAL] + state[from + CURRENTS] * response;
            double after = state[from + CURRENTS] * current + weight[lane];
            if (time[lane] * beta > 0x1p-30
                    && x >= shortest
                    && x <= 1
                    && threshold - potential > near
                    && Math.abs(potential) <= Double.MAX_VALUE
                    && Math.abs(after) <= Double.MAX_VALUE) {
                state[from + HI] = hi[lane];
                state[from + LO] = lo[lane];
                state[from + POTENTIAL] = potential;
                state[from + CURRENTS] = after;
            } else {
                named[unusual++] = lane;
            }
        }
        return unusual;
    }
}
