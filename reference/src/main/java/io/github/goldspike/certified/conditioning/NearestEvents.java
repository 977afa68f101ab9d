package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.RefractoryEnd;
import io.github.goldspike.certified.events.SymbolicTime;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The distances of a complete raster to one with other spikes or another order (conditioning-K5 and conditioning-K6). */
final class NearestEvents {

    /** Index of a spike that is none. */
    private static final int NO_SPIKE = Integer.MIN_VALUE;

    private final Wiring wiring;
    private final Raster raster;
    private final int bits;
    private final Ball horizon;
    private final List<Nearest.Event<Ball>> peaks = new ArrayList<>();

    private record Place(int neuron, Optional<Integer> spike, Ball time) {}

    private NearestEvents(Wiring wiring, Raster raster, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.bits = bits;
        this.horizon = Ball.of(wiring.horizon(), bits);
    }

    /**
     * @param raster in which nothing is open
     * @param chronology of the raster
     * @param notes takes what was not determined
     */
    static Nearest<Ball> of(
            Wiring wiring, Raster raster, List<Chronology.Event> chronology, int bits, Map<String, String> notes) {
        NearestEvents events = new NearestEvents(wiring, raster, bits);
        return new Nearest<>(
                events.certified("peak", events.peak(chronology), notes),
                events.certified("slope", events.slope(), notes),
                events.certified("order", events.order(), notes),
                events.certified("horizon", events.horizon(), notes),
                events.peaks);
    }

    private Optional<Nearest.Event<Ball>> certified(
            String name, MinimumEnclosure<Place> least, Map<String, String> notes) {
        Optional<Nearest.Event<Ball>> event = least.value(bits)
                .filter(value -> value.certifies(Conditions.DIGITS))
                .flatMap(value -> least.place()
                        .filter(place -> place.time.certifies(Conditions.DIGITS))
                        .map(place -> event(place, value)));
        if (event.isEmpty() && !least.isNone()) {
            notes.put("nearest/" + name, "not determined to " + Conditions.DIGITS + " digits");
        }
        return event;
    }

    private Nearest.Event<Ball> event(Place place, Ball distance) {
        Wiring.Neuron neuron = wiring.neurons().get(place.neuron);
        return new Nearest.Event<>(neuron.population(), neuron.index(), place.spike, place.time, distance);
    }

    private static Place at(Raster.Spike spike, Ball time) {
        return new Place(spike.neuron(), Optional.of(spike.index()), time);
    }

    private MinimumEnclosure<Place> slope() {
        MinimumEnclosure<Place> least = new MinimumEnclosure<>();
        raster.spikes().forEach(spike -> least.offer(spike.slope(), at(spike, spike.time())));
        return least;
    }

    private MinimumEnclosure<Place> horizon() {
        MinimumEnclosure<Place> least = new MinimumEnclosure<>();
        raster.spikes().forEach(spike -> least.offer(horizon.minus(spike.time()), at(spike, spike.time())));
        return least;
    }

    /** The nearest arrival on each side of a spike, its own effects aside, and of the end of a refractory period; all others of that side are not nearer. */
    private MinimumEnclosure<Place> order() {
        MinimumEnclosure<Place> least = new MinimumEnclosure<>();
        for (int i = 0; i < raster.trains().size(); i++) {
            List<Raster.Arrival> arrivals = raster.arrivals().get(i).stream()
                    .filter(arrival ->
                            wiring.synapses().get(arrival.synapse()).weight().signum() != 0)
                    .toList();
            List<Raster.Arrival> byLower = sorted(
                    arrivals, Comparator.comparing(arrival -> arrival.time().lower(), Ball::compareMidpoints));
            List<Raster.Arrival> byUpper = sorted(
                    arrivals, Comparator.comparing(arrival -> arrival.time().upper(), Ball::compareMidpoints));
            for (int f : raster.trains().get(i)) {
                Raster.Spike spike = raster.spikes().get(f);
                offerNeighbours(new Moment(spike, spike.time(), spike.exact(), f), byLower, byUpper, least);
            }
            for (RefractoryEnd restart : raster.restarts().get(i)) {
                if (isOpen(restart)) {
                    least.offerPerhaps(Ball.ZERO);
                } else if (restart.time().isLessThan(horizon)) {
                    Raster.Spike spike = raster.spikes().get(restart.spike());
                    offerNeighbours(
                            new Moment(spike, restart.time(), restart.exact(), NO_SPIKE), byLower, byUpper, least);
                }
            }
        }
        return least;
    }

    /**
     * What arrivals may come before or after.
     *
     * @param spike itself, or the spike before the refractory period that ends
     * @param time of the spike, or of the end
     * @param exact identity of the time
     * @param cause of arrivals that come after it whatever the reals are, if any
     */
    private record Moment(Raster.Spike spike, Ball time, SymbolicTime exact, int cause) {}

    /** Whether the order of the end of a refractory period and of arrivals or the horizon was not decided. */
    private boolean isOpen(RefractoryEnd restart) {
        return restart.order() == RefractoryEnd.Order.OPEN
                || !restart.time().isLessThan(horizon) && !restart.time().isGreaterThan(horizon);
    }

    private static List<Raster.Arrival> sorted(List<Raster.Arrival> arrivals, Comparator<Raster.Arrival> order) {
        return arrivals.stream().sorted(order).toList();
    }

    private void offerNeighbours(
            Moment moment, List<Raster.Arrival> byLower, List<Raster.Arrival> byUpper, MinimumEnclosure<Place> least) {
        Ball lower = moment.time.lower();
        Ball upper = moment.time.upper();
        int after = 0;
        for (int high = byLower.size(); after < high; ) {
            int middle = (after + high) >>> 1;
            if (byLower.get(middle).time().lower().compareMidpoints(lower) < 0) {
                after = middle + 1;
            } else {
                high = middle;
            }
        }
        while (after < byLower.size() && byLower.get(after).source() == moment.cause) {
            after++;
        }
        if (after < byLower.size()) {
            offer(moment, byLower.get(after), least);
        }
        int before = -1;
        for (int high = byUpper.size() - 1; before < high; ) {
            int middle = (before + high + 1) >>> 1;
            if (byUpper.get(middle).time().upper().compareMidpoints(upper) <= 0) {
                before = middle;
            } else {
                high = middle - 1;
            }
        }
        while (before >= 0 && byUpper.get(before).source() == moment.cause) {
            before--;
        }
        if (before >= 0) {
            offer(moment, byUpper.get(before), least);
        }
    }

    private static void offer(Moment moment, Raster.Arrival arrival, MinimumEnclosure<Place> least) {
        boolean tied = arrival.exact().equals(moment.exact);
        Ball gap = tied ? Ball.ZERO : arrival.time().minus(moment.time).abs();
        least.offer(gap, at(moment.spike, arrival.time()));
    }

    private MinimumEnclosure<Place> peak(List<Chronology.Event> chronology) {
        MinimumEnclosure<Place> least = new MinimumEnclosure<>();
        for (int i = 0; i < wiring.neurons().size(); i++) {
            if (wiring.neurons().get(i).threshold().isPresent()) {
                int id = i;
                for (RefractoryEnd restart : raster.restarts().get(i)) {
                    if (isOpen(restart)) {
                        offer(restart.time(), Ball.ZERO, false, id, least);
                    }
                }
                NeuronPeaks.of(wiring, i, chronology, bits)
                        .forEach(peak -> offer(peak.time(), peak.distance(), peak.proved(), id, least));
            }
        }
        return least;
    }

    private void offer(Ball time, Ball distance, boolean proved, int neuron, MinimumEnclosure<Place> least) {
        Place place = new Place(neuron, Optional.empty(), time);
        peaks.add(event(place, proved ? distance : distance.lower()));
        if (proved) {
            least.offer(distance, place);
        } else {
            least.offerPerhaps(distance);
        }
    }
}
