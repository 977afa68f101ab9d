package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.Trajectory;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** V of the neurons of a raster at given times, from the left at a spike (events-E8). */
public final class Traces {

    private final Wiring wiring;
    private final Raster raster;
    private final int bits;
    /** For each neuron its events in order, and its potential after each. */
    private final List<List<Chronology.Event>> events = new ArrayList<>();

    private final List<List<Potential>> potentials = new ArrayList<>();

    public Traces(Wiring wiring, Raster raster, List<Chronology.Event> chronology, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.bits = bits;
        Set<Integer> all = new HashSet<>();
        for (int i = 0; i < wiring.neurons().size(); i++) {
            all.add(i);
            events.add(new ArrayList<>());
            potentials.add(new ArrayList<>());
        }
        Potential[] after = Potential.follow(wiring, chronology, all, bits);
        for (int e = 0; e < after.length; e++) {
            Chronology.Event event = chronology.get(e);
            events.get(event.neuron()).add(event);
            potentials.get(event.neuron()).add(after[e]);
        }
    }

    /** An enclosure of V(t⁻); empty if the neuron is not proved up to there, or if t was not told from a spike. */
    public Optional<Ball> at(int neuron, Rational time) {
        if (time.signum() == 0) {
            return Optional.of(Ball.of(wiring.neurons().get(neuron).initial(), bits));
        }
        Ball t = Ball.of(time, bits);
        if (raster.provedUntil().get(neuron).isLessThan(t)) {
            return Optional.empty();
        }
        List<Chronology.Event> own = events.get(neuron);
        int last = own.size() - 1;
        // Everything from here on may come before t or not; at all of it but spikes V is continuous.
        while (last > 0 && t.isLessThan(own.get(last).time())) {
            last--;
        }
        int first = last;
        while (first > 0 && !own.get(first).time().isLessThan(t)) {
            if (own.get(first) instanceof Chronology.Event.Firing) {
                if (!own.get(first).exact().equals(SymbolicTime.of(time))) {
                    return Optional.empty();
                }
                last = first - 1;
            }
            first--;
        }
        Ball value = value(neuron, first, t);
        for (int k = first + 1; k <= last; k++) {
            value = Ball.hull(value, value(neuron, k, t));
        }
        return Optional.of(value);
    }

    private Ball value(int neuron, int event, Ball t) {
        Potential potential = potentials.get(neuron).get(event);
        Cell cell = potential.cell();
        if (potential.held()) {
            return cell.reset();
        }
        Trajectory from = new Trajectory(cell.withoutLeak(), potential.aboveLeak(), potential.currents());
        return cell.leak().plus(from.after(t.minus(potential.start())).potential());
    }
}
