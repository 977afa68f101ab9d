package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.ball.NotSeparatedException;
import io.github.goldspike.ball.OverflowException;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.SymbolicTime;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.FirstCrossing;
import io.github.goldspike.certified.membrane.Response;
import io.github.goldspike.certified.membrane.Trajectory;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Certificate;
import io.github.goldspike.contract.Certificate.Enclosure;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Walks over a raster once more, as the checker will do it: the same reference times, enclosures just wide enough for the
 * signs of V − ϑ at their ends to be proved from the enclosures before, and the splits that silence needs
 * (proofs-notes/certificate.md).
 */
final class CertificateWriter {

    /** Bits beyond those that are needed: what is printed is then proved with room to spare. */
    private static final int MORE_BITS = 64;

    /** Newton's method doubles the bits that are right; the engine's own are a start. */
    private static final int MOST_NEWTON_STEPS = 12;

    /** Enclosures are wider than the propagated error by this part of it, so that rounding does not decide. */
    private static final int SLACK_BITS = 8;

    /** What rounding may lose, here and in the checker, in bits of the potential and of the time. */
    private static final int LOST_BITS = 20;

    private static final double DIGITS_PER_BIT = Math.log10(2);
    private static final int COARSE_BITS = 64;

    /** Split points are rounded to this part of their distances; if that spoils the proof, to the other one. */
    private static final int[] PIECE_BITS = {10, 60};

    private final Wiring wiring;
    private final Raster raster;
    /** A search for split points at all of the bits that a spread needs would take minutes. */
    private final int searchBits;

    private final int bits;
    private final int digits;
    private final BigDecimal horizon;
    private final List<Walker> walkers = new ArrayList<>();
    private final Map<SymbolicTime, Enclosure> byIdentity = new HashMap<>();
    private boolean failed;

    /** Over a synapse; without one the end of a refractory period (events-E7). */
    private record Incoming(BigDecimal low, BigDecimal high, Optional<Wiring.Connection> synapse, SymbolicTime exact) {}

    private CertificateWriter(Wiring wiring, Raster raster, int bits, long spread, List<Undecided> undecided) {
        this.wiring = wiring;
        this.raster = raster;
        this.searchBits = (int) (bits - spread);
        this.bits = bits;
        this.digits = (int) (this.bits * DIGITS_PER_BIT) + 12;
        this.horizon = decimal(wiring.horizon(), RoundingMode.CEILING);
        wiring.neurons().forEach(neuron -> walkers.add(new Walker(neuron)));
        for (Undecided open : undecided) {
            for (Undecided.Affected affected : open.place().affected()) {
                BigDecimal until = new BigDecimal(affected.until());
                walkers.get(wiring.neuron(affected.population(), affected.neuron())).until =
                        until.subtract(until.ulp());
            }
        }
    }

    /** The certificate of an answer; empty if the walk does not get through. */
    static Optional<Certificate> of(
            Network network, Wiring wiring, Raster raster, int bits, Answer<Ball> answer, int printedDigits) {
        long spread = Spread.bits(network, wiring);
        CertificateWriter writer =
                new CertificateWriter(wiring, raster, (int) (bits + spread + MORE_BITS), spread, answer.undecided());
        try {
            writer.walk();
            long needed = PrintedBits.of(answer, bits, printedDigits) + spread + writer.growth() + MORE_BITS;
            if (needed > writer.bits) {
                writer = new CertificateWriter(wiring, raster, (int) needed, spread, answer.undecided());
                writer.walk();
            }
        } catch (OverflowException | NotSeparatedException wide) {
            return Optional.empty();
        }
        return writer.failed ? Optional.empty() : Optional.of(writer.certificate(network));
    }

    /** The bits by which enclosures have grown since the first one: what every derivative may lose once more (certificate-K10). */
    private long growth() {
        return walkers.stream()
                .flatMap(walker -> walker.train.stream())
                .mapToLong(enclosure -> ball(enclosure.radius()).magnitude() + bits - LOST_BITS)
                .reduce(0, Math::max);
    }

    private void walk() {
        for (Wiring.Source source : wiring.sources()) {
            for (Rational time : source.train()) {
                for (int id : source.outgoing()) {
                    Wiring.Connection synapse = wiring.synapses().get(id);
                    Rational arrival = time.plus(synapse.delay());
                    announce(new Incoming(
                            decimal(arrival, RoundingMode.FLOOR),
                            decimal(arrival, RoundingMode.CEILING),
                            Optional.of(synapse),
                            SymbolicTime.of(arrival)));
                }
            }
        }
        for (int s = 0; s < raster.spikes().size() && !failed; s++) {
            Raster.Spike spike = raster.spikes().get(s);
            Enclosure enclosure = walkers.get(spike.neuron()).fire(spike);
            BigDecimal low = enclosure.centre().subtract(enclosure.radius());
            BigDecimal high = enclosure.centre().add(enclosure.radius());
            for (int id : wiring.neurons().get(spike.neuron()).outgoing()) {
                Wiring.Connection synapse = wiring.synapses().get(id);
                announce(new Incoming(
                        low.add(decimal(synapse.delay(), RoundingMode.FLOOR)),
                        high.add(decimal(synapse.delay(), RoundingMode.CEILING)),
                        Optional.of(synapse),
                        spike.exact().plus(synapse.delay())));
            }
        }
        for (int w = 0; w < walkers.size() && !failed; w++) {
            walkers.get(w).finish();
        }
    }

    private void announce(Incoming incoming) {
        Walker target = walkers.get(incoming.synapse.orElseThrow().target());
        boolean takenUp = target.tiedWithLast.isPresent() && incoming.exact.equals(target.tiedWithLast.get());
        if (target.neuron.threshold().isPresent() && incoming.low.compareTo(target.until) <= 0 && !takenUp) {
            target.pending.add(incoming);
        }
    }

    private BigDecimal decimal(Rational value, RoundingMode mode) {
        return new BigDecimal(value.numerator())
                .divide(new BigDecimal(value.denominator()), new MathContext(digits, mode));
    }

    private Ball ball(BigDecimal value) {
        return Ball.of(Rational.of(value), bits);
    }

    private static BigDecimal decimal(Ball number, int significant) {
        return new BigDecimal(number.midpoint().toDecimal(significant));
    }

    private Certificate certificate(Network network) {
        return new Certificate(
                digits,
                ByNeuron.ofSpiking(network, number -> walkers.get(number).train),
                ByNeuron.ofSpiking(network, number -> walkers.get(number).pieces));
    }

    /** One neuron on its way from event to event. */
    private final class Walker {

        private final Wiring.Neuron neuron;
        private final Cell cell;
        private final Cell coarse;
        private final Cell searched;
        private final PriorityQueue<Incoming> pending = new PriorityQueue<>(Comparator.comparing(Incoming::low));
        private final List<Enclosure> train = new ArrayList<>();
        private final List<BigDecimal> pieces = new ArrayList<>();
        private Optional<SymbolicTime> tiedWithLast = Optional.empty();
        private BigDecimal now = BigDecimal.ZERO;
        /** Whether the potential is held after a spike. */
        private boolean held;

        /** What is claimed ends here: at the horizon, or before what is undecided (certificate-K9). */
        private BigDecimal until = horizon;

        private Trajectory membrane;

        Walker(Wiring.Neuron neuron) {
            this.neuron = neuron;
            this.cell = Cell.of(neuron, bits);
            this.coarse = Cell.of(neuron, COARSE_BITS);
            this.searched = Cell.of(neuron, searchBits);
            Ball[] none = new Ball[neuron.alphas().size()];
            java.util.Arrays.fill(none, Ball.ZERO);
            this.membrane = new Trajectory(cell, Ball.of(neuron.initial(), bits), none);
        }

        private Ball since(BigDecimal time) {
            return ball(time.subtract(now));
        }

        Enclosure fire(Raster.Spike spike) {
            SymbolicTime exact = spike.exact();
            BigDecimal about = decimal(spike.time(), digits);
            BigDecimal early = decimal(spike.time().lower(), digits);
            takeUp(early, exact);
            Enclosure enclosure = byIdentity.computeIfAbsent(exact, none -> enclose(about));
            BigDecimal low = enclosure.centre().subtract(enclosure.radius());
            BigDecimal high = enclosure.centre().add(enclosure.radius());
            pending.removeIf(incoming -> incoming.exact.equals(exact));
            BigDecimal end = pending.isEmpty() ? until : pending.peek().low.min(until);
            split(end.max(high), low);
            Ball time = Ball.hull(since(low), since(high));
            Trajectory.State crossing = membrane.after(time);
            Ball width = since(high).minus(time);
            Trajectory.State after = new Trajectory(cell, cell.reset(), crossing.currents()).after(width);
            List<Raster.Arrival> arrivals = raster.arrivals().get(spike.neuron());
            for (Raster.Arrival arrival : arrivals.subList(spike.causes(), arrivals.size())) {
                if (arrival.exact().equals(exact)) {
                    after = plus(after, wiring.synapses().get(arrival.synapse()), width);
                }
            }
            now = high;
            held = neuron.isRefractory();
            membrane = new Trajectory(cell, held ? cell.reset() : after.potential(), after.currents());
            BigDecimal release = low.add(decimal(neuron.refractory(), RoundingMode.FLOOR));
            if (held && release.compareTo(until) <= 0) {
                BigDecimal latest = high.add(decimal(neuron.refractory(), RoundingMode.CEILING));
                pending.add(new Incoming(release, latest, Optional.empty(), exact.plus(neuron.refractory())));
            }
            tiedWithLast = Optional.of(exact);
            train.add(enclosure);
            return enclosure;
        }

        /** Newton's method as long as it helps, then the error that the enclosures before leave. */
        private Enclosure enclose(BigDecimal about) {
            Ball guess = since(about).midpoint();
            Trajectory.State state = membrane.after(guess);
            Ball error = membrane.excess(state).dividedBy(membrane.slope(state));
            for (int step = 0; step == 0 || step < MOST_NEWTON_STEPS && stepHelps(error); step++) {
                guess = guess.minus(error).midpoint();
                state = membrane.after(guess);
                error = membrane.excess(state).dividedBy(membrane.slope(state));
            }
            Ball reach = Ball.max(error.upper(), error.lower().negate());
            Ball time = ball(now).plus(guess);
            Ball size = upper(state.potential()).plus(upper(cell.leak()));
            for (Ball current : state.currents()) {
                size = size.plus(upper(current).times(guess));
            }
            // Where great currents cancel, what rounding loses is not of the size of V but of what they do one by one.
            Ball cancelled = Ball.ZERO.withPrecision(COARSE_BITS);
            Ball since = guess.withPrecision(bits);
            Ball decay = cell.beta().times(since).negate().exp();
            for (int k = 0; k < state.currents().length; k++) {
                Ball alone = Response.of(cell, k, since, decay)
                        .kernel()
                        .times(membrane.start().currents()[k]);
                cancelled = cancelled.plus(upper(alone));
            }
            size = Ball.max(size, cancelled.shift(LOST_BITS / -2));
            Ball noise = size.shift(LOST_BITS - bits).dividedBy(membrane.slope(state));
            Ball radius = reach.plus(reach.shift(-SLACK_BITS))
                    .plus(noise)
                    .plus(time.midpoint().shift(LOST_BITS - bits));
            return new Enclosure(
                    decimal(time, digits),
                    decimal(radius, 5)
                            .round(new MathContext(4, RoundingMode.UP))
                            .stripTrailingZeros());
        }

        /** Whether a guess is further off than by what the enclosures before leave open. */
        private static boolean stepHelps(Ball error) {
            return error.midpoint().abs().isGreaterThan(error.radius().shift(-SLACK_BITS - 1));
        }

        private static Ball upper(Ball value) {
            return Ball.max(value.upper(), value.lower().negate()).withPrecision(COARSE_BITS);
        }

        /** Takes up what arrives before a time, except what arrives at exactly the time of the next spike. */
        private void takeUp(BigDecimal before, SymbolicTime spike) {
            pending.removeIf(incoming -> incoming.exact.equals(spike));
            while (!pending.isEmpty() && pending.peek().low.compareTo(before) < 0 && !failed) {
                BigDecimal from = pending.peek().low;
                BigDecimal until = pending.peek().high;
                List<Incoming> cluster = new ArrayList<>();
                while (!pending.isEmpty() && pending.peek().low.compareTo(until) <= 0) {
                    Incoming next = pending.remove();
                    until = until.max(next.high);
                    cluster.add(next);
                }
                split(from, from);
                Trajectory.State state = membrane.after(since(until));
                Optional<Incoming> release = cluster.stream()
                        .filter(event -> event.synapse.isEmpty())
                        .findFirst();
                if (release.isPresent()) {
                    failed |= cluster.stream().anyMatch(event -> !event.exact.equals(release.get().exact));
                    held = false;
                    Ball start = Ball.hull(since(release.get().low), since(release.get().high));
                    Ball[] currents = membrane.after(start).currents();
                    Ball rest = since(until).minus(start);
                    Ball potential = new Trajectory(cell, cell.reset(), currents)
                            .after(rest)
                            .potential();
                    state = new Trajectory.State(potential, state.currents());
                }
                for (Incoming incoming : cluster) {
                    Ball ago = Ball.hull(ball(until.subtract(incoming.high)), ball(until.subtract(incoming.low)));
                    state = incoming.synapse.isPresent() ? plus(state, incoming.synapse.get(), ago) : state;
                }
                now = until;
                membrane = new Trajectory(cell, held ? cell.reset() : state.potential(), state.currents());
            }
        }

        private Trajectory.State plus(Trajectory.State state, Wiring.Connection synapse, Ball ago) {
            Ball[] alone = new Ball[state.currents().length];
            java.util.Arrays.fill(alone, Ball.ZERO);
            alone[synapse.rate()] = Ball.of(synapse.weight(), bits);
            Trajectory.State effect = new Trajectory(cell, cell.leak(), alone).after(ago);
            Ball[] currents = state.currents().clone();
            currents[synapse.rate()] = currents[synapse.rate()].plus(effect.currents()[synapse.rate()]);
            return new Trajectory.State(
                    state.potential().plus(effect.potential()).minus(cell.leak()), currents);
        }

        void finish() {
            if (neuron.threshold().isPresent()) {
                // What arrives at the end counts, as it does for the checker.
                takeUp(until.add(until.ulp()), SymbolicTime.of(Rational.of(-1)));
                split(until, until);
            }
        }

        /** Notes where silence from {@code now} to {@code until} must be split, as a search up to {@code end} shows. */
        private void split(BigDecimal end, BigDecimal until) {
            if (held || until.compareTo(now) <= 0) {
                return;
            }
            Ball length = since(until);
            if (FirstCrossing.clears(membrane, Ball.ZERO, length)) {
                return;
            }
            Ball whole = since(end).midpoint();
            Optional<List<Ball>> found = FirstCrossing.pieces(membrane.withCell(coarse), whole, length.midpoint())
                    .or(() -> FirstCrossing.pieces(membrane.withCell(searched), whole, length.midpoint()));
            for (int k = 0; found.isPresent() && k < PIECE_BITS.length; k++) {
                Optional<List<BigDecimal>> kept = needed(found.get(), length, PIECE_BITS[k]);
                if (kept.isPresent()) {
                    pieces.addAll(kept.get());
                    return;
                }
            }
            failed = true;
        }

        /** The points, rounded, without those that are not needed; empty if they do not suffice. */
        private Optional<List<BigDecimal>> needed(List<Ball> points, Ball length, int pieceBits) {
            List<BigDecimal> kept = new ArrayList<>();
            Ball left = Ball.ZERO;
            Optional<BigDecimal> last = Optional.empty();
            for (int k = 0; k <= points.size(); k++) {
                boolean atEnd = k == points.size();
                Optional<BigDecimal> point =
                        atEnd ? Optional.empty() : Optional.of(rounded(points, k, length, pieceBits));
                Ball right = atEnd ? length : since(point.get());
                if (!right.isGreaterThan(left)) {
                    continue;
                }
                if (!FirstCrossing.clears(membrane, left, right)) {
                    if (last.isEmpty()) {
                        return Optional.empty();
                    }
                    kept.add(last.get());
                    left = since(last.get());
                    if (!right.isGreaterThan(left) || !FirstCrossing.clears(membrane, left, right)) {
                        return Optional.empty();
                    }
                }
                last = point;
            }
            return Optional.of(kept);
        }

        private BigDecimal rounded(List<Ball> points, int k, Ball length, int pieceBits) {
            Ball before = k == 0 ? Ball.ZERO : points.get(k - 1);
            Ball after = k + 1 < points.size() ? points.get(k + 1) : length;
            Ball gap = Ball.min(points.get(k).minus(before), after.minus(points.get(k)));
            int scale = (int) Math.ceil((pieceBits - gap.midpoint().magnitude()) * DIGITS_PER_BIT);
            return now.add(decimal(points.get(k), digits)).setScale(scale, RoundingMode.HALF_EVEN);
        }
    }
}
