package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Nearest;
import io.github.goldspike.contract.SpikeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The distances of a complete raster to one with other spikes or another order, in a network with kernels (kernels-R11). */
final class KernelNearest {

    private final ResponseNetwork network;
    private final ResponseLoop.Raster raster;
    private final List<SpikeId> neurons;
    private final Ball horizon;
    private final List<Nearest.Event<Ball>> peaks = new ArrayList<>();
    private final Least peak = new Least();
    private final Least slope = new Least();
    private final Least order = new Least();
    private final Least atHorizon = new Least();

    /** @param neurons by their numbers */
    private KernelNearest(ResponseNetwork network, ResponseLoop.Raster raster, List<SpikeId> neurons) {
        this.network = network;
        this.raster = raster;
        this.neurons = neurons;
        this.horizon = Ball.of(network.horizon(), raster.bits());
    }

    /** The least of what was offered: bounds of it, and where it is. */
    private static final class Least {

        private Optional<Ball> low = Optional.empty();
        private Optional<Nearest.Event<Ball>> event = Optional.empty();

        void offer(Nearest.Event<Ball> one) {
            offerPerhaps(one.distance());
            if (event.isEmpty()
                    || one.distance()
                                    .upper()
                                    .compareMidpoints(event.get().distance().upper())
                            < 0) {
                event = Optional.of(one);
            }
        }

        void offerPerhaps(Ball distance) {
            low = Optional.of(
                    low.map(least -> Ball.min(least, distance.lower())).orElseGet(distance::lower));
        }

        Optional<Nearest.Event<Ball>> certified(String name, int bits, Map<String, String> notes) {
            Optional<Nearest.Event<Ball>> certified = event.map(one -> new Nearest.Event<>(
                            one.population(),
                            one.neuron(),
                            one.spike(),
                            one.time(),
                            Ball.hull(low.orElseThrow(), one.distance().upper()).withPrecision(bits)))
                    .filter(one -> one.distance().certifies(Conditions.DIGITS)
                            && one.time().certifies(Conditions.DIGITS));
            if (certified.isEmpty() && low.isPresent()) {
                notes.put("nearest/" + name, "not determined to " + Conditions.DIGITS + " digits");
            }
            return certified;
        }
    }

    /**
     * @param raster in which nothing is open
     * @param neurons names of the neurons by their numbers
     * @param notes takes what was not determined
     */
    static Nearest<Ball> of(
            ResponseNetwork network, ResponseLoop.Raster raster, List<SpikeId> neurons, Map<String, String> notes) {
        KernelNearest found = new KernelNearest(network, raster, neurons);
        raster.firings().forEach(found::addFiring);
        for (int i = 0; i < neurons.size(); i++) {
            if (network.neurons().get(i).threshold().isPresent()) {
                found.addReleases(i);
                found.addPeaks(i);
            }
        }
        int bits = raster.bits();
        return new Nearest<>(
                found.peak.certified("peak", bits, notes),
                found.slope.certified("slope", bits, notes),
                found.order.certified("order", bits, notes),
                found.atHorizon.certified("horizon", bits, notes),
                found.peaks);
    }

    private Nearest.Event<Ball> event(int neuron, Optional<Integer> spike, Ball time, Ball distance) {
        SpikeId name = neurons.get(neuron);
        return new Nearest.Event<>(name.population(), name.neuron(), spike, time, distance);
    }

    private void addFiring(Firing firing) {
        Optional<Integer> spike = Optional.of(firing.index());
        slope.offer(event(firing.neuron(), spike, firing.time(), firing.slope()));
        atHorizon.offer(event(firing.neuron(), spike, firing.time(), horizon.minus(firing.time())));
        int number = raster.firings().indexOf(firing);
        for (Arrival arrival : raster.arrivals().get(firing.neuron())) {
            if (arrival.isRelease()) {
                continue;
            }
            ResponseNetwork.Synapse synapse = network.synapses().get(arrival.synapse());
            boolean own = synapse.from() instanceof ResponseNetwork.Origin.OfNeuron && arrival.spike() == number;
            if (synapse.weight().signum() != 0 && !own) {
                Ball gap = arrival.time().minus(firing.time()).abs();
                order.offer(event(firing.neuron(), spike, arrival.time(), gap));
            }
        }
    }

    /** The end of a refractory time before T counts like a spike, and the arrivals of the neuron's own spikes count there, too. */
    private void addReleases(int neuron) {
        for (Arrival end : raster.arrivals().get(neuron)) {
            if (!end.isRelease()) {
                continue;
            }
            if (end.time().overlaps(horizon)) {
                order.offerPerhaps(Ball.ZERO);
                continue;
            }
            Optional<Integer> spike =
                    Optional.of(raster.firings().get(end.spike()).index());
            for (Arrival arrival : raster.arrivals().get(neuron)) {
                if (!arrival.isRelease()
                        && network.synapses().get(arrival.synapse()).weight().signum() != 0) {
                    Ball gap = arrival.time().minus(end.time()).abs();
                    order.offer(event(neuron, spike, arrival.time(), gap));
                }
            }
        }
    }

    /** Inside the stretches between events, at arrivals, and at the horizon. */
    private void addPeaks(int neuron) {
        PotentialCourse course = new PotentialCourse(network, raster, neuron);
        // What arrives at T itself has no effect; the end of the last stretch is T.
        List<NeuronEvent> events =
                course.events().stream().filter(event -> !isAtHorizon(event)).toList();
        List<Waveform> after = course.waveforms(course.rates()).subList(0, events.size() + 1);
        for (int k = 0; k <= events.size(); k++) {
            Ball from = k == 0 ? Ball.ZERO : events.get(k - 1).time();
            Ball to = k == events.size() ? horizon : events.get(k).time();
            Ball length = to.minus(from);
            if (k > 0 && course.isHeldAfter(course.events().indexOf(events.get(k - 1)))) {
                continue;
            }
            if (length.isPositive()) {
                addInside(neuron, after.get(k), from, length);
                boolean intoSpike = k < events.size() && events.get(k).isFiring();
                if (!intoSpike) {
                    Optional<Waveform> next = k == events.size()
                            ? Optional.empty()
                            : Optional.of(after.get(endOfArrivals(course, events, k)));
                    addAtEnd(neuron, after.get(k), next, from, length);
                }
            } else if (!length.isZero() && !isOneTime(course, events, k)) {
                // Neither at the same time nor proved to be apart: anything might be between them.
                peak(neuron, from, Ball.ZERO, false);
            }
        }
    }

    /** Behind the last of the arrivals that are at one time with that number k. */
    private static int endOfArrivals(PotentialCourse course, List<NeuronEvent> events, int k) {
        int end = k + 1;
        while (end < events.size()
                && events.get(end).arrival().isPresent()
                && events.get(end).time().overlaps(events.get(k).time())
                && course.atOneTime(events.get(k), events.get(end))) {
            end++;
        }
        return end;
    }

    private boolean isAtHorizon(NeuronEvent event) {
        return event.arrival()
                .filter(arrival -> network.synapses().get(arrival.synapse()).from()
                                instanceof ResponseNetwork.Origin.Input input
                        && network.inputs()
                                .get(input.index())
                                .get(arrival.spike())
                                .plus(network.synapses().get(arrival.synapse()).delay())
                                .equals(network.horizon()))
                .isPresent();
    }

    private static boolean isOneTime(PotentialCourse course, List<NeuronEvent> events, int k) {
        return 0 < k && k < events.size() && course.atOneTime(events.get(k - 1), events.get(k));
    }

    private void addInside(int neuron, Waveform potential, Ball from, Ball length) {
        for (Maxima.Maximum maximum : Maxima.of(potential, length.upper())) {
            peak(
                    neuron,
                    from.plus(maximum.time()),
                    maximum.value(),
                    maximum.proved() && maximum.time().isLessThan(length));
        }
    }

    /** A maximum at the end: V rises up to it and, unless it is the horizon, falls after it. */
    private void addAtEnd(int neuron, Waveform potential, Optional<Waveform> next, Ball from, Ball length) {
        Ball before = potential.derivative().at(length);
        boolean rises = before.isPositive();
        boolean mayRise = !before.isNegative() && !before.isZero();
        if (next.isPresent()) {
            Ball then = next.get().derivative().at(Ball.ZERO);
            rises &= then.isNegative();
            mayRise &= !then.isPositive();
        }
        if (mayRise) {
            peak(neuron, from.plus(length), potential.at(length), rises);
        }
    }

    private void peak(int neuron, Ball time, Ball potential, boolean proved) {
        Ball threshold = Ball.of(network.neurons().get(neuron).threshold().orElseThrow(), raster.bits());
        Ball distance = threshold.minus(potential);
        peaks.add(event(neuron, Optional.empty(), time, proved ? distance : distance.lower()));
        if (proved) {
            peak.offer(event(neuron, Optional.empty(), time, distance));
        } else {
            peak.offerPerhaps(distance);
        }
    }
}
