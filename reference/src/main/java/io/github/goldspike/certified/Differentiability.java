package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which derivatives do not exist, or were not decided, though the spike times are (proofs-notes/events.md, E5 and E6). */
final class Differentiability {

    private final Wiring wiring;
    private final Raster raster;
    private final FiringEquations equations;
    private final int bits;

    Differentiability(Wiring wiring, Raster raster, FiringEquations equations, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.equations = equations;
        this.bits = bits;
    }

    /** Spikes whose derivatives are one-sided, by a tie of their own or of a spike that they depend on (events.md, E5). */
    Set<Integer> oneSided() {
        return withDependents(Raster.Spike::tied);
    }

    /** Spikes whose derivatives are open: an arrival over a weight of zero may be missing (events.md, E6). */
    Set<Integer> open() {
        return withDependents(
                spike -> !spike.time().isLessThan(raster.differentiableUntil().get(spike.neuron())));
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
     * Whether the arrivals at a neuron are proved to come one after the other, or at exactly the same time, and before the
     * horizon: an integral of a square is not indifferent to their order as the potential itself is (gradient.md, G6).
     */
    boolean arrivalsAreSeparated(int neuron) {
        Ball horizon = Ball.of(wiring.horizon(), bits);
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
