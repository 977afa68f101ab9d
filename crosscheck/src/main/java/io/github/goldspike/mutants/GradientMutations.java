package io.github.goldspike.mutants;

import java.util.List;
import java.util.stream.Stream;

/** Differentiated wrongly. */
final class GradientMutations {

    private static final String EVENTPROP = "EventProp";
    private static final String ADJOINT = "AdjointSweep";
    private static final String SWEEP = "BackwardSweep";
    private static final String NETWORK = "EventNetwork";
    private static final String READER = "Translation";
    private static final String GIVEN = "GivenParameters";
    private static final String REPORT = "AnswerBuilder";

    private static final String JUMP =
            "double before = raster.restartSlope(spike) / raster.slope(spike) * after + own / raster.slope(spike);";
    private static final String DIVIDE = "double jump = sum / raster.slope(spike);";
    private static final String BY_WEIGHT = "sums[k] = factor * elements.weight[place[first + k]];";

    static final List<Mutant> ALL = List.of(
            Mutations.ofEventProp(
                    "own-spike-forgotten",
                    new Edit(EVENTPROP, JUMP, "double before = after + own / raster.slope(spike);")),
            Mutations.of(
                    "own-spike-decayed-twice",
                    new Edit(
                            ADJOINT,
                            "private final double[] throughRestart;",
                            "private final double[] throughRestart;\nprivate final double[] twice = new double[network.neurons];"),
                    new Edit(
                            ADJOINT,
                            "decaying[neuron] = kernel.membrane * p;",
                            "decaying[neuron] = kernel.membrane * p;\n"
                                    + "twice[neuron] *= kernel.membrane * kernel.membrane;"),
                    new Edit(
                            ADJOINT,
                            "drop * network.constants[row + BETA] * decaying[neuron]",
                            "drop * network.constants[row + BETA] * twice[neuron]"),
                    new Edit(
                            ADJOINT, "decaying[neuron] += jump;", "decaying[neuron] += jump;\ntwice[neuron] += jump;")),
            Mutations.ofEventProp(
                    "cut-at-reset", new Edit(EVENTPROP, JUMP, "double before = own / raster.slope(spike);")),
            new Mutant(
                    "slope-without-leak",
                    io.github.goldspike.contract.Method.ADJOINT,
                    Stream.concat(
                                    carrying("leak.toDouble()"),
                                    Stream.of(divide("raster.slope(spike) - network.constants[row + BETA] *"
                                            + " network.carried[neuron]")))
                            .toList()),
            Mutations.of(
                    "slope-without-decay", divide("raster.slope(spike) + network.constants[row + EventNetwork.DRIVE]")),
            Mutations.of("slope-without-reset", new Edit(ADJOINT, DIVIDE, """
                double fallen = 0;
                double left = 1;
                int later = spike;
                for (int p = raster.previous(spike); p != Raster.NONE; p = raster.previous(p)) {
                    double since = raster.time(later) - raster.time(p) - network.constants[row + REFRACTORY];
                    left *= Exponential.exp(-network.constants[row + BETA] * since);
                    fallen += left * (raster.restartSlope(p) - raster.slope(p));
                    later = p;
                }
                double jump = sum / (raster.slope(spike) - fallen);
                """)),
            Mutations.of("slope-clipped", divide("Math.max(raster.slope(spike), 0.1)")),
            Mutations.of("slope-with-epsilon", divide("raster.slope(spike) + 1e-6")),
            Mutations.of(
                    "gradient-sign",
                    new Edit(GIVEN, BY_WEIGHT, "sums[k] = -factor * elements.weight[place[first + k]];")),
            Mutations.of(
                    "gradient-by-current-weight",
                    new Edit(
                            GIVEN,
                            "double factor = network.convention() == Convention.KERNEL",
                            "double factor = network.convention() == Convention.CURRENT")),
            Mutations.of(
                    "gradient-without-tau-syn",
                    new Edit(
                            GIVEN,
                            BY_WEIGHT,
                            "sums[k] = translation.events().alpha(place[first + k]) * elements.weight[place[first +"
                                    + " k]];")),
            // Each synapse gets a twin without weight and delay, whose gradient is reported for its own.
            Mutations.of(
                    "sampled-when-sent",
                    new Edit(
                            READER,
                            "builder.synapseFromSource(pre, post, rate, weight, delay);",
                            "builder.synapseFromSource(pre, post, rate, weight, delay);\n"
                                    + "builder.synapseFromSource(pre, post, rate, 0, 0);"),
                    new Edit(
                            READER,
                            "builder.synapse(pre, post, rate, weight, delay);",
                            "builder.synapse(pre, post, rate, weight, delay);\n"
                                    + "builder.synapse(pre, post, rate, 0, 0);"),
                    new Edit(GIVEN, BY_WEIGHT, "sums[k] = factor * elements.weight[place[2 * (first + k) + 1]];")),
            new Mutant(
                    "recurrence-cut",
                    io.github.goldspike.contract.Method.ADJOINT,
                    Stream.concat(
                                    carrying("network.populations().indexOf(group)"),
                                    Stream.of(new Edit(SWEEP, "sum += arrival(neuron, synapse, held[neuron]);", """
                                        double byTime = arrival(neuron, synapse, held[neuron]);
                                        if (spike < 0 || network.carried[flights.unit(spike)] < network.carried[neuron]) {
                                            sum += byTime;
                                        }
                                        """)))
                            .toList()),
            Mutations.of(
                    "binary32-declared-binary64",
                    new Edit(
                            REPORT,
                            "new Spike<>(raster.time(spike), raster.slope(spike))",
                            "new Spike<>((double) (float) raster.time(spike), raster.slope(spike))"),
                    new Edit(
                            REPORT,
                            "outcome.map(SpikeTimeLoss.Value::loss)",
                            "outcome.map(loss -> (double) (float) loss.loss())"),
                    new Edit(
                            REPORT,
                            "Arrays.stream(owner).boxed().toList()",
                            "Arrays.stream(owner).map(value -> (float) value).boxed().toList()")),
            Mutations.of(
                    "own-spike-decayed-since-the-one-before",
                    new Edit(ADJOINT, "drop * network.constants[row + BETA] * decaying[neuron]", """
                        drop * network.constants[row + BETA] * decaying[neuron]
                                * Exponential.exp(-network.constants[row + BETA] * (raster.time(spike)
                                        - (raster.previous(spike) == Raster.NONE ? 0 : raster.time(raster.previous(spike)))))
                        """)));

    private GradientMutations() {}

    private static Edit divide(String by) {
        return new Edit(ADJOINT, DIVIDE, "double jump = sum / (" + by + ");");
    }

    /** The engine's network knows one more number of each neuron. */
    private static Stream<Edit> carrying(String value) {
        return Stream.of(
                new Edit(NETWORK, "final boolean refractory;", "final boolean refractory;\nfinal double[] carried;"),
                new Edit(
                        NETWORK,
                        "refractory = builder.refractory;",
                        "refractory = builder.refractory;\n"
                                + "carried = builder.carried.stream().mapToDouble(Double::doubleValue).toArray();"),
                new Edit(
                        NETWORK,
                        "private boolean refractory;",
                        "private boolean refractory;\n"
                                + "final java.util.List<Double> carried = new java.util.ArrayList<>();"),
                new Edit(READER, "builder.neuron(", "builder.carried.add((double) (" + value + "));\nbuilder.neuron("));
    }
}
