package io.github.goldspike.grid.certified;

import io.github.goldspike.grid.Operation;
import io.github.goldspike.grid.Reset;
import io.github.goldspike.grid.Transmission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * Backpropagation through time: the operations of all steps in reverse (grids-N5). The unit of the adjoint
 * variables is 2^−fraction at first and grows where their radii do, so that what they do not know is not computed with.
 */
final class Backward {

    /** Radii beyond 2^TRIM_AT units are cut by 2^TRIM_BY. */
    private static final double TRIM_AT = 0x1p300;

    private static final int TRIM_BY = 240;

    /** From so many products on, sums over synapses are shared among processors. */
    private static final long LARGE = 4_000;

    private final Circuit circuit;
    private final FixedPoint point;
    private final StepFactors factors;
    private final Raster raster;
    private final Recording recording;
    private final Drives drives;
    private final Map<Integer, Fixed[]> byPotential;
    private final Map<Integer, Fixed[]> bySpike;
    private final IntegerWeights weights;
    private final boolean byRates;

    private final Fixed[] byV;
    private final Fixed[] byI;
    /** ∂ℓ/∂z of step n in row n modulo the number of rows. */
    private final Fixed[][] byZ;

    private final Adjoints sums;
    private int trimmed;

    Backward(
            Circuit circuit,
            FixedPoint point,
            StepFactors factors,
            Simulation simulation,
            LossOnSteps.Value loss,
            IntegerWeights weights,
            boolean byRates) {
        this.circuit = circuit;
        this.point = point;
        this.factors = factors;
        this.raster = simulation.raster();
        this.recording = simulation.recording();
        this.drives = simulation.drives();
        this.byPotential = loss.byPotential();
        this.bySpike = loss.bySpike();
        this.weights = weights;
        this.byRates = byRates;
        int units = circuit.size();
        byV = zeros(units);
        byI = zeros(circuit.currents().size());
        int longest = 1;
        for (Circuit.Wire wire : circuit.wires()) {
            longest = Math.max(longest, wire.lag());
        }
        byZ = new Fixed[Math.min(longest, circuit.count()) + 1][];
        for (int row = 0; row < byZ.length; row++) {
            byZ[row] = zeros(units);
        }
        sums = new Adjoints(circuit, point.fraction());
    }

    private static Fixed[] zeros(int size) {
        Fixed[] zeros = new Fixed[size];
        Arrays.fill(zeros, Fixed.ZERO);
        return zeros;
    }

    /** Derivatives by all elementary parameters. */
    Adjoints run() {
        List<Operation> order = circuit.grid().order();
        List<Circuit.Group> groups =
                circuit.groups().stream().filter(Circuit.Group::neurons).toList();
        for (int row = circuit.count() - 1; row >= 0; row--) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted");
            }
            inject(byPotential, byV, row);
            inject(bySpike, byZ[row % byZ.length], row);
            if (circuit.grid().transmission() == Transmission.SAME_STEP) {
                for (int k = order.size() - 1; k >= 0; k--) {
                    for (int g = groups.size() - 1; g >= 0; g--) {
                        reverse(order.get(k), groups.get(g), row);
                    }
                }
            } else {
                for (int g = groups.size() - 1; g >= 0; g--) {
                    for (int k = order.size() - 1; k >= 0; k--) {
                        reverse(order.get(k), groups.get(g), row);
                    }
                }
            }
            Arrays.fill(byZ[row % byZ.length], Fixed.ZERO);
            trim();
        }
        for (Circuit.Group group : groups) {
            for (int unit = group.from(); unit < group.to(); unit++) {
                sums.initial.add(unit, byV[unit], trimmed);
            }
        }
        return sums;
    }

    private void inject(Map<Integer, Fixed[]> derivatives, Fixed[] into, int row) {
        derivatives.forEach((unit, steps) -> into[unit] = into[unit].plus(steps[row].trimmed(trimmed)));
    }

    private void reverse(Operation operation, Circuit.Group group, int row) {
        switch (operation) {
            case RECEIVE -> receive(group, row);
            case DECAY -> decay(group, row);
            case MEMBRANE -> membrane(group, row);
            case FIRE -> fire(group, row);
            case RESET -> reset(group, row);
        }
    }

    private void receive(Circuit.Group group, int row) {
        int step = circuit.first() + row;
        for (Circuit.Fan fan : raster.arrivals(step, group.population())) {
            for (int wire : fan.wires()) {
                sums.weight.add(wire, byI[circuit.wires().get(wire).current()], trimmed);
            }
        }
        Limbs limbs = new Limbs(byI, circuit.firstCurrent(group), circuit.endOfCurrents(group));
        List<Circuit.Fan> senders = circuit.fansInto(group.population()).stream()
                .filter(fan -> row >= fan.lag()
                        && circuit.unit(fan.unit()).isPresent()
                        && recording.surrogate(row - fan.lag(), fan.unit()).isPresent())
                .toList();
        // The sums are independent of each other; added in one order, the result is the same with any number of
        // threads.
        boolean large = (long) senders.size() * (circuit.endOfCurrents(group) - circuit.firstCurrent(group)) > LARGE;
        IntStream each = IntStream.range(0, senders.size());
        Fixed[] sent = (large ? each.parallel() : each)
                .mapToObj(k -> weights.dot(senders.get(k), byI, limbs))
                .toArray(Fixed[]::new);
        for (int k = 0; k < sent.length; k++) {
            Circuit.Fan fan = senders.get(k);
            Fixed[] ofStep = byZ[(row - fan.lag()) % byZ.length];
            ofStep[fan.unit()] = ofStep[fan.unit()].plus(sent[k]);
        }
    }

    private void decay(Circuit.Group group, int row) {
        for (int unit = group.from(); unit < group.to(); unit++) {
            Circuit.Neuron neuron = circuit.neuron(unit);
            for (int c = neuron.firstCurrent(); c < neuron.endOfCurrents(); c++) {
                if (byI[c].isZero()) {
                    continue;
                }
                StepFactors.Decaying factor =
                        factors.decay(circuit.currents().get(c).alpha());
                if (byRates) {
                    Fixed change = point.times(
                            recording.currentBeforeDecay(row)[c],
                            factor.byRate().value());
                    sums.alpha.add(c, point.times(byI[c], change), trimmed);
                }
                byI[c] = point.times(byI[c], factor.factor().value());
            }
        }
    }

    private void membrane(Circuit.Group group, int row) {
        for (int unit = group.from(); unit < group.to(); unit++) {
            Fixed by = byV[unit];
            if (by.isZero()) {
                continue;
            }
            Circuit.Neuron neuron = circuit.neuron(unit);
            if (recording.held(row)[unit]) {
                sums.reset.add(unit, by, trimmed);
                byV[unit] = Fixed.ZERO;
                continue;
            }
            StepFactors.Decaying membrane = factors.decay(neuron.beta());
            Fixed left = point.times(by, membrane.factor().value());
            sums.leak.add(unit, by.minus(left), trimmed);
            byV[unit] = left;
            Fixed byBeta = byRates
                    ? drives.of(unit, circuit.first() + row)
                            .byBeta()
                            .plus(point.times(
                                    recording.beforeMembrane(row)[unit].minus(point.of(neuron.leak())),
                                    membrane.byRate().value()))
                    : Fixed.ZERO;
            for (int c = neuron.firstCurrent(); c < neuron.endOfCurrents(); c++) {
                StepFactors.Gaining gain =
                        factors.gain(circuit.currents().get(c).alpha(), neuron.beta());
                if (byRates) {
                    Fixed current = recording.currentAtMembrane(row)[c];
                    byBeta = byBeta.plus(point.times(current, gain.byBeta().value()));
                    Fixed change = point.times(current, gain.byAlpha().value());
                    sums.alpha.add(c, point.times(by, change), trimmed);
                }
                byI[c] = byI[c].plus(point.times(by, gain.factor().value()));
            }
            if (byRates) {
                sums.beta.add(unit, point.times(by, byBeta), trimmed);
            }
        }
    }

    private void fire(Circuit.Group group, int row) {
        Fixed[] ofStep = byZ[row % byZ.length];
        for (int unit = group.from(); unit < group.to(); unit++) {
            if (!ofStep[unit].isZero() && recording.surrogate(row, unit).isPresent()) {
                Fixed by = point.times(ofStep[unit], recording.surrogates(row)[unit]);
                byV[unit] = byV[unit].plus(by);
                sums.threshold.add(unit, by.negate(), trimmed);
            }
        }
    }

    /** The reset of step n acts on the z of step n, or of step n − 1 if it stands before {@code fire}. */
    private void reset(Circuit.Group group, int row) {
        int fired = circuit.grid().resetsLate() ? row - 1 : row;
        if (fired < 0 || circuit.grid().reset() == Reset.NONE) {
            return;
        }
        boolean subtract = circuit.grid().reset() == Reset.SUBTRACT;
        for (int unit = group.from(); unit < group.to(); unit++) {
            Fixed by = byV[unit];
            if (by.isZero()) {
                continue;
            }
            Circuit.Neuron neuron = circuit.neuron(unit);
            if (!neuron.detached() && recording.surrogate(fired, unit).isPresent()) {
                Fixed change = subtract
                        ? point.of(neuron.reset().minus(neuron.threshold().orElseThrow()))
                        : point.of(neuron.reset()).minus(recording.beforeReset(row)[unit]);
                Fixed[] ofStep = byZ[fired % byZ.length];
                ofStep[unit] = ofStep[unit].plus(point.times(by, change));
            }
            if (raster.count(unit, circuit.first() + fired) > 0) {
                sums.reset.add(unit, by, trimmed);
                if (subtract) {
                    sums.threshold.add(unit, by.negate(), trimmed);
                } else {
                    byV[unit] = Fixed.ZERO;
                }
            }
        }
    }

    private void trim() {
        double greatest = Math.max(greatest(byV), greatest(byI));
        for (Fixed[] ofStep : byZ) {
            greatest = Math.max(greatest, greatest(ofStep));
        }
        if (greatest > TRIM_AT) {
            trim(byV);
            trim(byI);
            for (Fixed[] ofStep : byZ) {
                trim(ofStep);
            }
            trimmed += TRIM_BY;
        }
    }

    private static double greatest(Fixed[] values) {
        double greatest = 0;
        for (Fixed value : values) {
            greatest = Math.max(greatest, value.rad());
        }
        return greatest;
    }

    private static void trim(Fixed[] values) {
        for (int k = 0; k < values.length; k++) {
            values[k] = values[k].trimmed(TRIM_BY);
        }
    }
}
