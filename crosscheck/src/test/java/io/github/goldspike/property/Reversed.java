package io.github.goldspike.property;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same network with its populations, projections and the units of each population in reverse order. */
final class Reversed {

    private final Network network;

    private Reversed(Network network) {
        this.network = network;
    }

    static Network of(Network network) {
        Reversed reversed = new Reversed(network);
        return Rewritten.with(
                network,
                reversed(
                        network.populations().stream().map(Reversed::population).toList()),
                reversed(
                        network.projections().stream().map(reversed::projection).toList()),
                network.loss().map(reversed::loss));
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }

    private static Parameter parameter(Parameter parameter) {
        return new Parameter(parameter.shared(), reversed(parameter.values()));
    }

    private static Population population(Population population) {
        if (population instanceof Population.Source source) {
            return new Population.Source(source.name(), reversed(source.trains()));
        }
        Population.Neurons neurons = (Population.Neurons) population;
        return new Population.Neurons(
                neurons.name(),
                neurons.size(),
                new TimeConstant(
                        neurons.membrane().form(), parameter(neurons.membrane().given())),
                neurons.threshold().map(threshold -> new Threshold(threshold.shared(), reversed(threshold.values()))),
                parameter(neurons.reset()),
                parameter(neurons.leak()),
                neurons.initial().map(Reversed::parameter),
                parameter(neurons.refractory()));
    }

    private int unit(String population, int index) {
        return network.population(population).size() - 1 - index;
    }

    private Projection projection(Projection projection) {
        TimeConstant constant = projection.decay().constant();
        return new Projection(
                projection.from(),
                projection.to(),
                new SynapticDecay(
                        projection.decay().axis(), new TimeConstant(constant.form(), parameter(constant.given()))),
                new Connectivity.Listed(projection.synapses().stream()
                        .map(s -> new Synapse(
                                unit(projection.from(), s.pre()),
                                unit(projection.to(), s.post()),
                                s.weight(),
                                s.delay()))
                        .toList()));
    }

    private Loss loss(Loss loss) {
        if (loss instanceof Loss.FirstSpikeCrossEntropy entropy) {
            return new Loss.FirstSpikeCrossEntropy(
                    entropy.population(),
                    unit(entropy.population(), entropy.label()),
                    entropy.tau0(),
                    entropy.tau1(),
                    entropy.gamma());
        }
        if (loss instanceof Loss.SpikeTimeSquare square) {
            return new Loss.SpikeTimeSquare(square.targets().stream()
                    .map(target -> new Loss.SpikeTimeSquare.Target(
                            target.population(),
                            unit(target.population(), target.neuron()),
                            target.spike(),
                            target.time()))
                    .toList());
        }
        if (loss instanceof Loss.VoltageSquare square) {
            return new Loss.VoltageSquare(
                    square.population(), unit(square.population(), square.neuron()), square.target());
        }
        Loss.VoltageIntegral integral = (Loss.VoltageIntegral) loss;
        return new Loss.VoltageIntegral(integral.population(), reversed(integral.weights()), integral.kappa());
    }
}
