package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.membrane.Cascade;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.ExponentialSum;
import io.github.goldspike.certified.membrane.Trajectory;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * V of one neuron from one of its events to the next (crossing-C1).
 *
 * @param neuron with the exact rates
 * @param cell its constants
 * @param start time of the event
 * @param aboveLeak V − leak just after the event
 * @param currents I_k just after the event
 * @param held whether V stays as it is until the next event, in a refractory period (events-E7)
 */
public record Potential(Wiring.Neuron neuron, Cell cell, Ball start, Ball aboveLeak, Ball[] currents, boolean held) {

    /**
     * Runs neurons forward through their events.
     *
     * @param events of all neurons
     * @param followed the neurons wanted
     * @return at the index of each event of these neurons the potential after it, else null
     */
    public static Potential[] follow(Wiring wiring, List<Chronology.Event> events, Set<Integer> followed, int bits) {
        Potential[] after = new Potential[events.size()];
        Map<Integer, Potential> latest = new HashMap<>();
        for (int e = 0; e < after.length; e++) {
            Chronology.Event event = events.get(e);
            if (followed.contains(event.neuron())) {
                after[e] = event instanceof Chronology.Event.Beginning
                        ? atBeginning(wiring.neurons().get(event.neuron()), event.time(), bits)
                        : latest.get(event.neuron()).after(event);
                latest.put(event.neuron(), after[e]);
            }
        }
        return after;
    }

    private static Potential atBeginning(Wiring.Neuron neuron, Ball time, int bits) {
        Ball[] currents = new Ball[neuron.alphas().size()];
        Arrays.fill(currents, Ball.ZERO);
        // The difference is taken before rounding: a neuron that starts at rest stays there exactly.
        Ball aboveLeak = Ball.of(neuron.initial().minus(neuron.leak()), bits);
        return new Potential(neuron, Cell.of(neuron, bits), time, aboveLeak, currents, false);
    }

    private Potential after(Chronology.Event event) {
        if (event instanceof Chronology.Event.Firing firing) {
            Ball reset = Ball.of(neuron.reset().minus(neuron.leak()), cell.bits());
            return new Potential(
                    neuron, cell, event.time(), reset, firing.spike().currents(), neuron.isRefractory());
        }
        Ball length = event.time().minus(start);
        Trajectory from = new Trajectory(cell.withoutLeak(), aboveLeak, currents);
        Trajectory.State state = held ? from.held(length).start() : from.after(length);
        Ball[] jumped = state.currents().clone();
        if (event instanceof Chronology.Event.Arriving arriving) {
            int k = arriving.synapse().rate();
            jumped[k] = jumped[k].plus(Ball.of(arriving.synapse().weight(), cell.bits()));
        }
        boolean goesOn = held && !(event instanceof Chronology.Event.Restarting);
        return new Potential(neuron, cell, event.time(), state.potential(), jumped, goesOn);
    }

    /** V as a function of the time since the event. */
    public ExponentialSum sinceEvent() {
        if (held) {
            return ExponentialSum.term(cell.leak().plus(aboveLeak), 0, Rational.ZERO);
        }
        ExponentialSum sum = ExponentialSum.term(cell.leak(), 0, Rational.ZERO)
                .plus(ExponentialSum.term(aboveLeak, 0, neuron.beta()));
        for (int k = 0; k < currents.length; k++) {
            if (!currents[k].isZero()) {
                sum = sum.plus(
                        ExponentialSum.kernel(currents[k], neuron.alphas().get(k), neuron.beta()));
            }
        }
        return sum;
    }

    /**
     * z(x) = ∫₀ˣ e^{−β(x−t)} (V(t) − leak) dt at the time {@code x} since the event, where V is not held (proofs-notes/eventprop.md,
     * eventprop-V13 and eventprop-V14).
     */
    public Ball filtered(Ball x) {
        Ball sum = aboveLeak.times(x).times(cell.beta().times(x).negate().exp());
        for (int k = 0; k < currents.length; k++) {
            if (!currents[k].isZero()) {
                sum = sum.plus(currents[k].times(Cascade.twiceMembrane(cell, k, x)));
            }
        }
        return sum;
    }

    /** The same as a function of the time since the event. */
    public ExponentialSum filtered() {
        ExponentialSum sum = ExponentialSum.term(aboveLeak, 1, neuron.beta());
        for (int k = 0; k < currents.length; k++) {
            if (!currents[k].isZero()) {
                sum = sum.plus(Cascade.twice(neuron.beta(), neuron.alphas().get(k), cell.bits())
                        .times(currents[k]));
            }
        }
        return sum;
    }
}
