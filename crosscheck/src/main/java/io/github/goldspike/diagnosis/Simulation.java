package io.github.goldspike.diagnosis;

import io.github.goldspike.diagnosis.Circuit.Wire;
import io.github.goldspike.diagnosis.Spikes.Arrival;
import io.github.goldspike.diagnosis.Spikes.Firing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/** Takes events in the order of their times, as a program does it. */
final class Simulation {

    /** More spikes than any network has that is worth a diagnosis. */
    static final int MOST_SPIKES = 2_000;

    private final Circuit circuit;
    private final Program program;
    private final List<Membrane> membranes = new ArrayList<>();
    /** For each neuron its next spike, if nothing arrives before. */
    private final double[] next;

    private final int[] counts;
    /** For each neuron when something came last, and over a synapse of which rate. */
    private final double[] lastArrival;

    private final double[] lastRate;
    private final PriorityQueue<Arrival> inFlight = new PriorityQueue<>((a, b) -> {
        int byTime = Double.compare(a.time(), b.time());
        return byTime != 0 ? byTime : Integer.compare(a.wire(), b.wire());
    });
    private final List<Firing> firings = new ArrayList<>();
    private final List<List<Arrival>> arrivals = new ArrayList<>();

    private Simulation(Circuit circuit, Program program) {
        this.circuit = circuit;
        this.program = program;
        next = new double[circuit.cells().size()];
        counts = new int[next.length];
        lastArrival = new double[next.length];
        Arrays.fill(lastArrival, -1);
        lastRate = new double[next.length];
        for (int i = 0; i < next.length; i++) {
            int cell = i;
            double[] alphas = circuit.wires().stream()
                    .filter(wire -> wire.post() == cell)
                    .mapToDouble(Wire::alpha)
                    .sorted()
                    .distinct()
                    .toArray();
            membranes.add(new Membrane(circuit.cells().get(i), alphas, program));
            arrivals.add(new ArrayList<>());
        }
        for (int w = 0; w < circuit.wires().size(); w++) {
            Wire wire = circuit.wires().get(w);
            if (wire.fromSource()) {
                for (double time : circuit.train(wire)) {
                    send(new Arrival(time + wire.delay(), time, -1, w));
                }
            }
        }
    }

    static Spikes run(Circuit circuit, Program program) {
        Simulation simulation = new Simulation(circuit, program);
        simulation.run();
        return new Spikes(simulation.firings, simulation.arrivals);
    }

    private void run() {
        for (int i = 0; i < next.length; i++) {
            look(i);
        }
        while (firings.size() < Math.min(MOST_SPIKES, program.mostSpikesInAll())) {
            int cell = 0;
            for (int i = 1; i < next.length; i++) {
                cell = next[i] < next[cell] ? i : cell;
            }
            double crossing = next.length == 0 ? Watch.NEVER : next[cell];
            double arrival = inFlight.isEmpty() ? Watch.NEVER : inFlight.peek().time();
            if (Math.min(crossing, arrival) > circuit.horizon() || program.stops(firings.size(), inFlight.size())) {
                break;
            }
            if (crossing <= arrival) {
                fire(cell, crossing);
            } else {
                deliver(inFlight.remove());
            }
        }
    }

    private void send(Arrival arrival) {
        arrivals.get(circuit.wires().get(arrival.wire()).post()).add(arrival);
        if (arrival.time() <= circuit.horizon()) {
            inFlight.add(arrival);
        }
    }

    private void look(int cell) {
        double limit = program.looksAtHorizon() ? circuit.horizon() : Double.MAX_VALUE;
        for (Arrival arrival : inFlight) {
            if (circuit.wires().get(arrival.wire()).post() == cell) {
                limit = Math.min(limit, arrival.time());
            }
        }
        next[cell] =
                counts[cell] < program.mostSpikes() ? program.watch().next(membranes.get(cell), limit) : Watch.NEVER;
    }

    private void deliver(Arrival arrival) {
        Wire wire = circuit.wires().get(arrival.wire());
        int cell = wire.post();
        Membrane membrane = membranes.get(cell);
        membrane.advance(arrival.time());
        if (program.looksAtArrivals()
                && arrival.time() >= membrane.free()
                && membrane.potential() >= membrane.cell.threshold()) {
            fire(cell, arrival.time());
        }
        receive(membrane, wire, arrival);
        look(cell);
    }

    private void receive(Membrane membrane, Wire wire, Arrival arrival) {
        boolean held = arrival.time() < membrane.free();
        if (held && (wire.isJump() ? program.losesJumpsWhileHeld() : program.losesArrivalsWhileHeld())) {
            return;
        }
        OptionalDouble impulse = wire.isJump() ? OptionalDouble.empty() : program.impulse(wire);
        double rate = wire.alpha();
        if (!wire.isJump() && arrival.time() == lastArrival[wire.post()]) {
            rate = program.rateAtOnce(rate, lastRate[wire.post()]);
        } else if (!wire.isJump()) {
            lastArrival[wire.post()] = arrival.time();
            lastRate[wire.post()] = rate;
        }
        if (impulse.isEmpty()) {
            membrane.receive(rate, wire.weight());
        } else if (!held) {
            membrane.jump(impulse.getAsDouble());
            if (FirstCrossing.above(membrane, arrival.time())) {
                fire(wire.post(), arrival.time());
            }
        }
    }

    private void fire(int cell, double time) {
        Membrane membrane = membranes.get(cell);
        membrane.advance(time);
        double slope = membrane.slope();
        membrane.restart(program.reset(membrane.cell, membrane.potential()));
        if (program.clearsCurrents()) {
            membrane.clearCurrents();
        }
        Firing firing = new Firing(firings.size(), cell, time, slope, membrane.free(), membrane.potential());
        firings.add(firing);
        counts[cell]++;
        if (program.oneForEachArrival()) {
            next[cell] = Watch.NEVER;
        } else {
            look(cell);
        }
        for (int w = 0; w < circuit.wires().size(); w++) {
            Wire wire = circuit.wires().get(w);
            if (!wire.fromSource() && wire.pre() == cell) {
                send(new Arrival(time + wire.delay(), time, firing.number(), w));
            }
        }
    }
}
