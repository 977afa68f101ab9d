package io.github.goldspike.certified;

import io.github.goldspike.model.Convention;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Input currents: networks of a single neuron "n" with ϑ = 1 and an input current, without synapses, and currents added to others. */
final class Currents {

    private Currents() {}

    /** It starts at 0; {@code steps} are times and values in turn. */
    static Network neuron(String beta, String refractory, String horizon, String... steps) {
        return neuron(Convention.KERNEL, beta, refractory, horizon, Optional.of("1"), Optional.empty(), steps);
    }

    /** A neuron without threshold, and the loss of it. */
    static Network readout(Loss loss, String beta, String horizon, String... steps) {
        return neuron(Convention.KERNEL, beta, "0", horizon, Optional.empty(), Optional.of(loss), steps);
    }

    static Network inCurrentConvention(String beta, String horizon, String... steps) {
        return neuron(Convention.CURRENT, beta, "0", horizon, Optional.of("1"), Optional.empty(), steps);
    }

    private static Network neuron(
            Convention convention,
            String beta,
            String refractory,
            String horizon,
            Optional<String> threshold,
            Optional<Loss> loss,
            String... steps) {
        return network(
                convention,
                horizon,
                loss,
                new Population.Neurons(
                        "n",
                        1,
                        TimeConstant.rate(Rational.parse(beta)),
                        threshold.map(value -> Threshold.shared(Rational.parse(value))),
                        Parameter.shared(Rational.ZERO),
                        Parameter.shared(Rational.ZERO),
                        Optional.of(Parameter.shared(Rational.ZERO)),
                        Parameter.shared(Rational.parse(refractory)),
                        Optional.of(InputCurrent.shared(course(steps)))));
    }

    /** A neuron that nothing drives, up to time 10. */
    static Network started(String beta, String initial) {
        return network(
                Convention.KERNEL,
                "10",
                Optional.empty(),
                new Population.Neurons(
                        "n",
                        1,
                        TimeConstant.rate(Rational.parse(beta)),
                        Optional.of(Threshold.shared(Rational.ONE)),
                        Parameter.shared(Rational.ZERO),
                        Parameter.shared(Rational.ZERO),
                        Optional.of(Parameter.shared(Rational.parse(initial))),
                        Parameter.shared(Rational.ZERO)));
    }

    /** The mixed network with currents that jump before, between and after its spikes. */
    static Network added(Network mixed) {
        InputCurrent hid = InputCurrent.each(List.of(
                course("0.05", "0.4", "1.3", "-0.2", "2.2", "0.9"), course("0.6", "0.5", "4.9", "2", "5.5", "1")));
        return with(mixed, Map.of("hid", hid, "out", InputCurrent.shared(course("0.2", "0.3", "2.7", "0.1"))));
    }

    private static Network with(Network network, Map<String, InputCurrent> currents) {
        return changed(network, neurons -> neurons.withCurrent(Optional.ofNullable(currents.get(neurons.name()))));
    }

    /** Populations without leak. */
    static Network withoutLeak(Network network, String beta) {
        return changed(network, neurons -> neurons.withMembrane(TimeConstant.rate(Rational.parse(beta))));
    }

    private static Network changed(Network network, UnaryOperator<Population.Neurons> change) {
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations().stream()
                        .map(population ->
                                population instanceof Population.Neurons neurons ? change.apply(neurons) : population)
                        .toList(),
                network.projections(),
                network.loss());
    }

    private static List<InputCurrent.Step> course(String... steps) {
        List<InputCurrent.Step> course = new ArrayList<>();
        for (int k = 0; k < steps.length; k += 2) {
            course.add(new InputCurrent.Step(Rational.parse(steps[k]), Rational.parse(steps[k + 1])));
        }
        return course;
    }

    private static Network network(
            Convention convention, String horizon, Optional<Loss> loss, Population.Neurons neurons) {
        return new Network(
                "current",
                convention,
                Rational.parse(horizon),
                List.of(new Population.Source("in", List.of()), neurons),
                List.of(),
                loss);
    }
}
