package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Takes the events of the network in turn (kernels-R6). One loop works at one precision. */
final class ResponseLoop {

    private static final double DIGITS_PER_BIT = Math.log10(2);

    private final ResponseNetwork network;
    private final int bits;
    private final int spikeLimit;
    private final Progress progress;
    private final Ball horizon;
    private final List<ResponseMembrane> membranes = new ArrayList<>();
    private final List<Firing> firings = new ArrayList<>();

    /**
     * What was found.
     *
     * @param firings every spike after those that it depends on
     * @param arrivals for each neuron, in the order in which they were taken up
     * @param releases by the spikes before the refractory times that ended
     * @param provedUntil no other spike is before this time, unless it is after the horizon
     */
    record Raster(
            List<Firing> firings,
            List<List<Arrival>> arrivals,
            Map<Integer, Release> releases,
            Ball provedUntil,
            Optional<UndecidedEvent> undecided,
            int bits) {

        /** Whether there are more spikes than were asked for, which no precision mends. */
        boolean isAtSpikeLimit() {
            return undecided.filter(open -> open.kind() == Undecided.Kind.LIMIT).isPresent();
        }
    }

    private ResponseLoop(ResponseNetwork network, int bits, int spikeLimit, Progress progress) {
        this.network = network;
        this.progress = progress;
        this.bits = bits;
        this.spikeLimit = spikeLimit;
        this.horizon = Ball.of(network.horizon(), bits).upper();
        for (int i = 0; i < network.neurons().size(); i++) {
            membranes.add(new ResponseMembrane(network, i, bits));
        }
    }

    static Raster run(ResponseNetwork network, int bits, int spikeLimit, Progress progress) {
        return new ResponseLoop(network, bits, spikeLimit, progress).run();
    }

    private Raster run() {
        try {
            announceInputs();
            membranes.forEach(ResponseMembrane::predict);
            for (boolean more = true; more; more = takeNext()) {
                if (Thread.interrupted()) {
                    throw new CancellationException("interrupted");
                }
            }
        } catch (Unresolved unresolved) {
            return raster(unresolved.from, Optional.of(unresolved.open));
        }
        return raster(horizon, Optional.empty());
    }

    private void announceInputs() {
        for (int s = 0; s < network.synapses().size(); s++) {
            ResponseNetwork.Synapse synapse = network.synapses().get(s);
            if (synapse.from() instanceof ResponseNetwork.Origin.Input input) {
                List<Rational> train = network.inputs().get(input.index());
                for (int k = 0; k < train.size(); k++) {
                    announce(new Arrival(s, k, Ball.of(train.get(k).plus(synapse.delay()), bits)));
                }
            }
        }
    }

    private void announce(Arrival arrival) {
        if (!arrival.time().lower().isGreaterThan(horizon)) {
            membranes.get(network.synapses().get(arrival.synapse()).target()).announce(arrival);
        }
    }

    /** Handles the next event; whether there was one. */
    private boolean takeNext() {
        Optional<Ball> first = Optional.empty();
        ResponseMembrane next = null;
        boolean crossing = false;
        for (ResponseMembrane membrane : membranes) {
            if (isEarlier(membrane.nextCrossing(), first, !crossing)) {
                first = membrane.nextCrossing();
                next = membrane;
                crossing = true;
            }
            if (isEarlier(membrane.nextArrivals(), first, false)) {
                first = membrane.nextArrivals();
                next = membrane;
                crossing = false;
            }
        }
        if (next == null) {
            return false;
        }
        if (!crossing) {
            next.takeArrivals();
            next.predict();
            return true;
        }
        next.requireCrossing();
        if (!next.crossingIsEnclosed()) {
            next.enclose();
        } else {
            fire(next);
        }
        return true;
    }

    private static boolean isEarlier(Optional<Ball> time, Optional<Ball> other, boolean orEqual) {
        if (time.isEmpty() || other.isEmpty()) {
            return time.isPresent();
        }
        int order = time.get().compareMidpoints(other.get());
        return order < 0 || order == 0 && orEqual;
    }

    private void fire(ResponseMembrane membrane) {
        Firing firing = membrane.predicted();
        int spike = firings.size();
        if (spike >= spikeLimit) {
            throw new Unresolved(
                    Undecided.Kind.LIMIT,
                    firing.neuron(),
                    firing.time(),
                    firing.time().lower(),
                    "the limit of " + spikeLimit + " spikes was reached");
        }
        List<Arrival> immediate = new ArrayList<>();
        List<Arrival> later = new ArrayList<>();
        for (int s = 0; s < network.synapses().size(); s++) {
            ResponseNetwork.Synapse synapse = network.synapses().get(s);
            if (synapse.from() instanceof ResponseNetwork.Origin.OfNeuron from && from.index() == firing.neuron()) {
                boolean atOnce = synapse.delay().signum() == 0;
                Ball time = atOnce ? firing.time() : firing.time().plus(Ball.of(synapse.delay(), bits));
                boolean self = synapse.target() == firing.neuron();
                (atOnce && self ? immediate : later).add(new Arrival(s, spike, time));
            }
        }
        membrane.fire(spike, immediate);
        firings.add(firing);
        progress.reached(firing.time().approximate(), firings.size(), (int) (bits * DIGITS_PER_BIT));
        announceAll(later);
        membranes.forEach(ResponseMembrane::predict);
    }

    /** All targets learn of a spike, even if the order of one of the arrivals is open: what is proved of the others ends there too. */
    private void announceAll(List<Arrival> arrivals) {
        Optional<Unresolved> open = Optional.empty();
        for (Arrival arrival : arrivals) {
            try {
                announce(arrival);
            } catch (Unresolved unresolved) {
                open = Optional.of(open.orElse(unresolved));
            }
        }
        if (open.isPresent()) {
            throw open.get();
        }
    }

    private Map<Integer, Release> releases() {
        Map<Integer, Release> releases = new HashMap<>();
        membranes.forEach(membrane -> releases.putAll(membrane.releases()));
        return Map.copyOf(releases);
    }

    private Raster raster(Ball until, Optional<UndecidedEvent> undecided) {
        Ball provedUntil = until;
        for (ResponseMembrane membrane : membranes) {
            provedUntil = Ball.min(provedUntil, membrane.silentUntil());
        }
        int count = firings.size();
        if (undecided.isPresent()) {
            count = 0;
            while (count < firings.size() && firings.get(count).time().upper().isLessThan(provedUntil)) {
                count++;
            }
            for (Firing withdrawn : firings.subList(count, firings.size())) {
                provedUntil = Ball.min(provedUntil, withdrawn.time().lower());
            }
        }
        return new Raster(
                List.copyOf(firings.subList(0, count)),
                membranes.stream()
                        .map(membrane -> List.copyOf(membrane.taken()))
                        .toList(),
                releases(),
                provedUntil,
                undecided,
                bits);
    }
}
