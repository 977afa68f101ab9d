package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.Potential;
import io.github.goldspike.certified.events.SymbolicTime;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.Peaks;
import io.github.goldspike.certified.membrane.Trajectory;
import io.github.goldspike.certified.membrane.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All local maxima of V of one neuron that are no spikes: between events, at arrivals, and at the horizon
 * (conditioning-K6).
 */
final class NeuronPeaks {

    /**
     * A maximum.
     *
     * @param distance ϑ − V
     * @param proved false if there may be none; if there is one, its distance is at least the lower end of {@code distance}
     */
    record Peak(Ball time, Ball distance, boolean proved) {}

    /** From one event to the next that is not at the same time; if V is constant, at rest or held, V' = 0 throughout. */
    private record Stretch(Ball start, Ball length, Trajectory membrane, boolean constant, boolean intoSpike) {}

    private final Wiring wiring;
    private final int bits;
    private final Wiring.Neuron neuron;
    private final Cell cell;
    private final List<Peak> peaks = new ArrayList<>();

    private NeuronPeaks(Wiring wiring, int id, int bits) {
        this.wiring = wiring;
        this.bits = bits;
        this.neuron = wiring.neurons().get(id);
        this.cell = Cell.of(neuron, bits);
    }

    /** @param events of all neurons */
    static List<Peak> of(Wiring wiring, int id, List<Chronology.Event> events, int bits) {
        Potential[] after = Potential.follow(wiring, events, Set.of(id), bits);
        NeuronPeaks found = new NeuronPeaks(wiring, id, bits);
        List<Stretch> stretches = found.stretches(id, events, after);
        for (int k = 0; k < stretches.size(); k++) {
            found.addInside(stretches.get(k));
            found.addAtEnd(stretches, k);
        }
        return found.peaks;
    }

    private List<Stretch> stretches(int id, List<Chronology.Event> events, Potential[] after) {
        List<Stretch> stretches = new ArrayList<>();
        SymbolicTime horizon = SymbolicTime.of(wiring.horizon());
        Optional<Chronology.Event> latest = Optional.empty();
        Optional<Trajectory> membrane = Optional.empty();
        boolean held = false;
        boolean atRest = neuron.initial().equals(neuron.leak());
        for (int e = 0; e < events.size(); e++) {
            Chronology.Event event = events.get(e);
            if (event.neuron() != id || latest.isPresent() && event.exact().equals(horizon)) {
                continue;
            }
            if (latest.isPresent() && !event.exact().equals(latest.get().exact())) {
                Ball start = latest.get().time();
                boolean intoSpike = event instanceof Chronology.Event.Firing;
                stretches.add(new Stretch(start, event.time().minus(start), membrane.get(), atRest || held, intoSpike));
            }
            atRest &= event instanceof Chronology.Event.Beginning || doesNothing(event);
            latest = Optional.of(event);
            held = after[e].held();
            membrane = Optional.of(new Trajectory(cell, cell.leak().plus(after[e].aboveLeak()), after[e].currents()));
        }
        Ball start = latest.orElseThrow().time();
        Ball length = Ball.of(wiring.horizon(), bits).minus(start);
        if (!length.isZero()) {
            stretches.add(new Stretch(start, length, membrane.orElseThrow(), atRest || held, false));
        }
        return stretches;
    }

    private static boolean doesNothing(Chronology.Event event) {
        return event instanceof Chronology.Event.Arriving arriving
                && arriving.synapse().weight().signum() == 0;
    }

    private void addInside(Stretch stretch) {
        if (stretch.constant) {
            return;
        }
        if (!stretch.length.isPositive()) {
            // Events that are neither at the same time nor proved to be apart: anything might be among them.
            peaks.add(new Peak(stretch.start, Ball.ZERO, false));
        } else {
            for (Peaks.Peak peak : Peaks.between(stretch.membrane, stretch.length.upper())) {
                peaks.add(new Peak(
                        stretch.start.plus(peak.time()),
                        cell.threshold().minus(peak.potential()),
                        peak.proved() && peak.time().isLessThan(stretch.length)));
            }
        }
    }

    /** A maximum at the end: V rises up to it, and after it, unless it is the horizon, V falls. */
    private void addAtEnd(List<Stretch> stretches, int k) {
        Stretch stretch = stretches.get(k);
        if (stretch.intoSpike || stretch.constant) {
            return;
        }
        Trajectory.State state = stretch.membrane.after(stretch.length);
        Ball before = stretch.membrane.slope(state);
        boolean rises = before.isPositive();
        boolean mayRise = !before.isNegative();
        if (k + 1 < stretches.size()) {
            Trajectory next = stretches.get(k + 1).membrane;
            Ball then = next.slope(next.start());
            rises &= then.isNegative();
            mayRise &= !then.isPositive();
        }
        if (mayRise) {
            peaks.add(new Peak(
                    stretch.start.plus(stretch.length), cell.threshold().minus(state.potential()), rises));
        }
    }
}
