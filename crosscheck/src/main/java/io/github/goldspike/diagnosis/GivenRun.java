package io.github.goldspike.diagnosis;

import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.diagnosis.Circuit.Cell;
import io.github.goldspike.diagnosis.Circuit.Wire;
import io.github.goldspike.diagnosis.Spikes.Arrival;
import io.github.goldspike.diagnosis.Spikes.Firing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a program takes for the state of its neurons at spikes that are given, whether it would have found them or not (given-S1). */
final class GivenRun {

    private record Given(int cell, double time) {}

    private GivenRun() {}

    static Spikes of(Circuit circuit, Program program, ByNeuron<Double> times) {
        List<Given> given = new ArrayList<>();
        for (int i = 0; i < circuit.cells().size(); i++) {
            Cell cell = circuit.cells().get(i);
            List<List<Double>> trains = times.getOrNone(cell.population());
            for (double time : cell.index() < trains.size() ? trains.get(cell.index()) : List.<Double>of()) {
                given.add(new Given(i, time));
            }
        }
        given.sort(Comparator.comparingDouble(Given::time));
        List<List<Arrival>> arrivals = arrivals(circuit, given);
        Membrane[] membranes = new Membrane[circuit.cells().size()];
        int[] taken = new int[membranes.length];
        for (int i = 0; i < membranes.length; i++) {
            int cell = i;
            double[] alphas = circuit.wires().stream()
                    .filter(wire -> wire.post() == cell)
                    .mapToDouble(Wire::alpha)
                    .sorted()
                    .distinct()
                    .toArray();
            membranes[i] = new Membrane(circuit.cells().get(i), alphas, program);
        }
        List<Firing> firings = new ArrayList<>();
        for (Given one : given) {
            Membrane membrane = membranes[one.cell];
            List<Arrival> own = arrivals.get(one.cell);
            for (; taken[one.cell] < own.size() && own.get(taken[one.cell]).time() < one.time; taken[one.cell]++) {
                Arrival arrival = own.get(taken[one.cell]);
                Wire wire = circuit.wires().get(arrival.wire());
                membrane.advance(arrival.time());
                membrane.receive(wire.alpha(), wire.weight());
            }
            membrane.advance(one.time);
            double slope = membrane.slope();
            membrane.restart(program.reset(membrane.cell, membrane.potential()));
            firings.add(new Firing(firings.size(), one.cell, one.time, slope, membrane.free(), membrane.potential()));
        }
        return new Spikes(firings, arrivals);
    }

    private static List<List<Arrival>> arrivals(Circuit circuit, List<Given> given) {
        List<List<Arrival>> arrivals = new ArrayList<>();
        circuit.cells().forEach(cell -> arrivals.add(new ArrayList<>()));
        for (int w = 0; w < circuit.wires().size(); w++) {
            Wire wire = circuit.wires().get(w);
            if (wire.fromSource()) {
                for (double time : circuit.train(wire)) {
                    arrivals.get(wire.post()).add(new Arrival(time + wire.delay(), time, -1, w));
                }
            } else {
                for (int f = 0; f < given.size(); f++) {
                    if (given.get(f).cell == wire.pre()) {
                        double time = given.get(f).time;
                        arrivals.get(wire.post()).add(new Arrival(time + wire.delay(), time, f, w));
                    }
                }
            }
        }
        arrivals.forEach(list -> list.sort(Comparator.comparingDouble(Arrival::time)));
        return arrivals;
    }
}
