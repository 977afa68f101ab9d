package io.github.goldspike.grid.certified;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From derivatives by elementary parameters to those by the reals of the file (grids-N5). */
final class GivenGradient {

    private final Circuit circuit;
    private final Adjoints adjoints;
    private final int bits;

    GivenGradient(Circuit circuit, Adjoints adjoints, int bits) {
        this.circuit = circuit;
        this.adjoints = adjoints;
        this.bits = bits;
    }

    Gradient<Ball> of(Set<ParameterKind> kinds) {
        Map<ParameterKind, List<List<Ball>>> values = new EnumMap<>(ParameterKind.class);
        for (ParameterKind kind : kinds) {
            values.put(
                    kind,
                    switch (kind) {
                        case WEIGHTS -> weights();
                        case ALPHA -> alphas();
                        default -> ofPopulations(kind);
                    });
        }
        return new Gradient<>(values);
    }

    private Ball ball(Rational value) {
        return Ball.of(value, bits).withPrecision(bits);
    }

    private List<List<Ball>> weights() {
        List<List<Ball>> all = new ArrayList<>();
        for (int p = 0; p < circuit.network().projections().size(); p++) {
            all.add(new ArrayList<>());
        }
        boolean kernel = circuit.network().convention() == Convention.KERNEL;
        for (int k = 0; k < circuit.wires().size(); k++) {
            Circuit.Wire wire = circuit.wires().get(k);
            Ball by = adjoints.weight.ball(k, bits);
            all.get(wire.projection()).add(kernel ? by : by.times(ball(beta(wire))));
        }
        return all;
    }

    private Rational beta(Circuit.Wire wire) {
        return circuit.neuron(circuit.currents().get(wire.current()).unit()).beta();
    }

    private List<List<Ball>> alphas() {
        List<List<Ball>> all = new ArrayList<>();
        for (Projection projection : circuit.network().projections()) {
            all.add(zeros(projection.decay().constant().given().values().size()));
        }
        for (int c = 0; c < circuit.currents().size(); c++) {
            Circuit.Current current = circuit.currents().get(c);
            TimeConstant given = circuit.network()
                    .projections()
                    .get(current.projection())
                    .decay()
                    .constant();
            add(
                    all.get(current.projection()),
                    current.given(),
                    perGiven(given, current.alpha(), adjoints.alpha.ball(c, bits)));
        }
        return all;
    }

    /** By τ = 1/r: dr/dτ = −r². */
    private Ball perGiven(TimeConstant constant, Rational rate, Ball byRate) {
        return constant.form() == TimeConstant.Form.RATE
                ? byRate
                : byRate.times(ball(rate.times(rate).negate()));
    }

    private List<List<Ball>> ofPopulations(ParameterKind kind) {
        Ball[] betaByWeights = kind == ParameterKind.BETA ? betaByWeights() : new Ball[0];
        List<List<Ball>> all = new ArrayList<>();
        for (Circuit.Group group : circuit.groups()) {
            if (!(circuit.network().populations().get(group.population()) instanceof Population.Neurons neurons)) {
                all.add(List.of());
                continue;
            }
            List<Ball> values = zeros(size(neurons, kind));
            int next = 0;
            for (int unit = group.from(); unit < group.to(); unit++) {
                int index = unit - group.from();
                switch (kind) {
                    case BETA -> {
                        Ball by = adjoints.beta.ball(unit, bits).plus(betaByWeights[unit]);
                        add(
                                values,
                                place(neurons.membrane().given(), index),
                                perGiven(neurons.membrane(), neurons.beta(index), by));
                    }
                    case RESET -> add(values, place(neurons.reset(), index), adjoints.reset.ball(unit, bits));
                    case LEAK -> {
                        Ball by = adjoints.leak.ball(unit, bits);
                        Ball follows = neurons.initial().isPresent() ? by : by.plus(adjoints.initial.ball(unit, bits));
                        add(values, place(neurons.leak(), index), follows);
                    }
                    case THRESHOLD -> {
                        if (neurons.threshold(index).isPresent()) {
                            boolean shared = neurons.threshold().orElseThrow().shared();
                            add(values, shared ? 0 : next++, adjoints.threshold.ball(unit, bits));
                        }
                    }
                    default -> throw new IllegalArgumentException(kind + " on a grid");
                }
            }
            all.add(values);
        }
        return all;
    }

    /** In the convention {@code current} W = β·w: dℓ/dβ has Σ w dℓ/dW besides. */
    private Ball[] betaByWeights() {
        Ball[] sums = new Ball[circuit.size()];
        Arrays.fill(sums, Ball.ZERO);
        if (circuit.network().convention() == Convention.CURRENT) {
            for (int k = 0; k < circuit.wires().size(); k++) {
                Circuit.Wire wire = circuit.wires().get(k);
                int unit = circuit.currents().get(wire.current()).unit();
                Ball weight = ball(wire.weight().dividedBy(beta(wire)));
                sums[unit] = sums[unit].plus(adjoints.weight.ball(k, bits).times(weight));
            }
        }
        return sums;
    }

    private static int size(Population.Neurons neurons, ParameterKind kind) {
        return switch (kind) {
            case BETA -> neurons.membrane().given().values().size();
            case RESET -> neurons.reset().values().size();
            case LEAK -> neurons.leak().values().size();
            default ->
                (int) neurons.threshold().map(Threshold::values).orElse(List.of()).stream()
                        .filter(value -> value.isPresent())
                        .count();
        };
    }

    private static int place(Parameter parameter, int neuron) {
        return parameter.shared() ? 0 : neuron;
    }

    private static List<Ball> zeros(int size) {
        return new ArrayList<>(Collections.nCopies(size, Ball.ZERO));
    }

    private static void add(List<Ball> values, int index, Ball value) {
        values.set(index, values.get(index).plus(value));
    }
}
