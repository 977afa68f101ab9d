package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.RefractoryEnd;
import io.github.goldspike.certified.membrane.Wiring;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which derivatives do not exist, or were not decided, though the spike times are (events-E5 and events-E6). */
public final class Differentiability {

    public static final String ONE_SIDED =
            "one-sided: a spike arrives at exactly the time of a spike that it depends on, or of the end of"
                    + " a refractory period that it depends on";
    public static final String OPEN_ORDER =
            "the order of a spike that arrives and of the end of a refractory period was not decided, on which derivatives depend";
    public static final String OPEN_DERIVATIVES =
            "derivatives depend on spikes that were not decided and arrive over a synapse of weight zero";

    private final Wiring wiring;
    private final Raster raster;
    private final Elements elements;
    private final FiringEquations equations;
    private final int bits;

    public Differentiability(Wiring wiring, Raster raster, Elements elements, FiringEquations equations, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.elements = elements;
        this.equations = equations;
        this.bits = bits;
    }

    /** Why derivatives of a spike time are not answered. */
    public enum Ambiguity {
        /** An arrival over a weight of zero may be missing (events-E6). */
        MISSING_ARRIVAL,
        /** The order of an arrival and of the end of a refractory period was not decided (events-E7). */
        OPEN_ORDER,
        /** They are one-sided, by a tie of the spike itself or of one that it depends on (events-E5 and events-E7). */
        ONE_SIDED;

        /** Whether no derivative is answered; one-sided ones are asked for entry by entry. */
        public static boolean leavesNone(Ambiguity doubt) {
            return doubt == MISSING_ARRIVAL || doubt == OPEN_ORDER;
        }
    }

    /** What is in doubt, the gravest first; spikes that are not listed have derivatives. */
    public Map<Integer, Ambiguity> doubts() {
        Map<Integer, Ambiguity> doubts = new HashMap<>();
        Predicate<Raster.Spike> missing =
                spike -> !spike.time().isLessThan(raster.differentiableUntil().get(spike.neuron()));
        withDependents(missing).forEach(spike -> doubts.put(spike, Ambiguity.MISSING_ARRIVAL));
        withDependents(spike -> restartsWith(spike, restart -> restart.order() == RefractoryEnd.Order.OPEN))
                .forEach(spike -> doubts.putIfAbsent(spike, Ambiguity.OPEN_ORDER));
        withDependents(spike -> spike.tied() || restartsWith(spike, this::isOneSided))
                .forEach(spike -> doubts.putIfAbsent(spike, Ambiguity.ONE_SIDED));
        return doubts;
    }

    private boolean restartsWith(Raster.Spike spike, Predicate<RefractoryEnd> concerned) {
        return raster.restartBefore(spike).filter(concerned).isPresent();
    }

    /** Whether what follows a restart has one-sided derivatives by what is asked for. */
    private boolean isOneSided(RefractoryEnd restart) {
        boolean byDelay = elements.want(Elements.Kind.DELAY) || elements.want(Elements.Kind.REFRACTORY);
        return restart.order() == RefractoryEnd.Order.TIED
                || restart.order() == RefractoryEnd.Order.OWN_ARRIVAL && byDelay;
    }

    /** Whether the potential of a neuron has one-sided derivatives from a restart before the horizon on. */
    public boolean potentialIsOneSided(int neuron) {
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
     * (gradient-G6 and gradient-G14).
     */
    public boolean eventsAreSeparated(int neuron) {
        Ball horizon = Ball.of(wiring.horizon(), bits);
        for (RefractoryEnd restart : raster.restarts().get(neuron)) {
            boolean before = restart.time().isLessThan(horizon);
            if (before
                    ? restart.order() == RefractoryEnd.Order.OPEN
                    : !restart.time().isGreaterThan(horizon)) {
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
