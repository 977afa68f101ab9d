package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.membrane.Cells;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/**
 * Takes the events of the whole network in the order of the lower bounds of their times; every order that matters is
 * proved (proofs-notes/events.md). One loop works at one precision.
 */
public final class EventLoop {

    private final Wiring wiring;
    private final int bits;
    private final int spikeLimit;
    private final boolean lenient;
    private final Progress progress;

    /** An upper bound of the horizon; the same number as {@link #beforeHorizon} if the horizon is a short dyadic number. */
    private final Ball horizon;

    private final Ball beforeHorizon;
    private final List<Membrane> membranes = new ArrayList<>();
    private final List<Raster.Spike> spikes = new ArrayList<>();
    private final List<Ball> differentiableUntil = new ArrayList<>();
    private final List<Unresolved> open = new ArrayList<>();
    private final PriorityQueue<Entry> queue = new PriorityQueue<>(
            Comparator.comparing(Entry::key, Ball::compareMidpoints).thenComparingInt(Entry::neuron));
    private final int[] versions;
    private final TreeSet<Integer> touched = new TreeSet<>();
    private Optional<Ball> stoppedAt = Optional.empty();

    private record Entry(Ball key, int neuron, int version) {}

    /** @param entangled what former runs left open, in whose neurons nothing is looked for from there on */
    private EventLoop(
            Wiring wiring, int bits, int spikeLimit, boolean lenient, List<Unresolved> entangled, Progress progress) {
        this.wiring = wiring;
        this.bits = bits;
        this.spikeLimit = spikeLimit;
        this.lenient = lenient;
        this.progress = progress;
        this.horizon = Ball.of(wiring.horizon(), bits).upper();
        this.beforeHorizon = Ball.of(wiring.horizon(), bits).lower();
        this.versions = new int[wiring.neurons().size()];
        SymbolicTimes lineage = new SymbolicTimes();
        List<Cells> cells = Cells.of(wiring);
        for (int i = 0; i < wiring.neurons().size(); i++) {
            membranes.add(new Membrane(i, wiring, cells.get(i), lineage, bits));
            differentiableUntil.add(horizon.plus(Ball.ONE));
        }
        for (Unresolved matter : entangled) {
            membranes.get(matter.neuron).stopFrom(matter.provedUntil);
            open.add(matter);
        }
    }

    /**
     * Finds all spikes up to the horizon.
     *
     * @param bits working precision
     * @param spikeLimit spikes after which the network counts as a runaway
     * @param lenient whether to list what stays open, and go on where it has no effect, in place of throwing
     * @throws Unresolved if something was not decided at this precision and the loop is not lenient
     */
    public static Raster run(Wiring wiring, int bits, int spikeLimit, boolean lenient, Progress progress) {
        List<Unresolved> entangled = new ArrayList<>();
        while (true) {
            EventLoop loop = new EventLoop(wiring, bits, spikeLimit, lenient, entangled, progress);
            Optional<Unresolved> matter = loop.run();
            if (matter.isEmpty()) {
                return loop.raster();
            }
            entangled.add(matter.get());
        }
    }

    /** What keeps the run from its end, if its neuron is to be given up from there on in another run. */
    private Optional<Unresolved> run() {
        Ball reached = Ball.ZERO;
        try {
            announceInputs();
            for (int i = 0; i < membranes.size(); i++) {
                touched.add(i);
            }
            settleTouched();
            int events = 0;
            for (Entry entry = next(); entry != null; entry = next()) {
                if (Thread.interrupted()) {
                    throw new CancellationException("interrupted");
                }
                if (++events % 64 == 0) {
                    progress.reached(entry.key.approximate(), spikes.size(), (int) (bits * Math.log10(2)));
                }
                reached = entry.key;
                handle(entry);
                settleTouched();
            }
        } catch (Unresolved unresolved) {
            if (!lenient && unresolved.forDigits) {
                throw unresolved;
            }
            // It has had effects already, which a run without this neuron does not have (events-E6).
            if (unresolved.kind != Undecided.Kind.LIMIT
                    && membranes.get(unresolved.neuron).stop().compareMidpoints(unresolved.provedUntil) > 0) {
                return Optional.of(unresolved);
            }
            open.add(unresolved);
            // Nothing after it counts as proved; other neurons are known up to the event at hand only.
            stoppedAt = Optional.of(Ball.min(unresolved.provedUntil, reached));
        }
        return Optional.empty();
    }

    private Entry next() {
        while (!queue.isEmpty()) {
            Entry entry = queue.remove();
            if (entry.version == versions[entry.neuron]) {
                return entry;
            }
        }
        return null;
    }

    private void announceInputs() {
        for (Wiring.Source source : wiring.sources()) {
            for (int k = 0; k < source.train().size(); k++) {
                Rational time = source.train().get(k);
                for (int id : source.outgoing()) {
                    Wiring.Connection synapse = wiring.synapses().get(id);
                    Rational arrival = time.plus(synapse.delay());
                    if (arrival.compareTo(wiring.horizon()) <= 0) {
                        membranes
                                .get(synapse.target())
                                .announce(Raster.Arrival.ofInput(
                                        id, source.firstInput() + k, Ball.of(arrival, bits), SymbolicTime.of(arrival)));
                    }
                }
            }
        }
    }

    private void handle(Entry entry) {
        Membrane membrane = membranes.get(entry.neuron);
        if (membrane.stopIsNext(entry.key)) {
            stop(membrane);
        } else if (!membrane.crossingIsNext()) {
            if (membrane.takeArrivals()) {
                int last = membrane.lastSpike();
                spikes.set(last, spikes.get(last).withTie());
            }
            touched.add(entry.neuron);
        } else if (!membrane.predictionIsEnclosed()) {
            enclose(membrane);
        } else if (!encloseRivals(membrane)) {
            fire(membrane);
        } else {
            enqueue(membrane);
        }
    }

    private void enclose(Membrane membrane) {
        try {
            membrane.enclosePrediction(beforeHorizon);
            enqueue(membrane);
        } catch (Unresolved unresolved) {
            giveUp(membrane, unresolved);
        }
    }

    /** Crossings that may come before the end of this enclosure are enclosed first; whether there were any. */
    private boolean encloseRivals(Membrane membrane) {
        boolean any = false;
        List<Entry> aside = new ArrayList<>();
        while (!queue.isEmpty() && queue.peek().key.compareMidpoints(membrane.predictionUntil()) <= 0) {
            Entry entry = queue.remove();
            Membrane rival = membranes.get(entry.neuron);
            if (entry.version != versions[entry.neuron]) {
                continue;
            }
            if (rival.crossingIsNext() && !rival.predictionIsEnclosed() && !rival.stopIsNext(entry.key)) {
                enclose(rival);
                any = true;
            } else {
                aside.add(entry);
            }
        }
        queue.addAll(aside);
        return any;
    }

    private void fire(Membrane membrane) {
        Raster.Spike spike = membrane.predictedSpike();
        if (spikes.size() >= spikeLimit) {
            throw new Unresolved(
                    Undecided.Kind.LIMIT,
                    membrane.id(),
                    spike.time(),
                    spike.time().lower(),
                    "the limit of " + spikeLimit + " spikes was reached");
        }
        if (membrane.stopIsNext(membrane.predictionUntil())) {
            membrane.stopFrom(spike.time().lower());
            stop(membrane);
            return;
        }
        int index = spikes.size();
        membrane.fire(index);
        spikes.add(spike);
        touched.add(membrane.id());
        for (int id : membrane.neuron().outgoing()) {
            Wiring.Connection synapse = wiring.synapses().get(id);
            Ball arrival = spike.time().plus(Ball.of(synapse.delay(), bits));
            Membrane target = membranes.get(synapse.target());
            if (!target.isStopped() && arrival.lower().compareMidpoints(horizon) <= 0) {
                target.announce(
                        Raster.Arrival.ofSpike(id, index, arrival, spike.exact().plus(synapse.delay())));
                touched.add(target.id());
            }
        }
    }

    /** Predictions that do not hold any more are made anew, and all touched neurons queued. */
    private void settleTouched() {
        while (!touched.isEmpty()) {
            Membrane membrane = membranes.get(touched.pollFirst());
            if (membrane.isStopped()) {
                continue;
            }
            try {
                membrane.predict(horizon);
                enqueue(membrane);
            } catch (Unresolved unresolved) {
                giveUp(membrane, unresolved);
            }
        }
    }

    private void enqueue(Membrane membrane) {
        versions[membrane.id()]++;
        Ball beyond = horizon.plus(Ball.ONE);
        Ball key = membrane.nextEvent(beyond);
        if (key.compareMidpoints(beyond) < 0) {
            queue.add(new Entry(key, membrane.id(), versions[membrane.id()]));
        }
    }

    /** The neuron is given up from where it is open; what it feeds is given up from where that can arrive. */
    private void giveUp(Membrane membrane, Unresolved unresolved) {
        if (!lenient) {
            throw unresolved;
        }
        if (open.stream().noneMatch(matter -> matter.neuron == membrane.id())) {
            open.add(unresolved);
        }
        membrane.giveUpFrom(unresolved.provedUntil);
        enqueue(membrane);
    }

    private void stop(Membrane membrane) {
        membrane.markStopped();
        for (int id : membrane.neuron().outgoing()) {
            Wiring.Connection synapse = wiring.synapses().get(id);
            Membrane target = membranes.get(synapse.target());
            Ball from = membrane.stop().plus(Ball.of(synapse.delay(), bits).lower());
            differentiableUntil.set(target.id(), Ball.min(differentiableUntil.get(target.id()), from));
            if (synapse.weight().signum() != 0 && !target.isStopped()) {
                if (target.mayHaveSpikedAfter(from)) {
                    throw new Unresolved(
                            Undecided.Kind.TIE,
                            target.id(),
                            from,
                            from,
                            "a spike of this neuron was not separated from spikes that were not decided and may arrive before it");
                }
                target.stopFrom(from);
                touched.add(target.id());
            }
        }
    }

    private Raster raster() {
        List<List<Integer>> trains = new ArrayList<>();
        List<List<Raster.Arrival>> arrivals = new ArrayList<>();
        List<Ball> provedUntil = new ArrayList<>();
        List<Raster.Spike> proved = spikes;
        if (stoppedAt.isPresent()) {
            int count = 0;
            while (count < spikes.size() && spikes.get(count).time().upper().isLessThan(stoppedAt.get())) {
                count++;
            }
            proved = spikes.subList(0, count);
            for (Raster.Spike withdrawn : spikes.subList(count, spikes.size())) {
                stoppedAt =
                        Optional.of(Ball.min(stoppedAt.get(), withdrawn.time().lower()));
            }
        }
        for (Membrane membrane : membranes) {
            int count = proved.size();
            List<Integer> train =
                    membrane.train().stream().filter(spike -> spike < count).toList();
            trains.add(train);
            arrivals.add(List.copyOf(membrane.taken()));
            Ball until = membrane.isStopped() ? membrane.stop() : horizon;
            provedUntil.add(stoppedAt.isPresent() ? Ball.min(until, stoppedAt.get()) : until);
        }
        return new Raster(
                List.copyOf(proved),
                trains,
                arrivals,
                RefractoryEnds.of(wiring, spikes, trains, arrivals, bits),
                provedUntil,
                List.copyOf(differentiableUntil),
                List.copyOf(open));
    }
}
