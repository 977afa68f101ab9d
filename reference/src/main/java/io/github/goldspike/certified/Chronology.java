package io.github.goldspike.certified;

import io.github.goldspike.ball.Ball;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All events of a network in one row: first the beginning of every neuron; those of a neuron in their proved order, every spike
 * after the arrivals that it depends on, every arrival after the spike that causes it. Read backward, a spike comes when everything that it has an effect
 * on has been (proofs-notes/eventprop.md, V7).
 */
final class Chronology {

    /** Something that happens to one neuron. */
    sealed interface Event {

        int neuron();

        Ball time();

        /** Time 0, when the neuron starts from its initial potential. */
        record Beginning(int neuron, Ball time) implements Event {}

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

            boolean isInput() {
                return arrival.source() == Raster.Arrival.INPUT;
            }
        }
    }

    private final Wiring wiring;
    private final Raster raster;
    private final List<Event> events = new ArrayList<>();
    /** For each neuron how many of its arrivals are in the row. */
    private final int[] arrived;

    private Chronology(Wiring wiring, Raster raster) {
        this.wiring = wiring;
        this.raster = raster;
        this.arrived = new int[wiring.neurons().size()];
    }

    /** The row; its length is the number of neurons plus that of spikes plus that of arrivals. */
    static List<Event> of(Wiring wiring, Raster raster, int bits) {
        Chronology chronology = new Chronology(wiring, raster);
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
            add(arrivals.subList(arrived[spike.neuron()], spike.causes()));
            arrived[spike.neuron()] = spike.causes();
            events.add(new Event.Firing(f, spike));
        }
        for (int i = 0; i < arrived.length; i++) {
            List<Raster.Arrival> arrivals = raster.arrivals().get(i);
            List<Raster.Arrival> rest = new ArrayList<>(arrivals.subList(arrived[i], arrivals.size()));
            if (raster.trains().get(i).isEmpty()) {
                // A readout takes up its arrivals when they are announced.
                rest.sort(Comparator.comparing(Raster.Arrival::time, Ball::compareMidpoints));
            }
            add(rest);
        }
    }

    private void add(List<Raster.Arrival> arrivals) {
        for (Raster.Arrival arrival : arrivals) {
            events.add(new Event.Arriving(wiring.synapses().get(arrival.synapse()), arrival));
        }
    }
}
