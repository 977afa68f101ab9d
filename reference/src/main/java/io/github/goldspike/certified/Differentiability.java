package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which derivatives do not exist, or were not decided, though the spike times are (proofs-notes/events.md, E5 and E6). */
final class Differentiability {

    private final Wiring wiring;
    private final Raster raster;
    private final Elements elements;
    private final FiringEquations equations;
    private final int bits;

    Differentiability(Wiring wiring, Raster raster, Elements elements, FiringEquations equations, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.elements = elements;
        this.equations = equations;
        this.bits = bits;
    }

    /** Why derivatives of a spike time are not answered. */
    enum Doubt {
        /** An arrival over a weight of zero may be missing (events.md, E6). */
        MISSING_ARRIVAL,
        /** The order of an arrival and of the end of a refractory period was not decided (events.md, E7). */
        OPEN_ORDER,
        /** They are one-sided, by a tie of the spike itself or of one that it depends on (events.md, E5 and E7). */
        ONE_SIDED
    }

    /** What is in doubt, the gravest first; spikes that are not listed have derivatives. */
    Map<Integer, Doubt> doubts() {
        Map<Integer, Doubt> doubts = new HashMap<>();
        Predicate<Raster.Spike> missing =
                spike -> !spike.time().isLessThan(raster.differentiableUntil().get(spike.neuron()));
        withDependents(missing).forEach(spike -> doubts.put(spike, Doubt.MISSING_ARRIVAL));
        withDependents(spike -> restartsWith(spike, restart -> restart.order() == Restart.Order.OPEN))
                .forEach(spike -> doubts.putIfAbsent(spike, Doubt.OPEN_ORDER));
        withDependents(spike -> spike.tied() || restartsWith(spike, this::isOneSided))
                .forEach(spike -> doubts.putIfAbsent(spike, Doubt.ONE_SIDED));
        return doubts;
    }

    private boolean restartsWith(Raster.Spike spike, Predicate<Restart> concerned) {
        return raster.restartBefore(spike).filter(concerned).isPresent();
    }

    /** Whether what follows a restart has one-sided derivatives by what is asked for. */
    private boolean isOneSided(Restart restart) {
        boolean byDelay = elements.want(Elements.Kind.DELAY) || elements.want(Elements.Kind.REFRACTORY);
        return restart.order() == Restart.Order.TIED || restart.order() == Restart.Order.OWN_ARRIVAL && byDelay;
    }

    /** Whether the potential of a neuron has one-sided derivatives from a restart before the horizon on. */
    boolean potentialIsOneSided(int neuron) {
        Ball horizon = Ball.of(wiring.horizon(), bits);
        return raster.restarts().get(neuron).stream()
                .anyMatch(restart -> isOneSided(restart) && restart.time().isLessThan(horizon));
    }

    private Set<Integer> withDependents(Predicate<Raster.Spike> concerned) {
        TreeSet<Integer> all = new TreeSet<>();
        if (raster.spikes().stream().anyMatch(concerned)) {
            for (int f = 0; f < equations.size(); f++) {
                boolean depends = equations.row(f).bySpike().entrySet().stream()
                        .anyMatch(entry -> all.contains(entry.getKey())
                                && !entry.getValue().isZero());
                if (depends || concerned.test(raster.spikes().get(f))) {
                    all.add(f);
                }
            }
        }
        return all;
    }

    /**
     * Whether the arrivals at a neuron and the ends of its refractory periods are proved to come one after the other, or at exactly the
     * same time, and before the horizon: an integral of a square is not indifferent to their order as the potential itself is
     * (gradient.md, G6 and G14).
     */
    boolean eventsAreSeparated(int neuron) {
        Ball horizon = Ball.of(wiring.horizon(), bits);
        for (Restart restart : raster.restarts().get(neuron)) {
            boolean before = restart.time().isLessThan(horizon);
            if (before ? restart.order() == Restart.Order.OPEN : !restart.time().isGreaterThan(horizon)) {
                return false;
            }
        }
        List<Raster.Arrival> arrivals = raster.arrivals().get(neuron).stream()
                .filter(arrival ->
                        wiring.synapses().get(arrival.synapse()).weight().signum() != 0)
                .sorted(Comparator.comparing(arrival -> arrival.time().lower(), Ball::compareMidpoints))
                .toList();
        for (int k = 0; k < arrivals.size(); k++) {
            Raster.Arrival arrival = arrivals.get(k);
            boolean fromSpike = arrival.source() != Raster.Arrival.INPUT;
            if (fromSpike && !arrival.time().isLessThan(horizon)) {
                return false;
            }
            if (k > 0
                    && !arrivals.get(k - 1).exact().equals(arrival.exact())
                    && !arrivals.get(k - 1).time().isLessThan(arrival.time())) {
                return false;
            }
        }
        return true;
    }
}
