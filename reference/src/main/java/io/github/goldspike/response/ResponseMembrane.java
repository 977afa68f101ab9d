package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Rational;
import io.github.goldspike.root.Guess;
import io.github.goldspike.root.RisingFunction;
import io.github.goldspike.root.RisingZero;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One neuron at work: V − ϑ about an exact origin, what will arrive, and the crossing predicted from it (kernels-R6). */
final class ResponseMembrane {

    /** Precision of the first search for a crossing; only if it does not decide, the full precision is used. */
    private static final int COARSE_BITS = 96;

    private final int id;
    private final int bits;
    private final Ball horizon;
    /** By the index of the synapse, those onto this neuron. */
    private final Map<Integer, Afferent> afferents = new LinkedHashMap<>();

    private final Afferent reset;
    private final Optional<ResponseNetwork.Hold> hold;
    private final Ball threshold;
    private final boolean spiking;

    private final TreeSet<Arrival> pending = new TreeSet<>(
            Comparator.comparing((Arrival arrival) -> arrival.time().lower(), Ball::compareMidpoints)
                    .thenComparingInt(Arrival::synapse)
                    .thenComparingInt(Arrival::spike));
    private final List<Arrival> taken = new ArrayList<>();
    /** By the spike before the refractory time that ends. */
    private final Map<Integer, Release> releases = new LinkedHashMap<>();

    /** G e^{−βs} about the origin: what is left of all falls so far, of a neuron that is held after spikes. */
    private Waveform fallen;

    private int spikes;

    private Ball origin = Ball.ZERO;
    /** Whether the origin is the upper bound of a spike. */
    private boolean afterSpike;
    /** Whether V is held; {@code excess} is then what it would be if it were not. */
    private boolean held;

    private Waveform excess;
    private Ball silentUntil = Ball.ZERO;
    private Optional<Prediction> prediction = Optional.empty();
    private Optional<Ambiguity> doubt = Optional.empty();

    /** A crossing in (low, high), the only one there, if nothing else arrives before; the spike once it was enclosed. */
    private record Prediction(Ball low, Ball high, Optional<Firing> firing) {}

    /** That a crossing before {@code high} was not decided; it matters only if nothing arrives before. */
    private record Ambiguity(Unresolved reason, Ball high) {}

    ResponseMembrane(ResponseNetwork network, int id, int bits) {
        this.id = id;
        this.bits = bits;
        this.horizon = Ball.of(network.horizon(), bits);
        ResponseNetwork.Neuron neuron = network.neurons().get(id);
        List<ExponentialPolynomial> functions = new ArrayList<>(List.of(neuron.rest(), neuron.reset()));
        network.synapses().stream()
                .filter(synapse -> synapse.target() == id)
                .forEach(synapse -> functions.add(synapse.response()));
        Rates rates = Rates.of(functions, bits);
        this.reset = Afferent.of(neuron.reset(), Rational.ONE, rates);
        for (int s = 0; s < network.synapses().size(); s++) {
            ResponseNetwork.Synapse synapse = network.synapses().get(s);
            if (synapse.target() == id) {
                afferents.put(s, Afferent.of(synapse.response(), synapse.weight(), rates));
            }
        }
        this.spiking = neuron.threshold().isPresent();
        this.hold = neuron.hold();
        this.threshold = Ball.of(neuron.threshold().orElse(Rational.ZERO), bits);
        this.fallen = Waveform.of(ExponentialPolynomial.ZERO, rates);
        this.excess = Waveform.of(
                neuron.rest()
                        .plus(ExponentialPolynomial.constant(
                                neuron.threshold().orElse(Rational.ZERO).negate())),
                rates);
    }

    List<Arrival> taken() {
        return taken;
    }

    Map<Integer, Release> releases() {
        return releases;
    }

    /** Up to here the neuron has no spike but those that were found. */
    Ball silentUntil() {
        return silentUntil;
    }

    /** Lower bound of the next crossing, or of where it is open whether there is one. */
    Optional<Ball> nextCrossing() {
        return prediction.map(Prediction::low).or(() -> doubt.map(open -> open.reason.from));
    }

    /** @throws Unresolved if it is open whether the next crossing is one */
    void requireCrossing() {
        if (doubt.isPresent()) {
            throw doubt.get().reason;
        }
    }

    /** Upper bound of what {@link #takeArrivals} would take up. */
    Optional<Ball> nextArrivals() {
        return pending.isEmpty() ? Optional.empty() : Optional.of(end(cluster()));
    }

    /** The pending arrivals that are not separated from the first of them, directly or by others. */
    private List<Arrival> cluster() {
        List<Arrival> cluster = new ArrayList<>();
        for (Arrival arrival : pending) {
            if (!cluster.isEmpty() && arrival.time().lower().isGreaterThan(end(cluster))) {
                break;
            }
            cluster.add(arrival);
        }
        return cluster;
    }

    private Ball end(List<Arrival> cluster) {
        return cluster.stream().map(arrival -> arrival.time().upper()).reduce(origin, Ball::max);
    }

    /**
     * Notes that a spike will arrive.
     *
     * @throws Unresolved if it may come before something that was taken up already
     */
    void announce(Arrival arrival) {
        Ball from = arrival.time().lower();
        silentUntil = Ball.min(silentUntil, from);
        boolean atSpike = afterSpike && from.compareMidpoints(origin) == 0;
        if (from.isLessThan(origin) || atSpike) {
            throw open(
                    Undecided.Kind.TIE,
                    arrival.time(),
                    "the order of an arriving spike and of what happened to its neuron was not decided");
        }
        pending.add(arrival);
        prediction = prediction.filter(crossing -> crossing.high.isLessThan(from));
        doubt = doubt.filter(open -> open.high.isLessThan(from));
    }

    /** Finds the next crossing before anything known arrives. */
    void predict() {
        Ball end = horizon.upper();
        if (!pending.isEmpty()) {
            end = Ball.min(end, pending.first().time().lower());
        }
        if (prediction.isPresent() || doubt.isPresent() || !end.isGreaterThan(silentUntil)) {
            return;
        }
        if (!spiking || held) {
            silentUntil = end;
            return;
        }
        Ball from = silentUntil.minus(origin);
        Ball to = end.minus(origin);
        FirstUpcrossing.Outcome outcome =
                FirstUpcrossing.search(excess.withBits(Math.min(bits, COARSE_BITS)), from, to);
        if (outcome instanceof FirstUpcrossing.Outcome.Unresolved) {
            outcome = FirstUpcrossing.search(excess, from, to);
        }
        if (outcome instanceof FirstUpcrossing.Outcome.Unresolved open) {
            silentUntil = origin.plus(open.low());
            doubt = Optional.of(new Ambiguity(unresolved(open, end), origin.plus(open.high())));
        } else if (outcome instanceof FirstUpcrossing.Outcome.Bracket bracket) {
            predictIn(origin.plus(bracket.low()), origin.plus(bracket.high()), Optional.empty());
        } else {
            silentUntil = end;
        }
    }

    private void predictIn(Ball low, Ball high, Optional<Firing> firing) {
        prediction = Optional.of(new Prediction(low, high, firing));
        silentUntil = low;
    }

    private Unresolved unresolved(FirstUpcrossing.Outcome.Unresolved open, Ball end) {
        Ball time = Ball.hull(origin.plus(open.low()), origin.plus(open.high())).withPrecision(bits);
        if (!open.atEnd()) {
            return open(
                    Undecided.Kind.GRAZING,
                    time,
                    "the potential comes so close to the threshold that neither a spike nor silence was proved");
        }
        return end.compareMidpoints(horizon.upper()) == 0
                ? open(Undecided.Kind.HORIZON, time, "a crossing of the threshold was not separated from the horizon")
                : open(
                        Undecided.Kind.TIE,
                        time,
                        "a crossing of the threshold was not separated from an arriving spike");
    }

    private Unresolved open(Undecided.Kind kind, Ball time, String detail) {
        return new Unresolved(kind, id, time, silentUntil, detail);
    }

    boolean crossingIsEnclosed() {
        return prediction.isPresent() && prediction.get().firing.isPresent();
    }

    /**
     * Encloses the predicted crossing at full precision.
     *
     * @throws Unresolved if the precision does not suffice
     */
    void enclose() {
        Prediction coarsely = prediction.orElseThrow();
        Optional<Ball> local = RisingZero.enclose(
                new Excess(excess, excess.derivative()), coarsely.low.minus(origin), coarsely.high.minus(origin));
        Optional<Ball> slope = local.map(time -> excess.derivative().at(time)).filter(Ball::isPositive);
        if (slope.isEmpty()) {
            throw open(
                    Undecided.Kind.GRAZING,
                    Ball.hull(coarsely.low, coarsely.high).withPrecision(bits),
                    "the slope at the crossing of the threshold was not proved positive");
        }
        Ball time = origin.withPrecision(bits).plus(local.orElseThrow());
        predictIn(
                Ball.max(coarsely.low, time.lower()),
                Ball.min(coarsely.high, time.upper()),
                Optional.of(new Firing(id, spikes, time, slope.get(), taken.size())));
        if (prediction.get().high.isGreaterThan(horizon.lower())) {
            throw open(Undecided.Kind.HORIZON, time, "a spike was not separated from the horizon");
        }
    }

    /** V − ϑ in the bracket of a crossing. */
    private record Excess(Waveform value, Waveform derivative) implements RisingFunction {

        @Override
        public int bits() {
            return value.bits();
        }

        @Override
        public RisingFunction withBits(int bits) {
            return new Excess(value.withBits(bits), derivative.withBits(bits));
        }

        @Override
        public Ball value(Ball x) {
            return value.at(x);
        }

        @Override
        public Ball slope(Ball x) {
            return derivative.at(x);
        }

        @Override
        public Ball guess(Ball low, Ball high) {
            return Guess.zero(low, high, value::approximately, derivative::approximately);
        }
    }

    Firing predicted() {
        return prediction.flatMap(Prediction::firing).orElseThrow();
    }

    /**
     * Makes the enclosed crossing a spike; the origin moves just behind it.
     *
     * @param spike its index among those found
     * @param immediate the spike arriving over synapses of the neuron onto itself that have no delay
     */
    void fire(int spike, List<Arrival> immediate) {
        Prediction fired = prediction.orElseThrow();
        Ball crossing = predicted().time();
        Ball since = fired.high.minus(fired.low);
        Ball most = excess.at(Ball.hull(fired.low.minus(origin), fired.high.minus(origin)))
                .plus(reset.upTo(since));
        for (Arrival arrival : immediate) {
            most = most.plus(afferents.get(arrival.synapse()).upTo(since));
        }
        if (hold.isEmpty() && !most.isNegative()) {
            throw open(
                    Undecided.Kind.GRAZING,
                    crossing,
                    "the potential was not proved to be below the threshold just after a spike");
        }
        moveTo(fired.high);
        Ball passed = origin.minus(crossing);
        if (hold.isPresent()) {
            hold(spike, crossing.plus(Ball.of(hold.get().time(), bits)));
        } else {
            excess = excess.plus(reset.waveform().startingAt(passed));
        }
        for (Arrival arrival : immediate) {
            excess = excess.plus(afferents.get(arrival.synapse()).waveform().startingAt(passed));
        }
        taken.addAll(immediate);
        afterSpike = true;
        spikes++;
        prediction = Optional.empty();
    }

    private void hold(int spike, Ball end) {
        if (!end.lower().isGreaterThan(origin)) {
            throw open(
                    Undecided.Kind.TIE, end, "the end of a refractory time was not separated from the spike before it");
        }
        held = true;
        if (!end.lower().isGreaterThan(horizon.upper())) {
            pending.add(Arrival.release(spike, end));
        }
    }

    private void moveTo(Ball time) {
        excess = excess.startingAt(time.minus(origin));
        fallen = fallen.startingAt(time.minus(origin));
        origin = time;
        silentUntil = time;
    }

    /**
     * Takes up the next arrival and all that are not separated from it.
     *
     * @throws Unresolved if it is not proved that nothing happens among them
     */
    void takeArrivals() {
        List<Arrival> cluster = cluster();
        Ball from = cluster.get(0).time().lower();
        if (from.isLessThan(origin) || silentUntil.isLessThan(from)) {
            throw new IllegalStateException("arrivals at " + from + " are out of turn");
        }
        Ball until = end(cluster);
        Ball width = until.minus(from);
        Optional<Arrival> release = cluster.stream().filter(Arrival::isRelease).findFirst();
        List<Arrival> arrivals =
                cluster.stream().filter(arrival -> !arrival.isRelease()).toList();
        Ball arrived = Ball.ZERO.withPrecision(bits);
        for (Arrival arrival : arrivals) {
            arrived = arrived.plus(afferents.get(arrival.synapse()).upTo(width));
        }
        Ball most =
                excess.at(Ball.hull(from.minus(origin), until.minus(origin))).plus(arrived);
        if (release.isPresent()) {
            Release end = release(release.get(), arrivals, arrived);
            releases.put(release.get().spike(), end);
            most = most.plus(reset.upTo(width).times(end.fall()));
            held = false;
        }
        if (spiking && !held && !most.isNegative()) {
            throw open(
                    Undecided.Kind.TIE,
                    Ball.hull(from, until).withPrecision(bits),
                    "a crossing of the threshold was not separated from an arriving spike");
        }
        moveTo(until);
        for (Arrival arrival : arrivals) {
            Ball passed = origin.minus(arrival.time());
            excess = excess.plus(afferents.get(arrival.synapse()).waveform().startingAt(passed));
        }
        cluster.forEach(pending::remove);
        release.ifPresentOrElse(end -> takeRelease(end, arrivals), () -> taken.addAll(arrivals));
        afterSpike = false;
        prediction = Optional.empty();
    }

    /**
     * What the sum of responses does at the end of a refractory time (kernels-R12).
     *
     * @param arrivals taken up with it
     * @param arrived what they add to V by then
     */
    private Release release(Arrival end, List<Arrival> arrivals, Ball arrived) {
        Ball since = end.time().minus(origin);
        Ball level = Ball.of(hold.orElseThrow().level(), bits);
        Ball fall = excess.at(since).plus(arrived).plus(threshold).minus(level);
        Ball slope = excess.derivative()
                .at(since)
                .plus(reset.derivative().at(Ball.ZERO).times(fall));
        for (Arrival arrival : arrivals) {
            if (arrival.isBefore(end)) {
                Ball passed = end.time().minus(arrival.time());
                slope = slope.plus(afferents.get(arrival.synapse()).derivative().at(passed));
            }
        }
        return new Release(fall, fallen.at(since).plus(fall), slope);
    }

    /** Behind the arrivals that are proved to come before it. */
    private void takeRelease(Arrival end, List<Arrival> arrivals) {
        Ball fall = releases.get(end.spike()).fall();
        Waveform falls = reset.waveform().times(fall).startingAt(origin.minus(end.time()));
        excess = excess.plus(falls);
        fallen = fallen.plus(falls.times(Ball.exactly(-1)));
        arrivals.stream().filter(arrival -> arrival.isBefore(end)).forEach(taken::add);
        taken.add(end);
        arrivals.stream().filter(arrival -> !arrival.isBefore(end)).forEach(taken::add);
    }
}
