package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.Arrays;
import java.util.List;

/**
 * V of one neuron from one of its events to the next (proofs-notes/crossing.md, C1).
 *
 * @param neuron with the exact rates
 * @param cell its constants
 * @param state V and I_k just after the event
 */
record Potential(Wiring.Neuron neuron, Cell cell, Trajectory.State state) {

    /**
     * Runs a neuron forward through its events.
     *
     * @param neuron the neuron
     * @param id its index
     * @param events of all neurons
     * @param after takes the potential after each event of this neuron, at the index of the event
     */
    static void follow(Wiring.Neuron neuron, int id, int bits, List<Chronology.Event> events, Potential[] after) {
        Cell cell = Cell.of(neuron, bits);
        Ball[] currents = new Ball[neuron.alphas().size()];
        Arrays.fill(currents, Ball.ZERO);
        Ball potential = Ball.of(neuron.initial(), bits);
        Ball time = Ball.ZERO.withPrecision(bits);
        for (int e = 0; e < events.size(); e++) {
            Chronology.Event event = events.get(e);
            if (event.neuron() != id) {
                continue;
            }
            Trajectory.State state =
                    new Trajectory(cell, potential, currents).after(event.time().minus(time));
            time = event.time();
            potential = state.potential();
            currents = state.currents().clone();
            if (event instanceof Chronology.Event.Firing firing) {
                potential = cell.reset();
                currents = firing.spike().currents();
            } else if (event instanceof Chronology.Event.Arriving arriving) {
                int k = arriving.synapse().rate();
                currents[k] = currents[k].plus(Ball.of(arriving.synapse().weight(), bits));
            }
            after[e] = new Potential(neuron, cell, new Trajectory.State(potential, currents));
        }
    }

    /** V as a function of the time since the event. */
    ExponentialSum sinceEvent() {
        ExponentialSum sum = ExponentialSum.term(cell.leak(), 0, Rational.ZERO)
                .plus(ExponentialSum.term(state.potential().minus(cell.leak()), 0, neuron.beta()));
        for (int k = 0; k < state.currents().length; k++) {
            Ball current = state.currents()[k];
            if (!current.isZero()) {
                sum = sum.plus(ExponentialSum.kernel(current, neuron.alphas().get(k), neuron.beta()));
            }
        }
        return sum;
    }
}
