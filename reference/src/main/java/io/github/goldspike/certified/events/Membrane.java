package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.ball.OverflowException;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.Cells;
import io.github.goldspike.certified.membrane.CrossingSearch;
import io.github.goldspike.certified.membrane.CrossingTime;
import io.github.goldspike.certified.membrane.FirstCrossing;
import io.github.goldspike.certified.membrane.QuietWindow;
import io.github.goldspike.certified.membrane.Trajectory;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * One neuron at work in the event loop: its state at an exact reference time, what will arrive, and the crossing predicted
 * from what is known to arrive (events-E1–events-E3).
 */
final class Membrane {

    private final int id;
    private final Wiring.Neuron neuron;
    private final List<Wiring.Connection> synapses;
    private final Cells cells;
    private final Cell cell;
    private final Cell coarse;
    private final SymbolicTimes lineage;
    private final Rational horizon;

    private static final Comparator<Raster.Arrival> ORDER = Comparator.comparing(
                    (Raster.Arrival arrival) -> arrival.time().lower(), Ball::compareMidpoints)
            .thenComparing(Raster.Arrival::exact)
            .thenComparingInt(Raster.Arrival::synapse);

    private final PriorityQueue<Raster.Arrival> pending = new PriorityQueue<>(ORDER);
    private final List<Raster.Arrival> taken = new ArrayList<>();
    private final List<Integer> train = new ArrayList<>();

    private Ball time = Ball.ZERO;
    /** An upper bound of the sum of |W| over all that has arrived. */
    private Ball weightSeen = Ball.ZERO.withPrecision(Cell.COARSE_BITS);

    private Trajectory trajectory;
    /** From time 0 or the last crossing on. */
    private SymbolicTimes.Past past;
    /** What has jumped since then. */
    private final List<CurrentJump> jumps = new ArrayList<>();

    private Ball stop;
    private boolean stopped;
    private Optional<Prediction> prediction = Optional.empty();
    /** Whether the prediction, or its absence, holds for the present state and all that is known to arrive. */
    private boolean predicted;

    private Optional<LastSpike> last = Optional.empty();
    /** The end of the last refractory period. The reference time is not before it. */
    private Optional<Ball> restart = Optional.empty();

    /** A crossing that will happen if nothing else arrives before; the spike is known once it was enclosed. */
    private record Prediction(
            Ball low,
            Ball high,
            CrossingSearch.Bracket bracket,
            SymbolicTimes.Past after,
            Optional<Raster.Spike> spike) {}

    private record LastSpike(int spike, int causes, SymbolicTime exact, Ball time, Ball reference) {}

    Membrane(int id, Wiring wiring, Cells cells, SymbolicTimes lineage, int bits) {
        this.id = id;
        this.neuron = wiring.neurons().get(id);
        this.synapses = wiring.synapses();
        this.lineage = lineage;
        this.horizon = wiring.horizon();
        this.cells = cells;
        this.cell = cells.at(bits);
        this.coarse = cells.at(Math.min(bits, Cell.COARSE_BITS));
        this.past = lineage.born(neuron);
        Ball[] currents = new Ball[neuron.alphas().size()];
        java.util.Arrays.fill(currents, Ball.ZERO);
        this.trajectory = new Trajectory(cell, Ball.of(neuron.initial(), bits), currents);
        this.stop = Ball.of(wiring.horizon(), bits).upper().plus(Ball.ONE);
    }

    int id() {
        return id;
    }

    Wiring.Neuron neuron() {
        return neuron;
    }

    boolean spiking() {
        return neuron.threshold().isPresent();
    }

    List<Integer> train() {
        return train;
    }

    /** What has arrived, in the order in which it was taken up; between the spikes of a refractory neuron in order of time. */
    List<Raster.Arrival> taken() {
        sortFrom(last.map(LastSpike::causes).orElse(0));
        return taken;
    }

    /** Arrivals in a refractory period are taken up in any order (events-E7). */
    private void sortFrom(int first) {
        if (neuron.isRefractory()) {
            taken.subList(first, taken.size()).sort(ORDER);
        }
    }

    boolean isStopped() {
        return stopped;
    }

    Ball stop() {
        return stop;
    }

    /** From {@code from} on nothing is known of this neuron. A crossing predicted before that still happens. */
    void stopFrom(Ball from) {
        stop = Ball.min(stop, from);
    }

    /** Nothing is known of this neuron from {@code silentUntil} on, up to which it was proved to stay below the threshold. */
    void giveUpFrom(Ball silentUntil) {
        stopFrom(silentUntil);
        prediction = Optional.empty();
    }

    /** Whether a spike was accepted that may not come before {@code time}. */
    boolean mayHaveSpikedAfter(Ball time) {
        return last.isPresent() && last.get().reference.compareMidpoints(time) > 0;
    }

    void markStopped() {
        stopped = true;
        pending.clear();
        prediction = Optional.empty();
    }

    /** Lower bound of the time of the next thing that happens to this neuron; {@code beyond} if there is none before. */
    Ball nextEvent(Ball beyond) {
        Ball next = Ball.min(stop, beyond);
        if (!pending.isEmpty()) {
            next = Ball.min(next, pending.peek().time().lower());
        }
        return prediction.isPresent() ? Ball.min(next, prediction.get().low) : next;
    }

    boolean crossingIsNext() {
        return prediction.isPresent()
                && (pending.isEmpty()
                        || prediction
                                        .get()
                                        .low
                                        .compareMidpoints(pending.peek().time().lower())
                                <= 0
                        || tiedWithPrediction(pending.peek()));
    }

    boolean stopIsNext(Ball key) {
        return stop.compareMidpoints(key) <= 0;
    }

    /**
     * Finds the next crossing before anything known arrives.
     *
     * @throws Unresolved if neither a crossing nor silence is proved
     */
    void predict(Ball horizon) {
        if (predicted) {
            return;
        }
        predicted = true;
        Ball end = Ball.min(horizon, stop);
        if (!pending.isEmpty()) {
            end = Ball.min(end, pending.peek().time().lower());
        }
        if (!spiking() || end.compareMidpoints(time) <= 0) {
            return;
        }
        Optional<Ramp> ramp = lineage.ramp(past, jumps);
        if (ramp.isPresent() && predictRamp(ramp.get())) {
            return;
        }
        Ball length = end.minus(time);
        CrossingSearch outcome = FirstCrossing.search(trajectory.withCell(coarse), length);
        if (outcome instanceof CrossingSearch.Unresolved) {
            outcome = FirstCrossing.search(trajectory, length);
        }
        if (outcome instanceof CrossingSearch.Unresolved open) {
            throw unresolved(open, end, horizon);
        }
        if (outcome instanceof CrossingSearch.Bracket found) {
            CrossingSearch.Bracket bracket = CrossingTime.narrowed(cells, trajectory, found);
            prediction = Optional.of(new Prediction(
                    time.plus(bracket.low()), time.plus(bracket.high()), bracket, past, Optional.empty()));
        }
    }

    /** The crossing of a ramp that comes before what arrives next, by exact numbers (events-E9); whether they tell. */
    private boolean predictRamp(Ramp ramp) {
        Optional<Raster.Arrival> next = Optional.ofNullable(pending.peek());
        boolean known = next.map(arrival -> arrival.exact().crossing() == SymbolicTime.NONE)
                .orElse(true);
        if (!ramp.rises() || !known) {
            return !ramp.rises();
        }
        SymbolicTime crossing = ramp.crossing();
        Rational exact = crossing.offset().value();
        int beforeHorizon = exact.compareTo(horizon);
        boolean comes = beforeHorizon < 0
                && next.map(arrival -> exact.compareTo(arrival.exact().offset().value()) <= 0)
                        .orElse(true);
        if (comes) {
            Ball enclosure = inexact(Ball.of(exact, cell.bits()));
            Ball local = enclosure.minus(time);
            Trajectory.State state = trajectory.after(local);
            Raster.Spike spike = new Raster.Spike(
                    id,
                    train.size(),
                    enclosure,
                    trajectory.drive(state),
                    state.currents(),
                    crossing,
                    taken.size(),
                    false);
            prediction = Optional.of(new Prediction(
                    enclosure.lower(),
                    enclosure.upper(),
                    new CrossingSearch.Bracket(local.lower(), local.upper()),
                    lineage.crossing(past, jumps),
                    Optional.of(spike)));
        }
        return beforeHorizon != 0;
    }

    /** What is open, and how near to the threshold the potential is there. */
    private Unresolved unresolved(CrossingSearch.Unresolved open, Ball end, Ball horizon) {
        if (!open.atEnd()) {
            return new Nearness(trajectory, id, time).undecided(open.low(), open.high());
        }
        boolean horizonIsNear = end.compareMidpoints(horizon) == 0;
        return new Unresolved(
                horizonIsNear ? Undecided.Kind.HORIZON : Undecided.Kind.TIE,
                id,
                Ball.hull(time.plus(open.low()), time.plus(open.high())),
                time.plus(open.low()),
                "a crossing of the threshold was not separated from "
                        + (horizonIsNear ? "the horizon" : "an arriving spike"));
    }

    boolean predictionIsEnclosed() {
        return prediction.isPresent() && prediction.get().spike.isPresent();
    }

    /**
     * Encloses the predicted crossing at full precision.
     *
     * @param lastProvedTime a time that is not after the horizon
     * @throws Unresolved if the precision does not suffice
     */
    void enclosePrediction(Ball lastProvedTime) {
        Prediction coarsely = prediction.orElseThrow();
        Optional<Ball> local = CrossingTime.enclose(cells, trajectory, coarsely.bracket);
        Ball slope = Ball.ZERO;
        Trajectory.State state = trajectory.start();
        if (local.isPresent()) {
            try {
                state = trajectory.after(local.get());
                slope = trajectory.drive(state);
            } catch (OverflowException wide) {
                // So wide that it reaches far below 0: the slope is not positive for all we know.
                slope = Ball.ZERO;
            }
        }
        if (!slope.isPositive()) {
            Ball low = coarsely.bracket.low();
            Ball high = coarsely.bracket.high();
            throw new Nearness(trajectory, id, time)
                    .withoutSlope(
                            local.map(found -> Ball.max(low, found.lower())).orElse(low),
                            local.map(found -> Ball.min(high, found.upper())).orElse(high));
        }
        Ball enclosure = inexact(time.withPrecision(cell.bits()).plus(local.get()));
        SymbolicTimes.Past after = lineage.crossing(past, jumps);
        Raster.Spike spike = new Raster.Spike(
                id, train.size(), enclosure, slope, state.currents(), after.time(), taken.size(), false);
        Ball high = Ball.min(coarsely.high, enclosure.upper());
        if (high.compareMidpoints(lastProvedTime) > 0) {
            throw new Unresolved(
                    Undecided.Kind.HORIZON,
                    id,
                    enclosure,
                    Ball.max(coarsely.low, enclosure.lower()),
                    "a spike was not separated from the horizon");
        }
        prediction = Optional.of(new Prediction(
                Ball.max(coarsely.low, enclosure.lower()), high, coarsely.bracket, after, Optional.of(spike)));
    }

    /** A ramp's time may be a single number: what is zero with that by accident is not so by structure (certificate-K6). */
    private Ball inexact(Ball crossing) {
        return crossing.isExact() ? crossing.widenedBy(crossing.shift(-cell.bits())) : crossing;
    }

    /** The enclosed crossing that is predicted next. */
    Raster.Spike predictedSpike() {
        return prediction.flatMap(Prediction::spike).orElseThrow();
    }

    /** Upper bound of the predicted crossing. */
    Ball predictionUntil() {
        return prediction.orElseThrow().high;
    }

    /**
     * Makes the predicted crossing a spike: V falls to the reset, the reference time moves just behind it, or behind the
     * refractory period that follows (events-E7).
     *
     * @param spike index of the spike
     */
    void fire(int spike) {
        Prediction fired = prediction.orElseThrow();
        Raster.Spike crossing = predictedSpike();
        Trajectory reset = new Trajectory(cell, cell.reset(), crossing.currents());
        if (neuron.isRefractory()) {
            Ball refractory = Ball.of(neuron.refractory(), cell.bits());
            Ball end = crossing.time().plus(refractory);
            restart = Optional.of(end);
            startFrom(reset.held(refractory), end, end.lower(), end.upper());
        } else {
            startFrom(reset, crossing.time(), fired.low, fired.high);
        }
        sortFrom(last.map(LastSpike::causes).orElse(0));
        past = fired.after;
        jumps.clear();
        last = Optional.of(new LastSpike(spike, taken.size(), crossing.exact(), crossing.time(), fired.high));
        train.add(spike);
        forgetPrediction();
    }

    /** Takes the state that begins at {@code start}, not before {@code from}, to the reference time {@code until}. */
    private void startFrom(Trajectory state, Ball start, Ball from, Ball until) {
        Trajectory.State after = ordered(
                from, until, () -> state.after(until.withPrecision(cell.bits()).minus(start)));
        requireBelow(after, from, until);
        time = until;
        trajectory = new Trajectory(cell, after.potential(), after.currents());
    }

    private void forgetPrediction() {
        prediction = Optional.empty();
        predicted = false;
    }

    /** Notes that a spike will arrive. A silence predicted so far still holds until then. */
    void announce(Raster.Arrival arrival) {
        if (!spiking()) {
            taken.add(arrival);
            return;
        }
        pending.add(arrival);
        boolean holds = prediction.isEmpty()
                || prediction.get().high.compareMidpoints(arrival.time().lower()) <= 0
                || tiedWithPrediction(arrival);
        if (!holds) {
            forgetPrediction();
        }
    }

    /** events-E4: an arrival at exactly the time of the crossing does not change it, enclosed or not: names need no enclosure. */
    private boolean tiedWithPrediction(Raster.Arrival arrival) {
        if (prediction.isEmpty()) {
            return false;
        }
        Prediction next = prediction.get();
        if (next.spike.isPresent()) {
            return arrival.exact().equals(next.spike.get().exact());
        }
        // A name takes time: only where the bracket is not passed.
        return arrival.time().upper().compareMidpoints(next.low) >= 0
                && arrival.time().lower().compareMidpoints(next.high) <= 0
                && arrival.exact().equals(lineage.crossing(past, jumps).time());
    }

    /**
     * Takes up the next arrival and all that are not separated from it. Their order has no effect once all have arrived
     * (events-E2).
     *
     * @return whether a synapse of nonzero weight was tied with the last spike, which then has only one-sided derivatives
     * @throws Unresolved if a crossing among them, or their order with the last spike, was not decided
     */
    boolean takeArrivals() {
        List<Raster.Arrival> cluster = new ArrayList<>();
        Ball from = pending.peek().time().lower();
        Ball until = Ball.max(time, pending.peek().time().upper());
        boolean tied = false;
        while (!pending.isEmpty() && pending.peek().time().lower().compareMidpoints(until) <= 0) {
            Raster.Arrival arrival = pending.remove();
            tied |= tiedWithLastSpike(arrival);
            until = Ball.max(until, arrival.time().upper());
            cluster.add(arrival);
        }
        Trajectory.State state = trajectory.after(until.minus(time));
        Ball potential = state.potential();
        Ball[] currents = state.currents().clone();
        for (Raster.Arrival arrival : cluster) {
            Wiring.Connection synapse = synapses.get(arrival.synapse());
            if (synapse.weight().signum() == 0) {
                continue;
            }
            Ball[] alone = new Ball[currents.length];
            java.util.Arrays.fill(alone, Ball.ZERO);
            Ball weight = Ball.of(synapse.weight(), cell.bits());
            alone[synapse.rate()] = weight;
            // The effect of the jump alone: the membrane is linear in V − leak and I.
            Ball end = until;
            Trajectory.State effect =
                    ordered(from, until, () -> effect(new Trajectory(cell, cell.leak(), alone), arrival.time(), end));
            potential = potential.plus(effect.potential()).minus(cell.leak());
            currents[synapse.rate()] = currents[synapse.rate()].plus(effect.currents()[synapse.rate()]);
            weightSeen = weightSeen.plus(QuietWindow.magnitudeBound(weight));
            jumps.add(new CurrentJump(
                    arrival.exact(),
                    Moving.still(neuron.alphas().get(synapse.rate())),
                    Moving.still(synapse.weight())));
        }
        Trajectory.State after = new Trajectory.State(potential, currents);
        if (!from.minus(until).isZero()) {
            // Before a restart V is held below the threshold.
            requireBelow(
                    after, restart.map(start -> Ball.max(from, start.lower())).orElse(from), until);
        }
        time = until;
        trajectory = new Trajectory(cell, potential, currents);
        taken.addAll(cluster);
        forgetPrediction();
        return tied;
    }

    /** What a jump at an arrival has become at a time; as long as V is held, it acts on the current only (events-E7). */
    private Trajectory.State effect(Trajectory jump, Ball arrival, Ball until) {
        if (restart.isEmpty() || arrival.lower().compareMidpoints(restart.get().upper()) >= 0) {
            return jump.after(until.minus(arrival));
        }
        Ball start = restart.get();
        Ball both = Ball.hull(Ball.max(arrival.lower(), start.lower()), Ball.max(arrival.upper(), start.upper()));
        Ball acting = arrival.isLessThan(start) ? start : both.withPrecision(cell.bits());
        return jump.held(acting.minus(arrival)).after(until.minus(acting));
    }

    private boolean tiedWithLastSpike(Raster.Arrival arrival) {
        if (last.isEmpty()) {
            return false;
        }
        if (!arrival.exact().equals(last.get().exact)) {
            // Strictly: times of ramps may be exact numbers, and two that are equal come in no order (events-E5).
            if (arrival.time().lower().compareMidpoints(last.get().reference) > 0) {
                return false;
            }
            throw new Unresolved(
                    Undecided.Kind.TIE,
                    id,
                    arrival.time(),
                    arrival.time().lower(),
                    "the order of spike " + (train.size() - 1)
                            + " and of a spike that arrives at this neuron was not decided; "
                            + Unresolved.apart(arrival.time(), last.get().time, cell.bits()));
        }
        boolean ownSpike = arrival.source() == last.get().spike;
        return !ownSpike && synapses.get(arrival.synapse()).weight().signum() != 0;
    }

    /** Index of the last spike. */
    int lastSpike() {
        return last.orElseThrow().spike;
    }

    /** A state some time after, unless that time may lie so far before that no exponential reaches there. */
    private Trajectory.State ordered(Ball from, Ball until, Supplier<Trajectory.State> after) {
        try {
            return after.get();
        } catch (OverflowException early) {
            throw notOrdered(from, until);
        }
    }

    private void requireBelow(Trajectory.State state, Ball from, Ball until) {
        Ball width = Ball.max(Ball.ZERO, until.minus(from)).withPrecision(coarse.bits());
        if (!QuietWindow.isProved(cell, state, weightSeen, width)) {
            throw notOrdered(from, until);
        }
    }

    private Unresolved notOrdered(Ball from, Ball until) {
        return new Unresolved(
                Undecided.Kind.TIE,
                id,
                Ball.hull(from, until),
                from,
                "what the potential does within the enclosure of an event of the neuron, or of several whose order is open, was not decided; "
                        + Unresolved.within(from, until, cell.bits()));
    }
}
