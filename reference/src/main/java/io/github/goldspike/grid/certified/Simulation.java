package io.github.goldspike.grid.certified;

import io.github.goldspike.contract.Progress;
import io.github.goldspike.grid.Operation;
import io.github.goldspike.grid.Strictness;
import io.github.goldspike.grid.Transmission;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** All steps of a circuit, forward (grids-N1 and grids-N8). */
final class Simulation {

    private final Circuit circuit;
    private final FixedPoint point;
    private final StepFactors factors;
    private final Optional<SurrogateFunction> surrogate;
    private final Raster raster;
    private final Recording recording;
    private final Closest closest;
    private final Map<Integer, ExactNeuron> exact = new HashMap<>();

    private final Fixed[] v;
    private final Fixed[] i;
    private final boolean[] z;
    private final int[] heldUntil;

    private final Fixed[] membraneDecay;
    private final Fixed[] threshold;
    private final Fixed[] reset;
    private final Fixed[] leak;
    private final Fixed[] fall;
    private final boolean[] rational;
    private final Fixed[] decay;
    private final Fixed[] gain;
    private final IntegerWeights weights;
    private final Drives drives;
    private int decided;

    Simulation(Circuit circuit, FixedPoint point, StepFactors factors, IntegerWeights weights) {
        this.circuit = circuit;
        this.point = point;
        this.factors = factors;
        this.weights = weights;
        this.surrogate = circuit.grid().surrogate().map(chosen -> new SurrogateFunction(chosen, point));
        this.raster = new Raster(circuit);
        this.recording = new Recording(circuit);
        this.closest = new Closest(point);
        int units = circuit.size();
        v = new Fixed[units];
        z = new boolean[units];
        heldUntil = new int[units];
        Arrays.fill(heldUntil, circuit.first() - 1);
        membraneDecay = new Fixed[units];
        threshold = new Fixed[units];
        reset = new Fixed[units];
        leak = new Fixed[units];
        fall = new Fixed[units];
        rational = new boolean[units];
        i = new Fixed[circuit.currents().size()];
        Arrays.fill(i, Fixed.ZERO);
        decay = new Fixed[i.length];
        gain = new Fixed[i.length];
        drives = new Drives(circuit, point, factors);
        for (int unit = 0; unit < units; unit++) {
            circuit.unit(unit).ifPresent(neuron -> prepare(neuron));
        }
        decided = circuit.first() - 1;
    }

    private void prepare(Circuit.Neuron neuron) {
        int unit = circuit.groups().get(neuron.group()).from() + neuron.index();
        Coefficient membrane = factors.decay(neuron.beta()).factor();
        membraneDecay[unit] = membrane.value();
        v[unit] = point.of(neuron.initial());
        leak[unit] = point.of(neuron.leak());
        reset[unit] = point.of(neuron.reset());
        neuron.threshold().ifPresent(bound -> {
            threshold[unit] = point.of(bound);
            fall[unit] = point.of(bound.minus(neuron.reset()));
        });
        boolean exactly = membrane.exact().isPresent();
        for (int c = neuron.firstCurrent(); c < neuron.endOfCurrents(); c++) {
            Rational alpha = circuit.currents().get(c).alpha();
            Coefficient left = factors.decay(alpha).factor();
            Coefficient added = factors.gain(alpha, neuron.beta()).factor();
            decay[c] = left.value();
            gain[c] = added.value();
            exactly &= left.exact().isPresent() && added.exact().isPresent();
        }
        for (Drives.Drive drive : drives.all(unit)) {
            exactly &= drive.exact().isPresent();
        }
        rational[unit] = exactly;
    }

    /** @throws OpenComparison at the first comparison that is not decided; what was decided before stands */
    void run(Progress progress, int digits) {
        List<Circuit.Group> groups =
                circuit.groups().stream().filter(Circuit.Group::neurons).toList();
        feed();
        int spikes = 0;
        for (int step = circuit.first(); step <= circuit.last(); step++) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted");
            }
            if (circuit.grid().transmission() == Transmission.SAME_STEP) {
                for (Operation operation : circuit.grid().order()) {
                    for (Circuit.Group group : groups) {
                        apply(operation, group, step);
                    }
                }
            } else {
                for (Circuit.Group group : groups) {
                    for (Operation operation : circuit.grid().order()) {
                        apply(operation, group, step);
                    }
                }
            }
            int row = step - circuit.first();
            System.arraycopy(v, 0, recording.potential(row), 0, v.length);
            System.arraycopy(i, 0, recording.current(row), 0, i.length);
            decided = step;
            progress.reached(circuit.grid().dt().toDouble() * step, spikes, digits);
        }
    }

    private void feed() {
        for (Circuit.Group group : circuit.groups()) {
            if (circuit.network().populations().get(group.population()) instanceof Population.Source source) {
                for (int unit = 0; unit < source.size(); unit++) {
                    for (Rational time : source.trains().get(unit)) {
                        raster.fires(group.from() + unit, circuit.stepOf(time));
                    }
                }
            }
        }
    }

    private void apply(Operation operation, Circuit.Group group, int step) {
        int row = step - circuit.first();
        switch (operation) {
            case RECEIVE -> receive(group, step);
            case DECAY -> decay(group, row);
            case MEMBRANE -> membrane(group, step, row);
            case FIRE -> fire(group, step, row);
            case RESET -> reset(group, row);
        }
    }

    private void receive(Circuit.Group group, int step) {
        IntegerWeights.Arrivals arrivals =
                weights.new Arrivals(circuit.firstCurrent(group), circuit.endOfCurrents(group));
        raster.arrivals(step, group.population()).forEach(arrivals::add);
        arrivals.addTo(i);
    }

    private void decay(Circuit.Group group, int row) {
        int end = circuit.endOfCurrents(group);
        for (int c = circuit.firstCurrent(group); c < end; c++) {
            recording.currentBeforeDecay(row)[c] = i[c];
            i[c] = point.times(i[c], decay[c]);
        }
    }

    private void membrane(Circuit.Group group, int step, int row) {
        for (int unit = group.from(); unit < group.to(); unit++) {
            Circuit.Neuron neuron = circuit.neuron(unit);
            recording.beforeMembrane(row)[unit] = v[unit];
            // A hold begins in the step after the spike, wherever fire stands in the order.
            if (step <= heldUntil[unit] && step > heldUntil[unit] - neuron.held()) {
                recording.held(row)[unit] = true;
                v[unit] = reset[unit];
            } else {
                Fixed sum = leak[unit].plus(point.times(v[unit].minus(leak[unit]), membraneDecay[unit]));
                for (int c = neuron.firstCurrent(); c < neuron.endOfCurrents(); c++) {
                    sum = sum.plus(point.times(i[c], gain[c]));
                }
                v[unit] = sum.plus(drives.of(unit, step).value());
            }
            for (int c = neuron.firstCurrent(); c < neuron.endOfCurrents(); c++) {
                recording.currentAtMembrane(row)[c] = i[c];
            }
        }
    }

    private void fire(Circuit.Group group, int step, int row) {
        for (int unit = group.from(); unit < group.to(); unit++) {
            z[unit] = threshold[unit] != null && step > heldUntil[unit] && passes(unit, step, row);
            if (z[unit]) {
                raster.fires(unit, step);
                heldUntil[unit] = step + circuit.neuron(unit).held();
            }
        }
    }

    private boolean passes(int unit, int step, int row) {
        Fixed distance = v[unit].minus(threshold[unit]);
        int sign = distance.sign();
        if (sign != 0 || distance.isExact()) {
            closest.see(unit, step, distance);
        } else {
            Rational exactly = exactly(unit, step);
            sign = exactly.signum();
            closest.see(unit, step, exactly);
        }
        if (surrogate.isPresent()) {
            SurrogateFunction function = surrogate.get();
            recording.surrogates(row)[unit] = rational[unit] && function.isAtItsFoot(distance)
                    ? function.triangle(exactly(unit, step))
                    : function.at(distance);
        }
        return sign > 0 || sign == 0 && circuit.grid().threshold() == Strictness.GE;
    }

    private Rational exactly(int unit, int step) {
        if (!rational[unit]) {
            throw new OpenComparison(unit, step);
        }
        return exact.computeIfAbsent(unit, one -> ExactNeuron.of(circuit, one, raster, factors, drives))
                .distance(step);
    }

    private void reset(Circuit.Group group, int row) {
        for (int unit = group.from(); unit < group.to(); unit++) {
            recording.beforeReset(row)[unit] = v[unit];
            if (z[unit]) {
                v[unit] = switch (circuit.grid().reset()) {
                    case TO_VALUE -> reset[unit];
                    case SUBTRACT -> v[unit].minus(fall[unit]);
                    case NONE -> v[unit];
                };
            }
        }
    }

    Drives drives() {
        return drives;
    }

    /** The last step that is decided for all neurons. */
    int decided() {
        return decided;
    }

    Raster raster() {
        return raster;
    }

    Recording recording() {
        return recording;
    }

    Closest closest() {
        return closest;
    }

    /** The steps in which the neurons of a population fired, up to a step. */
    List<Integer> train(int unit, int until) {
        return raster.train(unit).stream().filter(step -> step <= until).toList();
    }
}
