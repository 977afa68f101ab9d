package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.RefractoryEnd;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The derivatives of all spike times by one real p of the file, taken to one side: where a spike and an arrival part as p moves, which
 * comes first is proved, and the firing equation is that of the order (events-E5).
 */
final class OneSidedDerivatives {

    private final Wiring wiring;
    private final Raster raster;
    private final List<FiringEquations.Row> rows;
    private final Companions companions;
    private final Map<Integer, Ball> direction;
    private final int sign;
    private final int bits;
    private final Map<Integer, List<Companions.Parting>> atSpikes = new HashMap<>();
    private final Map<Integer, List<Companions.Parting>> atRestarts = new HashMap<>();
    /** dt/dp of all spikes, in the direction of the sign. */
    private final Ball[] speeds;
    /** How much later f is than an arrival, or an arrival than a restart, for each parting of the spikes. */
    private final Map<Companions.Parting, Ball> lags = new HashMap<>();

    private boolean settled;
    private boolean[] open;

    /**
     * @param direction the derivatives by p of the elementary parameters that move with it, by their numbers
     * @param sign 1 for ∂f/∂p as p grows, −1 for −∂f/∂p as it falls
     */
    OneSidedDerivatives(
            Wiring wiring,
            Raster raster,
            List<FiringEquations.Row> rows,
            Companions companions,
            Map<Integer, Ball> direction,
            int sign,
            int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.rows = rows;
        this.companions = companions;
        this.direction = direction;
        this.sign = sign;
        this.bits = bits;
        this.speeds = new Ball[rows.size()];
        Arrays.fill(speeds, Ball.ZERO);
        for (int f = 0; f < rows.size(); f++) {
            atSpikes.put(f, companions.atSpike(f));
            Optional<RefractoryEnd> restart =
                    raster.restartBefore(raster.spikes().get(f));
            atRestarts.put(
                    f,
                    restart.map(end -> companions.atRestartAfter(end.spike())).orElse(List.of()));
        }
        solve();
    }

    /** What moves first is settled by the first pass, what follows from it by the next: one for each spike at most. */
    private void solve() {
        for (int pass = 0; pass < rows.size() + 2 && !settled; pass++) {
            settled = !changes();
        }
        findOpen();
    }

    /** Whether the derivative of a spike is proved to be this one. */
    boolean isProved(int f) {
        return !open[f];
    }

    /** Whether all that parts from a spike moves with it to first order (events-E5). */
    boolean keepsTogether(int f) {
        return isProved(f)
                && atRestarts.get(f).isEmpty()
                && atSpikes.get(f).stream().map(lags::get).allMatch(Ball::isZero);
    }

    /** Whether V' at some spike is not positive with the arrivals that slow it down, so that the spike may vanish. */
    boolean losesASpike() {
        return IntStream.range(0, speeds.length).anyMatch(f -> leastSlope(f).isNegative());
    }

    /**
     * Σ W (da/dp − de'/dp) over the arrivals that come to lie behind the end e' of the refractory period after a spike; empty if which do is
     * not proved.
     */
    Optional<Ball> behindRestartAfter(int e) {
        int neuron = raster.spikes().get(e).neuron();
        Rational own = companions.speed(Elements.Kind.REFRACTORY, neuron);
        Ball restart = speeds[e].plus(Ball.of(sign > 0 ? own : own.negate(), bits));
        Ball sum = Ball.ZERO;
        for (Companions.Parting parting : companions.atRestartAfter(e)) {
            int source = parting.arrival().source();
            Ball lag = speed(parting.arrival()).minus(restart);
            boolean known = isProved(e) && (source == Raster.Arrival.INPUT || isProved(source));
            if (!known || !hasSign(lag)) {
                return Optional.empty();
            }
            sum = lag.isPositive() ? sum.plus(weight(parting).times(lag)) : sum;
        }
        return Optional.of(sum);
    }

    /** The derivative of the time of a spike, if it is proved. */
    Ball ofSpike(int f) {
        return speeds[f];
    }

    /** Goes over all spikes, and over the order of what parts from them; whether anything is another than before. */
    private boolean changes() {
        boolean changed = false;
        for (int f = 0; f < speeds.length; f++) {
            Ball speed = speed(f);
            changed |= !same(speed, speeds[f]);
            speeds[f] = speed;
        }
        for (int f = 0; f < speeds.length; f++) {
            for (Companions.Parting parting : atSpikes.get(f)) {
                Ball lag = speeds[f].minus(speed(parting.arrival()));
                Ball before = lags.put(parting, lag);
                changed |= before == null || before.isPositive() != lag.isPositive();
            }
            for (Companions.Parting parting : atRestarts.get(f)) {
                Ball lag = speed(parting.arrival()).minus(restartSpeed(f));
                Ball before = lags.put(parting, lag);
                changed |= before == null || before.isPositive() != lag.isPositive();
            }
        }
        return changed;
    }

    private static boolean same(Ball a, Ball b) {
        return a.midpoint().compareMidpoints(b.midpoint()) == 0 && a.radius().compareMidpoints(b.radius()) == 0;
    }

    /**
     * Whether all that is said of a spike f alone is proved: the orders, that nothing brings itself about, and that V' stays positive
     * whichever arrivals are in.
     */
    private boolean isProvedAt(int f) {
        boolean ordered = partings(f).map(lags::get).allMatch(OneSidedDerivatives::hasSign);
        boolean causal = partings(f).allMatch(parting -> isCausal(f, parting.arrival()));
        return ordered && causal && leastSlope(f).isPositive();
    }

    private Stream<Companions.Parting> partings(int f) {
        return Stream.concat(atSpikes.get(f).stream(), atRestarts.get(f).stream());
    }

    /** Whether a spike does not arrive before it happens and bring itself about: then the equations may have several solutions (events-E5). */
    private boolean isCausal(int f, Raster.Arrival arrival) {
        return arrival.source() == Raster.Arrival.INPUT
                || wiring.synapses().get(arrival.synapse()).delay().signum() > 0
                || sign * companions.ownSpeed(arrival).signum() >= 0
                || !waitsFor(arrival.source(), f, new HashSet<>());
    }

    /** Whether a spike is another one, or is tied with what comes from it, from spike to spike. */
    private boolean waitsFor(int spike, int other, Set<Integer> seen) {
        return spike == other
                || seen.add(spike)
                        && partings(spike)
                                .map(parting -> parting.arrival().source())
                                .anyMatch(source -> source != Raster.Arrival.INPUT && waitsFor(source, other, seen));
    }

    /** At a lag of exactly zero both orders say the same. */
    private static boolean hasSign(Ball lag) {
        return lag.isPositive() || lag.isNegative() || lag.isZero();
    }

    private Ball leastSlope(int f) {
        Ball least = rows.get(f).diagonal();
        for (Companions.Parting parting : atSpikes.get(f)) {
            if (parting.weight().value().signum() < 0) {
                least = least.plus(weight(parting));
            }
        }
        return least;
    }

    /** The spikes from which on something is not proved, by index. */
    private void findOpen() {
        open = new boolean[speeds.length];
        Arrays.fill(open, !settled);
        boolean more = settled;
        while (more) {
            more = false;
            for (int f = 0; f < open.length; f++) {
                if (!open[f] && (!isProvedAt(f) || dependsOnOpen(f))) {
                    open[f] = true;
                    more = true;
                }
            }
        }
    }

    private boolean dependsOnOpen(int f) {
        return rows.get(f).bySpike().entrySet().stream()
                        .anyMatch(entry ->
                                open[entry.getKey()] && !entry.getValue().isZero())
                || partings(f)
                        .map(parting -> parting.arrival().source())
                        .anyMatch(source -> source != Raster.Arrival.INPUT && open[source]);
    }

    private boolean comesFirst(Companions.Parting parting) {
        return lags.getOrDefault(parting, Ball.ZERO).isPositive();
    }

    private Ball weight(Companions.Parting parting) {
        return Ball.of(parting.weight().value(), bits);
    }

    private Ball speed(int f) {
        FiringEquations.Row row = rows.get(f);
        Ball push = Ball.ZERO.withPrecision(bits);
        for (Map.Entry<Integer, Ball> entry : row.bySpike().entrySet()) {
            push = push.minus(entry.getValue().times(speeds[entry.getKey()]));
        }
        for (Map.Entry<Integer, Ball> entry : direction.entrySet()) {
            Ball derivative = row.byElement().getOrDefault(entry.getKey(), Ball.ZERO);
            Ball along = derivative.times(entry.getValue());
            push = sign > 0 ? push.minus(along) : push.plus(along);
        }
        for (Companions.Parting parting : atRestarts.get(f)) {
            if (comesFirst(parting)) {
                // The restart comes first; the equation counts the arrival before it.
                push = push.plus(weight(parting)
                        .times(decaySinceRestart(f))
                        .times(speed(parting.arrival()).minus(restartSpeed(f))));
            }
        }
        Ball slope = row.diagonal();
        for (Companions.Parting parting : atSpikes.get(f)) {
            if (comesFirst(parting)) {
                slope = slope.plus(weight(parting));
                push = push.plus(weight(parting).times(speed(parting.arrival())));
            }
        }
        return slope.isPositive() ? push.dividedBy(slope) : push.dividedBy(row.diagonal());
    }

    private Ball speed(Raster.Arrival arrival) {
        Rational own = companions.ownSpeed(arrival);
        Ball speed = Ball.of(sign > 0 ? own : own.negate(), bits);
        return arrival.source() == Raster.Arrival.INPUT ? speed : speed.plus(speeds[arrival.source()]);
    }

    private Ball restartSpeed(int f) {
        RefractoryEnd restart = raster.restartBefore(raster.spikes().get(f)).orElseThrow();
        Rational own = companions.speed(
                Elements.Kind.REFRACTORY, raster.spikes().get(f).neuron());
        return speeds[restart.spike()].plus(Ball.of(sign > 0 ? own : own.negate(), bits));
    }

    /** e^{−β(f − e')}. */
    private Ball decaySinceRestart(int f) {
        Raster.Spike spike = raster.spikes().get(f);
        RefractoryEnd restart = raster.restartBefore(spike).orElseThrow();
        Ball beta = Ball.of(wiring.neurons().get(spike.neuron()).beta(), bits);
        return beta.times(spike.time().minus(restart.time())).negate().exp();
    }
}
