package io.github.goldspike.certified.events;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All events of a network in one row: first the beginning of every neuron; those of a neuron in their proved order, every spike
 * after the arrivals that it depends on, every arrival after the spike that causes it. Read backward, a spike comes when everything that it has an effect
 * on has been (eventprop-V7).
 */
public final class Chronology {

    /** Something that happens to one neuron. */
    public sealed interface Event {

        int neuron();

        Ball time();

        /** Identity of the time. */
        SymbolicTime exact();

        /** Time 0, when the neuron starts from its initial potential. */
        record Beginning(int neuron, Ball time) implements Event {
            @Override
            public SymbolicTime exact() {
                return SymbolicTime.of(Rational.ZERO);
            }
        }

        /** A spike of the neuron, and its index in the raster. */
        record Firing(int index, Raster.Spike spike) implements Event {
            @Override
            public int neuron() {
                return spike.neuron();
            }

            @Override
            public Ball time() {
                return spike.time();
            }

            @Override
            public SymbolicTime exact() {
                return spike.exact();
            }
        }

        /** The end of a refractory period of the neuron, before the horizon. */
        record Restarting(int neuron, RefractoryEnd restart) implements Event {
            @Override
            public Ball time() {
                return restart.time();
            }

            @Override
            public SymbolicTime exact() {
                return restart.exact();
            }
        }

        /** A jump of the neuron's current. */
        record Arriving(Wiring.Connection synapse, Raster.Arrival arrival) implements Event {
            @Override
            public int neuron() {
                return synapse.target();
            }

            @Override
            public Ball time() {
                return arrival.time();
            }

            @Override
            public SymbolicTime exact() {
                return arrival.exact();
            }

            public boolean isInput() {
                return arrival.source() == Raster.Arrival.INPUT;
            }
        }
    }

    private final Wiring wiring;
    private final Raster raster;
    private final Ball horizon;
    private final List<Event> events = new ArrayList<>();
    /** For each neuron the end of the refractory period after its last spike, as long as it is not in the row. */
    private final Map<Integer, RefractoryEnd> ahead = new HashMap<>();
    /** For each neuron how many of its arrivals are in the row. */
    private final int[] arrived;

    private Chronology(Wiring wiring, Raster raster, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.horizon = Ball.of(wiring.horizon(), bits);
        this.arrived = new int[wiring.neurons().size()];
    }

    /** The row; its length is the number of neurons plus those of spikes, restarts and arrivals. */
    public static List<Event> of(Wiring wiring, Raster raster, int bits) {
        Chronology chronology = new Chronology(wiring, raster, bits);
        Ball zero = Ball.ZERO.withPrecision(bits);
        for (int i = 0; i < wiring.neurons().size(); i++) {
            chronology.events.add(new Event.Beginning(i, zero));
        }
        chronology.run();
        return chronology.events;
    }

    private void run() {
        for (int f = 0; f < raster.spikes().size(); f++) {
            Raster.Spike spike = raster.spikes().get(f);
            List<Raster.Arrival> arrivals = raster.arrivals().get(spike.neuron());
            addWithRestart(spike.neuron(), arrivals.subList(arrived[spike.neuron()], spike.causes()));
            arrived[spike.neuron()] = spike.causes();
            events.add(new Event.Firing(f, spike));
            List<RefractoryEnd> restarts = raster.restarts().get(spike.neuron());
            if (!restarts.isEmpty()) {
                ahead.put(spike.neuron(), restarts.get(spike.index()));
            }
        }
        for (int i = 0; i < arrived.length; i++) {
            List<Raster.Arrival> arrivals = raster.arrivals().get(i);
            List<Raster.Arrival> rest = new ArrayList<>(arrivals.subList(arrived[i], arrivals.size()));
            if (raster.trains().get(i).isEmpty()) {
                // A readout takes up its arrivals when they are announced.
                rest.sort(Comparator.comparing(Raster.Arrival::time, Ball::compareMidpoints));
            }
            addWithRestart(i, rest);
        }
    }

    /** The next arrivals of a neuron, and in their midst the end of the refractory period that its last spike began. */
    private void addWithRestart(int neuron, List<Raster.Arrival> arrivals) {
        RefractoryEnd restart = ahead.remove(neuron);
        if (restart == null) {
            add(arrivals);
            return;
        }
        int before = restart.before() - arrived[neuron];
        add(arrivals.subList(0, before));
        if (restart.time().isLessThan(horizon)) {
            events.add(new Event.Restarting(neuron, restart));
        }
        add(arrivals.subList(before, arrivals.size()));
    }

    private void add(List<Raster.Arrival> arrivals) {
        for (Raster.Arrival arrival : arrivals) {
            events.add(new Event.Arriving(wiring.synapses().get(arrival.synapse()), arrival));
        }
    }
}
