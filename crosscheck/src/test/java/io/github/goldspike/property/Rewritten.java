package io.github.goldspike.property;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Networks made from a network by changing its numbers in one way. Synapses keep their order and their places. */
final class Rewritten {

    private static final UnaryOperator<Rational> SAME = UnaryOperator.identity();

    /** How each kind of number is changed. */
    record Change(
            UnaryOperator<Rational> time,
            UnaryOperator<Rational> duration,
            UnaryOperator<Rational> rate,
            UnaryOperator<Rational> potential,
            UnaryOperator<Rational> weight) {}

    private Rewritten() {}

    /** The weight of one synapse raised by a step; projections become lists. */
    static Network withWeight(Network network, int projection, int synapse, Rational step) {
        return withSynapses(
                network,
                (p, k, s) -> p == projection && k == synapse
                        ? List.of(new Synapse(s.pre(), s.post(), s.weight().plus(step), s.delay()))
                        : List.of(s));
    }

    /** What becomes of one synapse. */
    interface SynapseChange {
        List<Synapse> of(int projection, int index, Synapse synapse);
    }

    static Network withSynapses(Network network, SynapseChange change) {
        List<Projection> projections = new ArrayList<>();
        for (int p = 0; p < network.projections().size(); p++) {
            Projection projection = network.projections().get(p);
            List<Synapse> synapses = new ArrayList<>();
            for (int k = 0; k < projection.synapses().size(); k++) {
                synapses.addAll(change.of(p, k, projection.synapses().get(k)));
            }
            projections.add(new Projection(
                    projection.from(), projection.to(), projection.decay(), new Connectivity.Listed(synapses)));
        }
        return with(network, network.populations(), projections, network.loss());
    }

    static Network with(
            Network network, List<Population> populations, List<Projection> projections, Optional<Loss> loss) {
        return new Network(network.id(), network.convention(), network.horizon(), populations, projections, loss);
    }

    /** All weights in the kernel convention, or all in the current convention. */
    static Network inConvention(Network network, Convention convention) {
        List<Projection> projections = new ArrayList<>();
        Network lists = withSynapses(network, (p, k, s) -> List.of(s));
        for (Projection projection : lists.projections()) {
            Population.Neurons target = (Population.Neurons) network.population(projection.to());
            List<Synapse> synapses = projection.synapses().stream()
                    .map(s -> {
                        Rational kernel = s.weight().times(network.convention().kernelFactor(target.beta(s.post())));
                        Rational weight = kernel.dividedBy(convention.kernelFactor(target.beta(s.post())));
                        return new Synapse(s.pre(), s.post(), weight, s.delay());
                    })
                    .toList();
            projections.add(new Projection(
                    projection.from(), projection.to(), projection.decay(), new Connectivity.Listed(synapses)));
        }
        return new Network(
                network.id(), convention, network.horizon(), network.populations(), projections, network.loss());
    }

    /** All times multiplied by c; V and the charge of a spike stay, so kernel weights are divided by c. */
    static Network slower(Network network, Rational c) {
        Rational weight = network.convention() == Convention.KERNEL ? c.reciprocal() : Rational.ONE;
        return changed(
                network, new Change(t -> t.times(c), d -> d.times(c), r -> r.dividedBy(c), SAME, w -> w.times(weight)));
    }

    /** Potentials and weights multiplied by λ > 0. */
    static Network amplified(Network network, Rational lambda) {
        UnaryOperator<Rational> scale = x -> x.times(lambda);
        return changed(network, new Change(SAME, SAME, SAME, scale, scale));
    }

    /** Input spikes, the horizon and target times later by a constant. */
    static Network later(Network network, Rational shift) {
        return changed(network, new Change(t -> t.plus(shift), SAME, SAME, SAME, SAME));
    }

    private static Network changed(Network network, Change change) {
        List<Population> populations = network.populations().stream()
                .map(population -> population(population, change))
                .toList();
        List<Projection> projections = network.projections().stream()
                .map(projection -> projection(projection, change))
                .toList();
        return new Network(
                network.id(),
                network.convention(),
                change.time.apply(network.horizon()),
                populations,
                projections,
                network.loss().map(loss -> loss(loss, change)));
    }

    private static Population population(Population population, Change change) {
        if (population instanceof Population.Source source) {
            return new Population.Source(
                    source.name(),
                    source.trains().stream()
                            .map(train -> train.stream().map(change.time).toList())
                            .toList());
        }
        Population.Neurons neurons = (Population.Neurons) population;
        return new Population.Neurons(
                neurons.name(),
                neurons.size(),
                constant(neurons.membrane(), change),
                neurons.threshold()
                        .map(threshold -> new Threshold(
                                threshold.shared(),
                                threshold.values().stream()
                                        .map(value -> value.map(change.potential))
                                        .toList())),
                parameter(neurons.reset(), change.potential),
                parameter(neurons.leak(), change.potential),
                neurons.initial().map(initial -> parameter(initial, change.potential)),
                parameter(neurons.refractory(), change.duration));
    }

    static Parameter parameter(Parameter parameter, Function<Rational, Rational> change) {
        return new Parameter(
                parameter.shared(), parameter.values().stream().map(change).toList());
    }

    private static TimeConstant constant(TimeConstant constant, Change change) {
        UnaryOperator<Rational> given = constant.form() == TimeConstant.Form.RATE ? change.rate : change.duration;
        return new TimeConstant(constant.form(), parameter(constant.given(), given));
    }

    private static Projection projection(Projection projection, Change change) {
        return new Projection(
                projection.from(),
                projection.to(),
                new SynapticDecay(
                        projection.decay().axis(), constant(projection.decay().constant(), change)),
                new Connectivity.Listed(projection.synapses().stream()
                        .map(s -> new Synapse(
                                s.pre(), s.post(), change.weight.apply(s.weight()), change.duration.apply(s.delay())))
                        .toList()));
    }

    private static Loss loss(Loss loss, Change change) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return new Loss.FirstSpikeCrossEntropy(
                    entropy.population(),
                    entropy.label(),
                    change.duration.apply(entropy.tau0()),
                    change.duration.apply(entropy.tau1()),
                    entropy.gamma());
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return new Loss.SpikeTimeSquare(square.targets().stream()
                    .map(target -> new Loss.SpikeTimeSquare.Target(
                            target.population(), target.neuron(), target.spike(), change.time.apply(target.time())))
                    .toList());
        }
        if (loss instanceof Loss.VoltageSquare square) {
            return new Loss.VoltageSquare(
                    square.population(), square.neuron(), change.potential.apply(square.target()));
        }
        Loss.VoltageIntegral integral = (Loss.VoltageIntegral) loss;
        return new Loss.VoltageIntegral(integral.population(), integral.weights(), change.rate.apply(integral.kappa()));
    }
}
