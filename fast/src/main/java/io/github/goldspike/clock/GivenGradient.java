package io.github.goldspike.clock;

import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From derivatives by elementary parameters to those by the reals of the file (grids-N5). */
final class GivenGradient {

    private final Layout layout;
    private final double[] weights;
    private final Sums sums;

    /** @param weights of all wires in the convention {@code kernel} */
    GivenGradient(Layout layout, double[] weights, Sums sums) {
        this.layout = layout;
        this.weights = weights;
        this.sums = sums;
    }

    Gradient<Double> of(Set<ParameterKind> kinds) {
        Map<ParameterKind, List<List<Double>>> values = new EnumMap<>(ParameterKind.class);
        for (ParameterKind kind : kinds) {
            values.put(
                    kind,
                    switch (kind) {
                        case WEIGHTS -> byWeights();
                        case ALPHA -> byAlphas();
                        default -> byPopulations(kind);
                    });
        }
        return new Gradient<>(values);
    }

    private double factor(Layout.Wire wire) {
        boolean kernel = layout.network().convention() == Convention.KERNEL;
        return kernel
                ? 1
                : layout.neurons().beta[layout.currents().get(wire.current()).unit()];
    }

    private List<List<Double>> byWeights() {
        List<List<Double>> all = new ArrayList<>();
        layout.network().projections().forEach(projection -> all.add(new ArrayList<>()));
        for (int k = 0; k < sums.weight.length; k++) {
            Layout.Wire wire = layout.wires().get(k);
            all.get(wire.projection()).add(factor(wire) * sums.weight[k]);
        }
        return all;
    }

    private List<List<Double>> byAlphas() {
        List<double[]> all = new ArrayList<>();
        for (Projection projection : layout.network().projections()) {
            all.add(new double[projection.decay().constant().given().values().size()]);
        }
        for (int c = 0; c < sums.alpha.length; c++) {
            Layout.Current current = layout.currents().get(c);
            TimeConstant constant = layout.network()
                    .projections()
                    .get(current.projection())
                    .decay()
                    .constant();
            all.get(current.projection())[current.given()] += rateByGiven(constant, current.given()) * sums.alpha[c];
        }
        return all.stream().map(GivenGradient::boxed).toList();
    }

    /** d rate/d(value as given): 1, or −1/τ² for a time constant. */
    private static double rateByGiven(TimeConstant constant, int value) {
        double rate = constant.rate(value).toDouble();
        return constant.form() == TimeConstant.Form.RATE ? 1 : -rate * rate;
    }

    private List<List<Double>> byPopulations(ParameterKind kind) {
        double[] byUnit = switch (kind) {
            case BETA -> byBeta();
            case RESET -> sums.reset;
            case THRESHOLD -> sums.threshold;
            case LEAK -> sums.leak;
            default -> throw new IllegalArgumentException(kind + " on a grid");
        };
        List<List<Double>> all = new ArrayList<>();
        for (Layout.Group group : layout.groups()) {
            if (layout.network().populations().get(group.population()) instanceof Population.Neurons neurons) {
                all.add(boxed(
                        switch (kind) {
                            case BETA -> byMembranes(neurons, byUnit, group.from());
                            case RESET -> summed(neurons.reset(), byUnit, group);
                            case THRESHOLD -> byThresholds(neurons, byUnit, group.from());
                            default ->
                                summed(
                                        neurons.leak(),
                                        neurons.initial().isPresent() ? byUnit : plus(byUnit, sums.initial),
                                        group);
                        }));
            } else {
                all.add(List.of());
            }
        }
        return all;
    }

    private static double[] plus(double[] left, double[] right) {
        double[] sum = left.clone();
        Arrays.setAll(sum, k -> left[k] + right[k]);
        return sum;
    }

    /** In the convention {@code current} W = β·w: dℓ/dβ has Σ w dℓ/dW besides. */
    private double[] byBeta() {
        double[] byBeta = sums.beta.clone();
        if (layout.network().convention() == Convention.CURRENT) {
            for (int k = 0; k < weights.length; k++) {
                int unit =
                        layout.currents().get(layout.wires().get(k).current()).unit();
                byBeta[unit] += weights[k] / layout.neurons().beta[unit] * sums.weight[k];
            }
        }
        return byBeta;
    }

    private static double[] byMembranes(Population.Neurons neurons, double[] byUnit, int from) {
        double[] values = new double[neurons.membrane().given().values().size()];
        for (int n = 0; n < neurons.size(); n++) {
            int value = neurons.membrane().given().shared() ? 0 : n;
            values[value] += rateByGiven(neurons.membrane(), value) * byUnit[from + n];
        }
        return values;
    }

    private static double[] summed(Parameter parameter, double[] byUnit, Layout.Group group) {
        double[] values = new double[parameter.values().size()];
        for (int unit = group.from(); unit < group.to(); unit++) {
            values[parameter.shared() ? 0 : unit - group.from()] += byUnit[unit];
        }
        return values;
    }

    private static double[] byThresholds(Population.Neurons neurons, double[] byUnit, int from) {
        boolean shared = neurons.threshold().map(Threshold::shared).orElse(false);
        double[] values = new double[neurons.size()];
        int count = 0;
        for (int n = 0; n < neurons.size(); n++) {
            if (neurons.threshold(n).isPresent()) {
                int value = shared ? 0 : count;
                values[value] += byUnit[from + n];
                count = value + 1;
            }
        }
        return Arrays.copyOf(values, count);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
