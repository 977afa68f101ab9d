package io.github.goldspike.grid.certified;

import io.github.goldspike.grid.Operation;
import io.github.goldspike.model.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * One neuron in rational arithmetic, without rounding: consulted where fixed point leaves a comparison open, and only then brought up to
 * date from the spikes that are decided (grids-N9). A quantity is num/(S·Bᵉ), with S a common denominator of all
 * potentials and weights and B of all factors, so that no fraction is ever reduced.
 */
final class ExactNeuron {

    private record Scaled(BigInteger num, int power) {}

    private static final Scaled ZERO = new Scaled(BigInteger.ZERO, 0);

    private final Circuit circuit;
    private final Circuit.Neuron neuron;
    private final int unit;
    private final Raster raster;
    private final BigInteger scale;
    private final BigInteger base;
    private final List<BigInteger> powers = new ArrayList<>(List.of(BigInteger.ONE));
    private final BigInteger membrane;
    private final BigInteger[] decays;
    private final BigInteger[] gains;
    private final Scaled leak;
    private final Scaled reset;
    private final BigInteger[] weights;
    private final Drives drives;

    private Scaled v;
    private final Scaled[] currents;
    private boolean late;
    private int heldUntil;
    private int step;
    private int operation;

    private ExactNeuron(
            Circuit circuit,
            int unit,
            Raster raster,
            Drives drives,
            Rational membraneDecay,
            List<Rational> decay,
            List<Rational> gain) {
        this.circuit = circuit;
        this.neuron = circuit.neuron(unit);
        this.unit = unit;
        this.raster = raster;
        this.drives = drives;
        int[] wires = circuit.incoming(unit);
        BigInteger common = neuron.leak().denominator();
        common = lcm(common, neuron.reset().denominator());
        common = lcm(common, neuron.initial().denominator());
        common = lcm(common, neuron.threshold().orElseThrow().denominator());
        for (int wire : wires) {
            common = lcm(common, circuit.wires().get(wire).weight().denominator());
        }
        for (Drives.Drive drive : drives.all(unit)) {
            common = lcm(common, drive.exact().orElseThrow().denominator());
        }
        scale = common;
        BigInteger factors = membraneDecay.denominator();
        for (int k = 0; k < decay.size(); k++) {
            factors = lcm(lcm(factors, decay.get(k).denominator()), gain.get(k).denominator());
        }
        base = factors;
        membrane = times(membraneDecay, base);
        decays = decay.stream().map(factor -> times(factor, base)).toArray(BigInteger[]::new);
        gains = gain.stream().map(factor -> times(factor, base)).toArray(BigInteger[]::new);
        leak = new Scaled(times(neuron.leak(), scale), 0);
        reset = new Scaled(times(neuron.reset(), scale), 0);
        weights = new BigInteger[wires.length];
        for (int k = 0; k < wires.length; k++) {
            weights[k] = times(circuit.wires().get(wires[k]).weight(), scale);
        }
        v = new Scaled(times(neuron.initial(), scale), 0);
        currents = new Scaled[decays.length];
        java.util.Arrays.fill(currents, ZERO);
        step = circuit.first();
        heldUntil = step - 1;
    }

    /** A neuron before its first step; all its factors must be rational. */
    static ExactNeuron of(Circuit circuit, int unit, Raster raster, StepFactors factors, Drives drives) {
        Circuit.Neuron neuron = circuit.neuron(unit);
        List<Circuit.Current> own = circuit.currents().subList(neuron.firstCurrent(), neuron.endOfCurrents());
        return new ExactNeuron(
                circuit,
                unit,
                raster,
                drives,
                factors.decay(neuron.beta()).factor().exact().orElseThrow(),
                own.stream()
                        .map(current ->
                                factors.decay(current.alpha()).factor().exact().orElseThrow())
                        .toList(),
                own.stream()
                        .map(current -> factors.gain(current.alpha(), neuron.beta())
                                .factor()
                                .exact()
                                .orElseThrow())
                        .toList());
    }

    private static BigInteger lcm(BigInteger a, BigInteger b) {
        return a.divide(a.gcd(b)).multiply(b);
    }

    private static BigInteger times(Rational value, BigInteger denominator) {
        return value.numerator().multiply(denominator.divide(value.denominator()));
    }

    /** V − ϑ as it is compared in a step, from which on nothing is known; all steps before are decided. */
    Rational distance(int atStep) {
        List<Operation> order = circuit.grid().order();
        while (step < atStep || order.get(operation) != Operation.FIRE) {
            apply(order.get(operation));
            operation++;
            if (operation == order.size()) {
                operation = 0;
                step++;
            }
        }
        return new Rational(v.num(), scale.multiply(power(v.power())))
                .minus(neuron.threshold().orElseThrow());
    }

    private void apply(Operation next) {
        switch (next) {
            case RECEIVE -> receive();
            case DECAY -> {
                for (int k = 0; k < currents.length; k++) {
                    currents[k] = times(currents[k], decays[k]);
                }
            }
            case MEMBRANE -> membrane();
            case FIRE -> {
                late = raster.count(unit, step) > 0;
                if (late) {
                    heldUntil = step + neuron.held();
                }
            }
            case RESET -> {
                if (late) {
                    reset();
                }
            }
        }
    }

    private void receive() {
        int[] wires = circuit.incoming(unit);
        for (int k = 0; k < wires.length; k++) {
            Circuit.Wire wire = circuit.wires().get(wires[k]);
            int spikes = raster.count(wire.pre(), step - wire.lag());
            if (spikes > 0) {
                int current = wire.current() - neuron.firstCurrent();
                Scaled weight = new Scaled(weights[k].multiply(BigInteger.valueOf(spikes)), 0);
                currents[current] = plus(currents[current], weight);
            }
        }
    }

    private void membrane() {
        if (step <= heldUntil && step > heldUntil - neuron.held()) {
            v = reset;
            return;
        }
        Scaled sum = plus(leak, times(plus(v, negate(leak)), membrane));
        for (int k = 0; k < currents.length; k++) {
            sum = plus(sum, times(currents[k], gains[k]));
        }
        v = plus(sum, new Scaled(times(drives.of(unit, step).exact().orElseThrow(), scale), 0));
    }

    private void reset() {
        switch (circuit.grid().reset()) {
            case TO_VALUE -> v = reset;
            case SUBTRACT -> {
                Scaled fall = new Scaled(times(neuron.threshold().orElseThrow().minus(neuron.reset()), scale), 0);
                v = plus(v, negate(fall));
            }
            case NONE -> {}
        }
    }

    private Scaled times(Scaled x, BigInteger factor) {
        return x.num().signum() == 0 ? ZERO : new Scaled(x.num().multiply(factor), x.power() + 1);
    }

    private static Scaled negate(Scaled x) {
        return new Scaled(x.num().negate(), x.power());
    }

    private Scaled plus(Scaled x, Scaled y) {
        int power = Math.max(x.power(), y.power());
        return new Scaled(
                x.num().multiply(power(power - x.power())).add(y.num().multiply(power(power - y.power()))), power);
    }

    private BigInteger power(int exponent) {
        while (powers.size() <= exponent) {
            powers.add(powers.get(powers.size() - 1).multiply(base));
        }
        return powers.get(exponent);
    }
}
