package io.github.goldspike.diagnosis;

import io.github.goldspike.diagnosis.Circuit.Cell;
import io.github.goldspike.diagnosis.Circuit.Wire;
import io.github.goldspike.diagnosis.Spikes.Arrival;
import io.github.goldspike.diagnosis.Spikes.Firing;
import java.util.ArrayList;
import java.util.List;

/**
 * dℓ/dW from the firing equations as dense rows (gradient-G1): Lᵀμ = ∂ℓ/∂F, dℓ/dW = −μᵀ ∂V/∂W. The equation of a
 * spike is that of the potential since the neuron was let go; with those of its earlier spikes added, discounted by e^{−βs}, it
 * becomes the paper's sum over everything since 0 ([FP eq. 9]), in which own spikes stand with (ϑ − r)βe^{−β(f−e)}.
 */
final class Sensitivity {

    /**
     * The derivatives of one equation.
     *
     * @param byCause by the times of spikes that arrive
     * @param byOwn by the times of own spikes, as far as they are resets; its own time among them
     * @param fallen what the own spikes before have left of the jumps of V' at them
     */
    private record Row(double[] byCause, double[] byOwn, double[] byWeight, double fallen) {

        Row plus(double factor, Row other, double jump) {
            return new Row(
                    sum(byCause, factor, other.byCause),
                    sum(byOwn, factor, other.byOwn),
                    sum(byWeight, factor, other.byWeight),
                    factor * (other.fallen + jump));
        }

        private static double[] sum(double[] one, double factor, double[] other) {
            double[] sum = one.clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factor * other[i];
            }
            return sum;
        }
    }

    private final Circuit circuit;
    private final Spikes spikes;
    private final Program program;
    /** L as the program has it, row by row. */
    private final List<double[]> rows = new ArrayList<>();
    /** ∂V/∂W, row by row. */
    private final List<double[]> byWeight = new ArrayList<>();

    private Sensitivity(Circuit circuit, Spikes spikes, Program program) {
        this.circuit = circuit;
        this.spikes = spikes;
        this.program = program;
    }

    /** dℓ/dw by wire, w as given, from ∂ℓ/∂f by spike. */
    static double[] gradient(Circuit circuit, Spikes spikes, Program program, double[] partials) {
        Sensitivity sensitivity = new Sensitivity(circuit, spikes, program);
        Firing[] last = new Firing[circuit.cells().size()];
        Row[] sums = new Row[spikes.firings().size()];
        for (Firing firing : spikes.firings()) {
            Firing before = last[firing.cell()];
            last[firing.cell()] = firing;
            double beta = circuit.cells().get(firing.cell()).beta();
            Row since = sensitivity.sinceRestart(firing, before);
            double decay = before == null ? 0 : Math.exp(-beta * (firing.time() - before.freed()));
            sums[firing.number()] = before == null
                    ? since
                    : since.plus(decay, sums[before.number()], sensitivity.slopeAfter(before) - before.slope());
            Row row = program.forgetsAtReset() ? since : sums[firing.number()];
            sensitivity.add(firing, program.forgetsCausesBeforeOwnSpike() ? sensitivity.recent(firing) : row);
        }
        return sensitivity.solve(partials);
    }

    private Row sinceRestart(Firing firing, Firing before) {
        Cell cell = circuit.cells().get(firing.cell());
        Row row = new Row(
                new double[spikes.firings().size()],
                new double[spikes.firings().size()],
                new double[circuit.wires().size()],
                0);
        double start = before == null ? 0 : before.freed();
        for (Arrival arrival : spikes.arrivals().get(firing.cell())) {
            Wire wire = circuit.wires().get(arrival.wire());
            if (program.counts(arrival)) {
                row.byWeight[arrival.wire()] += response(wire, cell, start, program.samples(arrival), firing.time());
            }
            if (arrival.cause() >= 0) {
                row.byCause[arrival.cause()] += program.through(circuit, wire)
                        * wire.weight()
                        * byArrival(wire, cell, start, arrival.time(), firing.time());
            }
        }
        row.byOwn[firing.number()] = firing.slope();
        if (before != null) {
            row.byOwn[before.number()] -= slopeAfter(before) * Math.exp(-cell.beta() * (firing.time() - start));
        }
        return row;
    }

    /** Of the arrivals since the own spike before the last of them, as if there had been nothing before; V' with all falls. */
    private Row recent(Firing firing) {
        Cell cell = circuit.cells().get(firing.cell());
        double f = firing.time();
        double last = spikes.arrivals().get(firing.cell()).stream()
                .mapToDouble(Arrival::time)
                .filter(time -> time < f)
                .max()
                .orElse(0);
        double from = spikes.of(firing.cell()).stream()
                .mapToDouble(Firing::time)
                .filter(time -> time < last)
                .max()
                .orElse(-1);
        Row row = new Row(
                new double[spikes.firings().size()],
                new double[spikes.firings().size()],
                new double[circuit.wires().size()],
                0);
        double slope = 0;
        for (Arrival arrival : spikes.arrivals().get(firing.cell())) {
            Wire wire = circuit.wires().get(arrival.wire());
            if (arrival.time() > from && arrival.time() < f) {
                double moved = wire.weight() * Response.slope(wire.alpha(), cell.beta(), f - arrival.time());
                row.byWeight[arrival.wire()] += Response.value(wire.alpha(), cell.beta(), f - arrival.time());
                slope += moved;
                if (arrival.cause() >= 0) {
                    row.byCause[arrival.cause()] -= moved;
                }
            }
        }
        for (Firing own : spikes.of(firing.cell())) {
            if (own.time() < f) {
                slope += cell.beta() * (cell.threshold() - cell.reset()) * Math.exp(-cell.beta() * (f - own.time()));
            }
        }
        row.byOwn[firing.number()] = slope;
        return row;
    }

    /** V' just after the neuron is let go. */
    private double slopeAfter(Firing firing) {
        Cell cell = circuit.cells().get(firing.cell());
        double slope = -cell.beta() * (firing.reset() - cell.leak());
        for (Arrival arrival : spikes.arrivals().get(firing.cell())) {
            if (arrival.time() <= firing.freed()) {
                Wire wire = circuit.wires().get(arrival.wire());
                slope += wire.weight() * Math.exp(-wire.alpha() * (firing.freed() - arrival.time()));
            }
        }
        return slope;
    }

    /** What V(f) has of an arrival of weight 1. */
    private static double response(Wire wire, Cell cell, double start, double arrival, double f) {
        if (arrival >= f) {
            return 0;
        }
        double left = arrival > start ? 1 : Math.exp(-wire.alpha() * (start - arrival));
        return left * Response.value(wire.alpha(), cell.beta(), f - Math.max(arrival, start));
    }

    /** Its derivative by the time of the arrival. */
    private static double byArrival(Wire wire, Cell cell, double start, double arrival, double f) {
        if (arrival >= f) {
            return 0;
        }
        return arrival > start
                ? -Response.slope(wire.alpha(), cell.beta(), f - arrival)
                : wire.alpha() * response(wire, cell, start, arrival, f);
    }

    private void add(Firing firing, Row right) {
        Cell cell = circuit.cells().get(firing.cell());
        double[] byTime = right.byCause.clone();
        for (int g = 0; g < firing.number(); g++) {
            Firing earlier = spikes.firings().get(g);
            if (earlier.cell() == firing.cell()) {
                double decay = Math.exp(-cell.beta() * (firing.time() - earlier.freed()));
                double decayBefore = Math.exp(-cell.beta() * (earlier.time() - timeBefore(earlier)));
                byTime[g] += program.own(right.byOwn[g], decay, decayBefore);
            }
        }
        double slope = program.forgetsCausesBeforeOwnSpike() ? right.byOwn[firing.number()] : firing.slope();
        byTime[firing.number()] = program.slope(cell, slope, right.fallen);
        rows.add(byTime);
        byWeight.add(right.byWeight);
    }

    /** The time of the same neuron's spike before; 0 if there is none. */
    private double timeBefore(Firing firing) {
        double time = 0;
        for (int g = 0; g < firing.number(); g++) {
            if (spikes.firings().get(g).cell() == firing.cell()) {
                time = spikes.firings().get(g).time();
            }
        }
        return time;
    }

    private double[] solve(double[] partials) {
        double[] left = partials.clone();
        double[] gradient = new double[circuit.wires().size()];
        for (int f = rows.size() - 1; f >= 0; f--) {
            double mu = left[f] / rows.get(f)[f];
            for (int g = 0; g < f; g++) {
                left[g] -= mu * rows.get(f)[g];
            }
            for (int w = 0; w < gradient.length; w++) {
                gradient[w] -= mu * byWeight.get(f)[w];
            }
        }
        for (int w = 0; w < gradient.length; w++) {
            gradient[w] *= circuit.wires().get(w).scale();
        }
        return gradient;
    }
}
