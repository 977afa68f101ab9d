package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.model.InputCurrent;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Gives the neurons of a random network input currents, and takes the leak from some, as far as that is allowed. */
final class RandomCurrents {

    private static final double HAS_FEATURE = 0.4;
    private static final int MOST_JUMPS = 3;

    private final RandomSource draw;
    private final double horizon;

    private RandomCurrents(RandomSource draw, double horizon) {
        this.draw = draw;
        this.horizon = horizon;
    }

    /** Draws after all else is drawn, so that these features change nothing else. */
    static Network added(Network network, RandomSource draw, Set<Feature> allowed) {
        RandomCurrents currents = new RandomCurrents(draw, network.horizon().toDouble());
        boolean driven = draw.chance(HAS_FEATURE) && allowed.contains(Feature.CURRENT);
        boolean free = draw.chance(HAS_FEATURE) && allowed.contains(Feature.NO_LEAK);
        if (!driven && !free) {
            return network;
        }
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                network.populations().stream()
                        .map(population -> population instanceof Population.Neurons neurons
                                ? currents.changed(neurons, driven, free)
                                : population)
                        .toList(),
                network.projections(),
                network.loss());
    }

    private Population changed(Population.Neurons neurons, boolean driven, boolean free) {
        List<Rational> betas = IntStream.range(0, neurons.size())
                .mapToObj(n -> free && draw.chance(0.5) ? Rational.ZERO : neurons.beta(n))
                .toList();
        List<List<InputCurrent.Step>> courses = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            courses.add(driven && draw.chance(0.7) ? course(neurons, n, betas.get(n)) : List.of());
        }
        return new Population.Neurons(
                neurons.name(),
                neurons.size(),
                new TimeConstant(TimeConstant.Form.RATE, Parameter.each(betas)),
                neurons.threshold(),
                neurons.reset(),
                neurons.leak(),
                neurons.initial(),
                neurons.refractory(),
                courses.stream().allMatch(List::isEmpty) ? Optional.empty() : Optional.of(InputCurrent.each(courses)));
    }

    /** In units of the current that holds V at the threshold, or that takes it there from the reset in a time of 1. */
    private List<InputCurrent.Step> course(Population.Neurons neurons, int n, Rational beta) {
        double threshold = neurons.threshold(n).map(Rational::toDouble).orElse(1.0);
        double from = beta.signum() == 0
                ? neurons.reset().of(n).toDouble()
                : neurons.leak().of(n).toDouble();
        double unit = Math.max(Math.abs(threshold - from), 0.1) * (beta.signum() == 0 ? 1 : beta.toDouble());
        return IntStream.range(0, draw.integer(1, MOST_JUMPS))
                .mapToObj(k -> draw.chance(0.2) ? 0 : draw.between(0, horizon))
                .distinct()
                .sorted()
                .map(time -> new InputCurrent.Step(Rational.of(time), Rational.of(unit * draw.between(-0.5, 1.6))))
                .toList();
    }
}
